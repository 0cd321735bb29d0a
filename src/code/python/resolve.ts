import { isPublicModule } from '../catalog/python/public-modules.ts'
import { type CodePackage, type HandlerResolution, type ImportResolution, repositoryRoot, shownPath } from '../program.ts'
import { whyUnread } from '../unread-module.ts'
import { isSourceFolder, layerAmong, rootsOf, shownModule } from './repository.ts'
import { requirementFor } from './requirements.ts'

/** Where Lambda looks for modules: the package itself, then what its layers unpack. */
const roots = /^(?:python\/(?:lib\/python[\d.]+\/site-packages\/)?)?/

interface Layout {
  readonly folders: ReadonlySet<string>
  readonly roots: readonly string[]
  /** Top-level names of installed distributions, from their `.dist-info`. */
  readonly installed: ReadonlySet<string>
  /** Which of these have been found to be about S3, and are followed as the program's own. */
  readonly storing: Map<string, boolean>
  /** Folders of the repository from which modules are evidently copied into the package, as keys of its files. */
  readonly taken: Set<string>
}

const layouts = new WeakMap<CodePackage, Layout>()

const layoutOf = (pkg: CodePackage): Layout => {
  const known = layouts.get(pkg)
  if (known) return known
  const folders = new Set<string>()
  const found = new Set<string>([''])
  const installed = new Set<string>()
  for (const path of pkg.files.keys()) {
    const root = roots.exec(path)?.[0] ?? ''
    found.add(root)
    for (const name of installedBy(path, root, pkg)) installed.add(name)
    for (let at = path.lastIndexOf('/'); at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at))
  }
  const layout = { folders, roots: [...found], installed, storing: new Map(), taken: new Set<string>() }
  layouts.set(pkg, layout)
  return layout
}

/** The names that a distribution's list of files brings; the distribution's own name often is another (`PyYAML`). */
const installedBy = (path: string, root: string, pkg: CodePackage): readonly string[] => {
  if (!/^[^/]+\.(?:dist|egg)-info\/(?:RECORD|top_level\.txt|SOURCES\.txt)$/.test(path.slice(root.length))) return []
  const text = pkg.files.get(path)?.()?.text ?? ''
  return text.split('\n').flatMap((line) => /^([A-Za-z_]\w*)(?:\/|\.py\b|\s*$)/.exec(line)?.[1] ?? [])
}

/** A library that was installed into the package is not followed, unless it may itself be what stores. */
const isLibrary = (top: string, layout: Layout, pkg: CodePackage): boolean => {
  if (!layout.installed.has(top)) return false
  const known = layout.storing.get(top) ?? storesObjects(top, layout, pkg)
  layout.storing.set(top, known)
  return !known
}

const storesObjects = (top: string, layout: Layout, pkg: CodePackage): boolean =>
  [...pkg.files].some(
    ([path, read]) =>
      path.endsWith('.py') &&
      layout.roots.some((root) => path === `${root}${top}.py` || path.startsWith(`${root}${top}/`)) &&
      /\bboto3\b|\bs3fs\b|put_object|upload_file/.test(read()?.text ?? ''),
  )

/**
 * Finds a module as Python does in Lambda, whose `sys.path` starts with the package's root; a module beside the importing
 * file is accepted too, for programs that extend `sys.path`.
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  if (module.startsWith('.')) return resolveRelative(module, folder, pkg)
  const top = topOf(module)
  const layout = layoutOf(pkg)
  const external = { kind: 'external', name: module } as const
  if (isLibrary(top, layout, pkg)) return external
  const path = module.replaceAll('.', '/')
  for (const root of new Set([...layout.roots, folder])) {
    const found = lookup(root + path, pkg)
    if (found) return found
  }
  const isOwn = layout.roots.some((root) => isModule(root + top, pkg))
  if (isOwn && !isCompiled(path, layout, pkg))
    return { kind: 'missing', reason: `${shownPath(from, pkg)} imports ${module}, which is not in the package` }
  return isOwn || isPublicModule(top) ? external : elsewhere(module, from, pkg)
}

const topOf = (module: string): string => module.split('.', 1)[0] ?? module

/** `psycopg2/_psycopg.cpython-312-x86_64-linux-gnu.so`. */
const isCompiled = (path: string, { roots }: Layout, pkg: CodePackage): boolean =>
  [...pkg.files.keys()].some((file) => /\.(?:so|pyd)$/.test(file) && roots.some((root) => file.startsWith(`${root}${path}.`)))

