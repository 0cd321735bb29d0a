import { readdirSync, readFileSync } from 'node:fs'
import type { SourceFile } from '../../../src/source/source-file.ts'

const folder = new URL('../../fixtures/hcl/', import.meta.url)

/** The fixture files of that kind, by name without the ending. */
export const fixtures = (kind: 'valid' | 'invalid' | 'recovery'): readonly (readonly [string, SourceFile])[] =>
  readdirSync(new URL(`${kind}/`, folder))
    .filter((name) => name.endsWith('.tf'))
    .sort()
    .map((path) => [path.slice(0, -'.tf'.length), { path, text: readFileSync(new URL(`${kind}/${path}`, folder), 'utf8') }])
