import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyzeProgram } from '../../src/code/analyze.ts'
import type { StorageCall } from '../../src/code/storage-call.ts'
import { rangeOf, type SourceFile } from '../../src/source/source-file.ts'
import { formatExpression } from './format-expression.ts'

/** Each folder of `fixtures/code/<language>` is a package, with what is expected of it in `expected.json`. */
const fixtures = join(import.meta.dirname, '../fixtures/code')

interface Expected {
  /** `app.handler` if left out. */
  readonly handler?: string
  /** `complete` if left out; a reason says that it is not. */
  readonly reason?: string
  readonly unreadLayers?: readonly string[]
  readonly calls: readonly unknown[]
}

const runtimes: Readonly<Record<string, string>> = {
  python: 'python3.12',
  javascript: 'nodejs22.x',
  typescript: 'nodejs22.x',
  go: 'provided.al2023',
  java: 'java21',
}

const filesOf = (folder: string): ReadonlyMap<string, () => SourceFile> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
      .map((entry) => {
        const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
        return [path, () => ({ path, text: readFileSync(join(folder, path), 'utf8') })]
      }),
  )

const summaryOf = (call: StorageCall): unknown => ({
  at: `${call.location.file.path}:${rangeOf(call.location).line}`,
  operation: call.operation,
  call: call.call,
  bucket: formatExpression(call.bucket),
  key: formatExpression(call.key),
  ...(call.parameters.size > 0
    ? { parameters: Object.fromEntries([...call.parameters].map(([name, value]) => [name, formatExpression(value)])) }
    : {}),
  ...(call.certainty === 'possible' ? { certainty: call.certainty } : {}),
  ...(call.deferred ? { deferred: true } : {}),
  ...(call.hasOwnCredentials ? { hasOwnCredentials: true } : {}),
})

for (const language of readdirSync(fixtures)) {
  describe(language, () => {
    test.each(readdirSync(join(fixtures, language)))('%s', async (name) => {
      const folder = join(fixtures, language, name)
      const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected
      const { value } = await analyzeProgram({
        files: filesOf(folder),
        handler: expected.handler ?? 'app.handler',
        runtime: runtimes[language] ?? null,
        ...(expected.unreadLayers && { unreadLayers: expected.unreadLayers }),
      })
      expect({ reason: value.reason, calls: value.calls.map(summaryOf) }).toEqual({
        reason: expected.reason ?? null,
        calls: expected.calls,
      })
    })
  })
}
