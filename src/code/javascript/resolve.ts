import { type CodePackage, type HandlerResolution, type ImportResolution, shownPath } from '../program.ts'
import { elsewhere, inLayer } from './elsewhere.ts'
import { joinPath } from './manifest.ts'
import { pathsOf } from './tsconfig.ts'
import { workspacePackage } from './workspaces.ts'

const grammars: ReadonlyMap<string, string> = new Map([
  ['.js', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.jsx', 'javascript'],
  ['.ts', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.tsx', 'tsx'],
])

const extensions = [...grammars.keys()]

/** Declarations of types (`.d.ts`) are no program. */
export const grammarOf = (path: string): string | null =>
  /\.d\.[cm]?ts$/.test(path) ? null : (grammars.get(/\.\w+$/.exec(path)?.[0] ?? '') ?? null)

/** TypeScript's sources may import by the name of the output: `./storage.js` is `./storage.ts`. */
const sourceExtensions: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.jsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
  ['.jsx', ['.tsx']],
])

/**
 * Finds a module as Node.js, TypeScript and bundlers do: relative paths, `paths` of `tsconfig.json`, `#…` of
 * `package.json`, and packages of the same repository. Anything else is a library.
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  if (isRelative(module)) {
    const path = module.startsWith('/') ? module : joinPath(folder, module)
    const found = lookup(path, pkg)
    if (found !== undefined) return files(found)
    const isAbsent = !/\.(?:css|scss|svg|png|html|txt|md|sql|wasm|node|d\.ts|graphql|ya?ml)$/.test(module)
    if (!isAbsent) return external(module)
    return (
      inLayer(module, pkg) ?? { kind: 'missing', reason: `${shownPath(from, pkg)} imports ${module}, which is not in the package` }
    )
  }
  for (const path of pathsOf(module, folder, pkg)) {
    const found = lookup(path, pkg)
    if (found !== undefined) return files(found)
  }
  const own = workspacePackage(module, folder, pkg, lookup)
  return own === undefined ? elsewhere(module, from, pkg, lookup) : files(own)
}

const isRelative = (module: string): boolean => /^(?:\.{0,2}\/|\.{1,2}$)/.test(module)

const files = (path: string): ImportResolution => ({ kind: 'files', paths: [path] })

const external = (module: string): ImportResolution => ({ kind: 'external', name: module })

/** The file that a path stands for, without its extension or as a folder's index. */
const lookup = (path: string, pkg: CodePackage): string | undefined => {
  const clean = path.replace(/\/+$/, '')
  const written = /\.[cm]?jsx?$/.exec(clean)?.[0]
  const swapped = (written === undefined ? [] : (sourceExtensions.get(written) ?? [])).map(
    (each) => clean.slice(0, -(written?.length ?? 0)) + each,
  )
  const candidates = [
    ...(/\.\w+$/.test(clean) ? [clean] : []),
    ...swapped,
    ...extensions.map((each) => clean + each),
    `${clean}.json`,
    ...extensions.map((each) => (clean === '' ? `index${each}` : `${clean}/index${each}`)),
  ]
  return candidates.find((candidate) => pkg.files.has(candidate))
}

/** `src/index.handler`: what is before the first dot of the last segment is a file, and what is after it is in its exports. */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const handler = pkg.handler.replace(/^(?:\.?\/)+/, '')
  const dot = handler.indexOf('.', handler.lastIndexOf('/') + 1)
  if (dot <= 0) return { kind: 'not-found', reason: `the handler "${pkg.handler}" does not name a file and a function` }
  const path = handler.slice(0, dot)
  const found = lookup(path, pkg)
  if (found !== undefined && grammarOf(found)) return { kind: 'found', paths: [found], member: handler.slice(dot + 1).split('.') }
  return { kind: 'not-found', reason: `the handler "${pkg.handler}" needs ${path}.js, which is not in the package` }
}
