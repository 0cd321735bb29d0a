import type { CodePackage, HandlerResolution, ImportResolution } from '../program.ts'
import { packageNames } from './imports.ts'
import { type Layout, layoutOf } from './layout.ts'

/**
 * A package of the program's own modules is the folder that its path names below the module's `go.mod`; anything else is a
 * library. https://go.dev/ref/mod#resolve-pkg-mod
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const layout = layoutOf(pkg)
  const own = layout.modules.find(({ path }) => module === path || module.startsWith(`${path}/`))
  if (own) {
    const folder = joined(own.folder, module.slice(own.path.length + 1))
    const paths = layout.filesIn(folder)
    if (paths.length > 0) return { kind: 'files', paths }
    const isVendored = layout.modules.some(({ folder: root }) => layout.filesIn(joined(root, `vendor/${module}`)).length > 0)
    if (isVendored || own.path.split('/').length < 2) return external(module)
    return { kind: 'missing', reason: `${from} imports ${module}, which is not in the package` }
  }
  // A module of the same repository that was not found there.
  if (layout.modules.some(({ path }) => isBeside(module, path)))
    return { kind: 'missing', reason: `${from} imports ${module}, which is not in the package` }
  const paths = layout.modules.length === 0 ? withoutModule(module, layout) : []
  return paths.length > 0 ? { kind: 'files', paths } : external(module)
}

/** `github.com/acme/reports/…` of the same three. */
const isBeside = (module: string, own: string): boolean => {
  const [host = '', owner, repository] = own.split('/')
  return host.includes('.') && repository !== undefined && module.startsWith(`${host}/${owner}/${repository}/`)
}

const external = (module: string): ImportResolution => ({
  kind: 'external',
  name: module,
  label: packageNames(module).at(-1) ?? module,
})

const joined = (folder: string, rest: string): string => [folder, rest].filter((part) => part !== '').join('/')

/** Without a `go.mod`: the folder that the end of the path names. */
const withoutModule = (module: string, layout: Layout): readonly string[] => {
  const segments = module.split('/')
  for (let at = segments[0]?.includes('.') ? 1 : 0; at < segments.length; at += 1) {
    const paths = layout.filesIn(segments.slice(at).join('/'))
    if (paths.length > 0) return paths
  }
  return []
}

/** The program is the package `main`, whatever the handler is called: the runtime runs what it was built to. */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const layout = layoutOf(pkg)
  const named = pkg.handler.endsWith('.go') ? folderOf(pkg.handler) : null
  const programs = layout.programs(named)
  const [only] = programs
  if (only === undefined) return { kind: 'not-found', reason: 'the package has no Go program with a function main' }
  if (programs.length === 1) return found(only, layout)
  const wanted = programs.find((folder) => folder.split('/').at(-1) === pkg.handler) ?? programs.find((folder) => folder === '')
  if (wanted !== undefined) return found(wanted, layout)
  const shown = programs.slice(0, 3).map((folder) => `${folder}/`)
  return {
    kind: 'not-found',
    reason: `the package has several Go programs: ${shown.join(', ')}${programs.length > 3 ? ' and others' : ''}`,
  }
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

const found = (folder: string, layout: Layout): HandlerResolution => ({
  kind: 'found',
  paths: layout.filesIn(folder),
  member: ['main'],
})
