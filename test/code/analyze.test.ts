import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyzeProgram } from '../../src/code/analyze.ts'
import { withFallback } from '../../src/code/package/folder-files.ts'
import { type CodePackage, repositoryRoot } from '../../src/code/program.ts'
import type { AssumedRole, StorageCall } from '../../src/code/storage-call.ts'
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
  /** The folder in it that is the package, if the rest is a repository around it. */
  readonly root?: string
  /** Of modules that are read from elsewhere in the repository; none if left out. */
  readonly taken?: readonly string[]
  readonly calls: readonly unknown[]
}

const runtimes: Readonly<Record<string, string>> = {
  python: 'python3.12',
  javascript: 'nodejs22.x',
  typescript: 'nodejs22.x',
  go: 'provided.al2023',
  java: 'java21',
  csharp: 'dotnet8',
  ruby: 'ruby3.3',
  kotlin: 'java21',
  rust: 'provided.al2023',
  php: 'provided.al2023',
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

/** The package in a folder of a repository. */
const packageIn = (root: string, repository: ReadonlyMap<string, () => SourceFile>): Pick<CodePackage, 'files' | 'repository'> => {
  const files = [...repository].filter(([path]) => path.startsWith(`${root}/`))
  const all = [...repository].map(([path, read]) => [repositoryRoot + path, read] as const)
  const own = new Map(files.map(([path, read]) => [path.slice(root.length + 1), read] as const))
  return {
    files: withFallback(own, (path) => new Map(all).get(path)),
    repository: {
      find: (wanted) => all.map(([path]) => path).filter((path) => wanted.test(path.slice(repositoryRoot.length))),
      display: (path) => path,
    },
  }
}

const roleOf = ({ by, externalId, policy, policyArns, role, sessionName }: AssumedRole): unknown => ({
  role: formatExpression(role),
  ...(sessionName && { sessionName: formatExpression(sessionName) }),
  ...(externalId && { externalId: formatExpression(externalId) }),
  ...(policy && { policy: formatExpression(policy) }),
  ...(policyArns.length > 0 && { policyArns: policyArns.map(formatExpression) }),
  ...(by && { by: roleOf(by) }),
})

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
  ...(call.assumes ? { assumes: roleOf(call.assumes) } : {}),
  ...(call.hasOwnCredentials ? { hasOwnCredentials: true } : {}),
})

const languages = readdirSync(fixtures, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

for (const language of languages) {
  describe(language, () => {
    test.each(readdirSync(join(fixtures, language)))('%s', async (name) => {
      const folder = join(fixtures, language, name)
      const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected
      const { value, diagnostics } = await analyzeProgram({
        ...(expected.root === undefined ? { files: filesOf(folder) } : packageIn(expected.root, filesOf(folder))),
        handler: expected.handler ?? 'app.handler',
        runtime: runtimes[language] ?? null,
        ...(expected.unreadLayers && { unreadLayers: expected.unreadLayers }),
      })
      const taken = diagnostics.map(({ detail }) => detail.replace(/^.* was read from "([^"]*)".*$/, '$1'))
      expect({ reason: value.reason, calls: value.calls.map(summaryOf), taken }).toEqual({
        reason: expected.reason ?? null,
        calls: expected.calls,
        taken: expected.taken ?? [],
      })
    })
  })
}