/** A module that the package has not: a library that its manifests name, or the repository's own that a build copies into it. */
const elsewhere = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const top = topOf(module)
  const { taken } = layoutOf(pkg)
  const path = module.replaceAll('.', '/')
  for (const root of taken) {
    const found = takenFrom(root, path, module, pkg)
    if (found) return found
  }
  const external = { kind: 'external', name: module } as const
  const requirement = requirementFor(top, pkg)
  if (requirement?.url === null) return external
  const roots = layerAmong(rootsOf(module, pkg.files.get(from)?.()?.text ?? '', pkg))
  const [root, other] = roots
  if (root !== undefined && other === undefined) {
    taken.add(root)
    return takenFrom(root, path, module, pkg) ?? external
  }
  const candidates = roots.map((candidate) => shownModule(candidate, top, pkg))
  return { ...external, unread: whyUnread({ name: top, candidates, url: requirement?.url, declared: 'requirements' }, pkg) }
}

const takenFrom = (root: string, path: string, module: string, pkg: CodePackage): ImportResolution | undefined => {
  const found = lookup(root + path, pkg)
  return found?.kind === 'files' ? { ...found, taken: { module: topOf(module), path: shownModule(root, module, pkg) } } : found
}

const resolveRelative = (module: string, folder: string, pkg: CodePackage): ImportResolution => {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0
  const segments = folder.split('/').filter((segment) => segment !== '')
  const base = segments.slice(0, Math.max(0, segments.length - (dots - 1)))
  const inside = [...base, ...module.slice(dots).split('.')].filter((segment) => segment !== '').join('/')
  if (inside === '') return { kind: 'folder' }
  const path = folder.startsWith('/') ? `/${inside}` : inside
  return (
    lookup(path, pkg) ?? { kind: 'missing', reason: `${shownPath(folder, pkg)}${module} is imported, and is not in the package` }
  )
}

const lookup = (path: string, pkg: CodePackage): ImportResolution | undefined => {
  const file = [`${path}/__init__.py`, `${path}.py`].find((candidate) => pkg.files.has(candidate))
  if (file) return { kind: 'files', paths: [file] }
  const isFolder = path.startsWith(repositoryRoot)
    ? pkg.repository && isSourceFolder(path, pkg.repository)
    : layoutOf(pkg).folders.has(path)
  return isFolder ? { kind: 'folder' } : undefined
}

const isModule = (path: string, pkg: CodePackage): boolean => lookup(path, pkg)?.kind === 'files'

export const submodule = (module: string, name: string): string => (module.endsWith('.') ? `${module}${name}` : `${module}.${name}`)

/** `app.handler`, `src/app.handler`, `src.app.handler`: what is after the last dot is a name of the module before it. */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const dot = pkg.handler.lastIndexOf('.')
  if (dot <= 0) return { kind: 'not-found', reason: `the handler "${pkg.handler}" does not name a module and a function` }
  const path = pkg.handler.slice(0, dot).replaceAll('.', '/').replace(/^\/+/, '')
  const name = pkg.handler.slice(dot + 1)
  const found = layoutOf(pkg)
    .roots.map((root) => lookup(root + path, pkg))
    .find((resolution) => resolution?.kind === 'files')
  if (found?.kind === 'files') return { kind: 'found', paths: found.paths, member: [name] }
  return { kind: 'not-found', reason: `the handler "${pkg.handler}" needs ${path}.py, which is not in the package` }
}
