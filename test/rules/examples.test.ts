import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const root = new URL('../../rules/', import.meta.url)
const ids = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** The code of one language in a section of a rule's page. */
const codeIn = (id: string, section: string, ...languages: readonly string[]): string => {
  const page = readFileSync(new URL(`${id}/README.md`, root), 'utf8')
  const text = new RegExp(`\\n## ${section}\\n([\\s\\S]*?)(?=\\n## |$)`).exec(page)?.[1] ?? ''
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .map(([, language = '', code = '']) => (languages.includes(language) ? code : ''))
    .join('\n')
}

/** The blocks of a configuration by their headers. */
const blocksOf = (hcl: string): ReadonlyMap<string, string> =>
  new Map(
    hcl
      .split(/\n(?=\w+ ".*\{)/)
      .flatMap((block) => (block.trim() === '' ? [] : [[/^[^{]*/.exec(block.trim())?.[0] ?? '', block.trim()]])),
  )

const trusting = `assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })`

/** What the pages refer to and leave out, as it is alike everywhere. */
const scaffold: Readonly<Record<string, (name: string, program: string) => string>> = {
  'aws_iam_role.': (name) => `resource "aws_iam_role" "${name}" {\n  name = "${name}"\n  ${trusting}\n}`,
  'aws_s3_bucket.': (name) => `resource "aws_s3_bucket" "${name}" {\n  bucket = "acme-${name}"\n}`,
  'data.archive_file.': (name, program) =>
    `data "archive_file" "${name}" {\n  type = "zip"\n  source_file = "\${path.module}/${program}"\n  output_path = "${name}.zip"\n}`,
}

const project = (blocks: ReadonlyMap<string, string>, code: string, extension: string): Record<string, string> => {
  const hcl = [...blocks.values()].join('\n\n')
  const program = `${/handler\s+= "(\w+)\./.exec(hcl)?.[1]}.${extension}`
  const missing = Object.entries(scaffold).flatMap(([type, made]) => {
    const names = [...hcl.matchAll(new RegExp(`(?<![\\w.])${type.replaceAll('.', '\\.')}(\\w+)`, 'g'))].map(([, name = '']) => name)
    const bare = type.replace('data.', '').slice(0, -1)
    return [...new Set(names)].flatMap((name) => (hcl.includes(`"${bare}" "${name}"`) ? [] : [made(name, program)]))
  })
  const isThere = hcl.includes('data.archive_file.')
  return {
    'main.tf': [hcl, 'provider "aws" {\n  region = "eu-west-1"\n}', ...missing].join('\n\n'),
    ...(isThere && { [program]: code }),
  }
}

const example = (
  id: string,
): { readonly blocks: ReadonlyMap<string, string>; readonly code: string; readonly extension: string } => {
  const python = codeIn(id, 'Examples', 'python')
  const code = python.trim() === '' ? codeIn(id, 'Examples', 'js') : python
  return { blocks: blocksOf(codeIn(id, 'Examples', 'hcl')), code, extension: python.trim() === '' ? 'mjs' : 'py' }
}

const findingsOf = async (files: Readonly<Record<string, string>>) => {
  const cwd = folder(files)
  return (await scan({ root: cwd, cwd })).report.findings
}

/** The places of the comments `# finding: <id>`. */
const expectedIn = (files: Readonly<Record<string, string>>, id: string): readonly string[] =>
  Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, at) => (line.includes(`# finding: ${id}`) ? [`${file}:${at + 1}`] : [])),
  )

test.each(ids)('the example of %s shows what it finds', async (id) => {
  const { blocks, code, extension } = example(id)
  const files = project(blocks, code, extension)
  const found = (await findingsOf(files)).filter(({ ruleId }) => ruleId === id)
  expect(found).toHaveLength(1)
  const places = expectedIn(files, id)
  if (places.length > 0) expect(found.map(({ location }) => `${location.file}:${location.line}`)).toEqual(places)
})

/** Where the page shows a whole mend: a block in place of one of the example's, or a resource beside them. */
const mended = ids.filter((id) =>
  [...blocksOf(codeIn(id, 'How to fix', 'hcl')).keys()].some(
    (header) => header.startsWith('resource') || example(id).blocks.has(header),
  ),
)

test.each(mended)('the mend of %s leaves nothing to find', async (id) => {
  const { blocks, code, extension } = example(id)
  const files = project(new Map([...blocks, ...blocksOf(codeIn(id, 'How to fix', 'hcl'))]), code, extension)
  expect((await findingsOf(files)).filter(({ severity }) => severity !== 'note').map(({ message }) => message)).toEqual([])
  expect((await findingsOf(files)).filter(({ ruleId }) => ruleId === id)).toEqual([])
})
