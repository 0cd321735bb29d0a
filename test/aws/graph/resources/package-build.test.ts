import { expect, test } from 'vitest'
import { buildGraph } from '../../../../src/aws/graph/build-graph.ts'
import type { CodeLocation } from '../../../../src/aws/graph/graph.ts'
import { evaluateFiles } from '../../../support/evaluation.ts'

const described = (location: CodeLocation): string => {
  if (location.kind !== 'archive') return location.kind
  return location.entries
    .map((entry) =>
      entry.kind === 'content' ? entry.name : `${entry.kind} ${entry.path}${entry.prefix ? ` in ${entry.prefix}` : ''}`,
    )
    .join(', ')
}

/** The code of a function that the packaging script makes of these sources. */
const packagesOf = async (sourcePath: string): Promise<readonly string[]> => {
  const evaluated = await evaluateFiles({
    'main.tf': `
locals {
  source_path = ${sourcePath}
}
data "external" "archive_prepare" {
  count   = 1
  program = ["python3", "package.py", "prepare"]
  query = {
    source_path = try(tostring(local.source_path), jsonencode(local.source_path))
  }
}
resource "aws_lambda_function" "export" {
  filename = try(data.external.archive_prepare[0].result.filename, null)
}
`,
  })
  return buildGraph(evaluated).value.lambdas.flatMap(({ code }) => code.sources.map(described))
}

test('a package is made from the folder that the script is given', async () => {
  expect(await packagesOf('"src/export"')).toEqual(['dir src/export'])
})

test('what may be a file is one if it is there', async () => {
  expect(await packagesOf('"src/export.py"')).toEqual(['file src/export.py, dir src/export.py'])
})

test('every part of a list is packed, in the folder that it is given', async () => {
  expect(await packagesOf('["src/common", { path = "src/export", prefix_in_zip = "app", patterns = ["!.*/tests/.*"] }]')).toEqual([
    'dir src/common, dir src/export in app',
  ])
})

test('libraries are no part of the sources', async () => {
  expect(await packagesOf('["src/export", { pip_requirements = "requirements.txt" }]')).toEqual(['dir src/export'])
})

test('commands pack what they say, and the folder that they run in is where it comes from', async () => {
  expect(await packagesOf('[{ path = "src/export", commands = ["npm ci", "cd dist", ":zip . app"] }]')).toEqual([
    'dir src/export/dist in app',
    'dir src/export',
  ])
})

test('a text of commands is read line by line', async () => {
  expect(await packagesOf('[{ path = "src/export", commands = "npm ci\\n:zip dist" }]')).toEqual([
    'dir src/export/dist',
    'dir src/export',
  ])
})

test('a package that another module made may be what the function runs', async () => {
  const evaluated = await evaluateFiles({
    'main.tf': `
data "external" "archive_prepare" {
  program = ["python3", "package.py", "prepare"]
  query   = { source_path = "src/export" }
}
locals {
  existing = data.external.archive_prepare.result.filename
}
resource "aws_lambda_function" "export" {
  filename = local.existing != null ? local.existing : null
}
`,
  })
  expect(buildGraph(evaluated).value.lambdas.flatMap(({ code }) => code.sources.map(described))).toEqual(['dir src/export'])
})

test('another external program makes no package', async () => {
  const evaluated = await evaluateFiles({
    'main.tf': `
data "external" "other" {
  program = ["date"]
}
resource "aws_lambda_function" "export" {
  filename = data.external.other.result.filename
}
`,
  })
  expect(buildGraph(evaluated).value.lambdas[0]?.code.sources).toMatchObject([{ kind: 'remote' }])
})
