import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = new URL('../..', import.meta.url).pathname
// Inside of the checkout, where the package that is not bundled is found.
const built = `node_modules/.cache/built-${process.pid}`
const command = join(root, built, 'tf-s3-guard.js')

beforeAll(() => void execFileSync(process.execPath, ['scripts/build.js', built], { cwd: root }))
afterAll(() => rmSync(join(root, built), { recursive: true, force: true }))

const guard = (cwd: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' })

const folderWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'built-'))
  writeFileSync(join(folder, 'main.tf'), text)
  return folder
}

test('the command can be run by its path', () => {
  expect(readFileSync(command, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node'])
  expect(statSync(command).mode & 0o111).toBe(0o111)
})

test('it reads programs with the grammars that were copied', () => {
  const { status, stdout, stderr } = guard(root, 'scan', 'examples/bucket-level-arn', '--format', 'json')
  expect(stderr).toBe('')
  expect(JSON.parse(stdout).summary).toMatchObject({ functions: 1, missing: 1 })
  expect(status).toBe(1)
})

test('it reports a syntax error, and is not green', () => {
  const { status, stdout } = guard(folderWith('resource "aws_s3_bucket" {\n  bucket = \n}\n'), 'scan')
  expect(stdout).toMatch(/^main\.tf:\d+:\d+: error: /m)
  expect(status).toBe(1)
})

test('it exits with 2 for a folder that does not exist', () => {
  expect(guard(root, 'scan', 'nowhere')).toMatchObject({ status: 2, stdout: '' })
})

test('it ends in silence when the pipe that it writes to is closed', async () => {
  const child = spawn(process.execPath, [command, 'scan', 'examples/bucket-level-arn', '--format', 'json'], { cwd: root })
  child.stdout.destroy()
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  await new Promise((resolve) => child.on('close', resolve))
  expect(errors).toBe('')
})

test('the licences of what is bundled go with it', () => {
  const licences = readFileSync(join(root, built, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
  for (const name of ['yargs', 'web-tree-sitter', 'tree-sitter-python']) expect(licences).toContain(`# ${name}\n`)
})
