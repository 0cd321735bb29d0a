import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from '../support/folder.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'hcl', 'json')
const read = (name: string): string => readFileSync(join(fixtures, name), 'utf8')
const isInstalled = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0

const terraform = (args: readonly string[], dir: string, input = ''): string =>
  spawnSync('terraform', args, { cwd: dir, input, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1' } }).stdout

interface Validation {
  readonly diagnostics: readonly { readonly severity: string; readonly summary: string }[]
}

const firstError = (text: string): string | null => {
  const { diagnostics } = JSON.parse(terraform(['validate', '-json'], folder({ 'main.tf.json': text }))) as Validation
  return diagnostics.find(({ severity }) => severity === 'error')?.summary ?? null
}

// With TF_S3_GUARD_RECORD the answers are written instead of compared.
const hold = (name: string, answers: unknown): void => {
  if (process.env.TF_S3_GUARD_RECORD) writeFileSync(join(fixtures, name), `${JSON.stringify(answers, null, 2)}\n`)
  else expect(answers).toEqual(JSON.parse(read(name)))
}

test.skipIf(!isInstalled)('terraform validate says what is recorded of files that are not valid', () => {
  const texts = (JSON.parse(read('errors.expected.json')) as readonly { readonly text: string }[]).map(({ text }) => text)
  hold(
    'errors.expected.json',
    texts.map((text) => ({ text, summary: firstError(text) })),
  )
})

test.skipIf(!isInstalled)('terraform console says what is recorded of the values in values.tf.json', () => {
  const names = Object.keys(JSON.parse(read('values.expected.json')) as object)
  const dir = folder({ 'main.tf.json': read('values.tf.json') })
  const answers = names.map((name) => [name, JSON.parse(terraform(['console'], dir, `jsonencode(${name})\n`))] as const)
  hold('values.expected.json', Object.fromEntries(answers))
})
