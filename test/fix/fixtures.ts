import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** `<cause>/<style>`: a root module, and what its files are to say when it is mended. */
export interface Fixture {
  readonly name: string
  readonly cause: string
  readonly before: string
  readonly after: string
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'fixes')

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .sort()

export const fixtures = (): readonly Fixture[] =>
  foldersIn(folder).flatMap((cause) =>
    foldersIn(join(folder, cause)).map((style) => {
      const path = join(folder, cause, style)
      return { name: `${cause}/${style}`, cause, before: join(path, 'before'), after: join(path, 'after') }
    }),
  )
