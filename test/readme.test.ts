import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exitCode } from '../src/report/exit-code.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test.each(['npm ci && npx tf-s3-guard scan examples/bucket-level-arn', 'npm ci && npm test'])('the README shows %s', (command) => {
  expect(readme).toContain(command)
})

test.each(Object.entries(exitCode))('the README explains the exit code for %s', (_name, code) => {
  expect(readme).toContain(`\n| ${code} | `)
})
