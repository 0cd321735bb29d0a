import { assemblyEntry, assemblySources, definesAssembly, isHostedProgram } from './assembly.ts'
import { cargoBinary } from './cargo-binary.ts'
import { type Handler, nodeExtensions } from './handler.ts'
import type { PackageFiles } from './package-source.ts'

/** The file that defines the handler, among a package's. */
export interface Entry {
  readonly path: string
  /** The handler's module as the folder has it: the path without its extension. */
  readonly module: string
}

/** Folders that a build writes to; their sources are beside them. */
export const outputFolders: ReadonlySet<string> = new Set([
  'dist',
  'build',
  'builds',
  'target',
  'bin',
  'out',
  'output',
  'outputs',
  '.build',
  '.dist',
  '.esbuild',
  '.webpack',
  'artifacts',
  'release',
])

const sourceFolders: readonly string[] = ['src', 'app', 'lib', 'lambda', 'handlers', 'functions', 'source', 'code']

/** Whether a file is evidently of a project's tests or examples, or of an installed library. */
export const isTestPath = (path: string): boolean =>
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|fixtures?|mocks?|e2e|examples|node_modules)\//i.test(
    path.replace(/^.*\bsrc\/main\//, ''),
  ) ||
  /(?:[a-z0-9]Tests|\.Tests?|[-_]tests)\//.test(path) ||
  /(?:^|\/)(?:test_[^/]*|conftest|[^/]*(?:_test|\.test|\.spec|\.d|\.config|\.setup))\.\w+$/i.test(path)

/** The file of a package as it is deployed: exactly where the runtime looks. */
export const deployedEntry = (files: PackageFiles, handler: Handler): Entry | undefined => {
  switch (handler.kind) {
    case 'module':
      return firstOf(files, [handler.module, `${handler.module}/index`, `${handler.module}/__init__`], handler.extensions)
    case 'class':
      if (handler.extensions.includes('.php')) return autoloaded(files, handler)
      return firstOf(
        files,
        [handler.module, withoutFileClass(handler.module)].flatMap((one) => [
          one,
          `src/main/java/${one}`,
          `src/main/kotlin/${one}`,
        ]),
        handler.extensions,
      )
    case 'binary':
      return firstOf(files, ['main', handler.module, `src/main`, `cmd/main`, `cmd/${handler.module}/main`], handler.extensions)
    case 'assembly': {
      const path = assemblyEntry(files, handler)
      return path === undefined ? undefined : { path, module: withoutExtension(path) }
    }
    case 'wrapper':
      return undefined
  }
}

/**
 * The file in a folder of sources, from which a build makes the package. Takes the first kind of place that has one:
 * where the handler says; the same with the build's folder replaced; anywhere below, if there is just one; and for
 * bundles the module that the project names as its main, or the only one that exports the handler.
 */
export const sourceEntry = (files: PackageFiles, handler: Handler): Entry | undefined => {
  const deployed = deployedEntry(files, handler)
  if (handler.kind === 'wrapper' || handler.kind === 'assembly') return deployed
  const paths = [...files.keys()].filter((path) => !isTestPath(path) && hasExtension(path, handler.extensions))
  if (handler.kind === 'binary') {
    const named = cargoBinary(files, handler.module)
    return entryAt(named) ?? deployed ?? onlyOne(sourcesOf(paths, handler)) ?? onlyProgram(files, paths)
  }
  const isNode = handler.kind === 'module' && handler.extensions.some((each) => nodeExtensions.includes(each))
  const defines = (path: string): boolean => definesHandler(files.get(path)?.()?.text ?? '', path, handler)
  if (deployed && defines(deployed.path)) return deployed
  const module = withoutOutput(handler.module)
  const moved = firstOf(
    files,
    ['', ...sourceFolders].map((folder) => (folder === '' ? module : `${folder}/${module}`)),
    handler.extensions,
  )
  if (moved && defines(moved.path)) return moved
  // A bundle is called `index` whatever its source is called.
  const main = isNode && module.endsWith('index') ? mainEntry(files, handler.name) : undefined
  if (main) return main
  const named = sourcesOf(paths, handler).filter(defines)
  const nearest = onlyOne(named) ?? onlyOne(shallowest(named)) ?? declaringEntry(files, paths, handler)
  if (nearest) return nearest
  return isNode && handler.kind === 'module' ? bundledEntry(files, paths, handler.name) : undefined
}

/** Where a PHP class is, its autoloader knows: that the package has a file of its name is enough here. */
const autoloaded = (files: PackageFiles, handler: Handler): Entry | undefined => {
  const [path] = sourcesOf([...files.keys()], handler).filter((each) => !/(?:^|\/)vendor\//.test(each))
  return path === undefined ? undefined : { path, module: withoutExtension(path) }
}

/** The only file with a program, whatever it is called. */
const onlyProgram = (files: PackageFiles, paths: readonly string[]): Entry | undefined =>
  onlyOne(
    paths.filter((path) => {
      const text = /\.(?:go|cs|rs)$/.test(path) ? (files.get(path)?.()?.text ?? '') : ''
      if (path.endsWith('.rs')) return isRustProgram(text, path)
      if (path.endsWith('.cs')) return isHostedProgram(text)
      return /^package\s+main\b/m.test(text) && /^func\s+main\s*\(/m.test(text)
    }),
  )

const isRustProgram = (text: string, path: string): boolean =>
  !/(?:^|\/)build\.rs$/.test(path) && /^[ \t]*(?:pub\s+)?(?:async\s+)?fn\s+main\s*\(/m.test(text)

/** Whether a file may define the handler, as far as its text tells without being parsed. */
export const definesHandler = (text: string, path: string, handler: Handler): boolean => {
  if (handler.kind === 'assembly') return definesAssembly(text, handler)
  if (handler.kind === 'binary') return !path.endsWith('.cs') || isHostedProgram(text)
  return defined(text, path, handler.kind === 'wrapper' ? null : handler.name)
}

const defined = (text: string, path: string, name: string | null): boolean =>
  name !== null && nodeExtensions.some((extension) => path.endsWith(extension))
    ? exportsName(text, name)
    : path.endsWith('.rb')
      ? (name ?? '').split(/::|\./).every((part) => mentions(text, part))
      : mentions(text, name) || mayInherit(text, path)

/** A method of a class may be its base's. */
const mayInherit = (text: string, path: string): boolean => /\.(?:java|kt|scala|groovy)$/.test(path) && mentions(text, 'extends')

/** The paths that may be the handler's file, whatever folder they are in; tests are none. */
export const sourcesOf = (paths: readonly string[], handler: Handler): readonly string[] => {
  if (handler.kind === 'wrapper') return []
  const own = paths.filter((path) => hasExtension(path, handler.extensions) && !isTestPath(path))
  if (handler.kind === 'assembly') return assemblySources(paths, handler)
  if (handler.kind === 'binary') return own.filter((path) => /(?:^|\/)(?:main|bootstrap|Program)\.\w+$/.test(path))
  if (handler.kind === 'class' && handler.module === '') return own
  const module = withoutOutput(handler.module)
  const isClass = handler.kind === 'class' && handler.extensions.includes('.kt')
  return own.filter(
    (path) =>
      endsWithModule(withoutExtension(path), module) ||
      (isClass && path.endsWith('.kt') && endsWithModule(withoutExtension(path), withoutFileClass(module))),
  )
}

/** Bundlers and `tsc` name the output after the function or `index`, whatever the source is called. */
const bundledEntry = (files: PackageFiles, paths: readonly string[], name: string): Entry | undefined => {
  const main = mainEntry(files, name)
  if (main) return main
  const own = shallowest(paths.filter((path) => !/(?:^|\/)(?:scripts?|tools?|docs?|bin)\//.test(path)))
  const exporting = (among: readonly string[]): readonly string[] =>
    among.slice(0, 200).filter((path) => exportsName(files.get(path)?.()?.text ?? '', name))
  return onlyOne(exporting(own)) ?? onlyOne(exporting(paths))
}

const mainEntry = (files: PackageFiles, name: string | null): Entry | undefined => {
  const named = mainsOf(files).flatMap((main) => [main, `${main}/index`, `src/${main}`])
  const conventional = ['index', 'main', 'handler', 'lambda', 'app', 'function'].flatMap((stem) => [stem, `src/${stem}`])
  return [...named, ...conventional]
    .flatMap((module) => firstOf(files, [module], nodeExtensions) ?? [])
    .find((entry) => exportsName(files.get(entry.path)?.()?.text ?? '', name ?? 'handler'))
}

/** What `package.json` says the program starts with: its main module, and the sources that its build is given. */
const mainsOf = (files: PackageFiles): readonly string[] => {
  let manifest: unknown
  try {
    manifest = JSON.parse(files.get('package.json')?.()?.text ?? 'null')
  } catch {
    return []
  }
  if (typeof manifest !== 'object' || manifest === null) return []
  const scripts = 'scripts' in manifest && typeof manifest.scripts === 'object' && manifest.scripts !== null ? manifest.scripts : {}
  const built = Object.values(scripts).flatMap((script) =>
    typeof script === 'string' ? (script.match(/[\w./-]+\.[cm]?[jt]sx?\b/g) ?? []) : [],
  )
  const main = 'main' in manifest && typeof manifest.main === 'string' ? [manifest.main] : []
  return [...main, ...built].map((path) => withoutOutput(withoutExtension(path.replace(/^(?:\.\/)+/, ''))))
}

const exportsName = (text: string, name: string): boolean => {
  const first = name.split('.')[0] as string
  if (/\bexport\s*\*\s*from\b|\bmodule\.exports\s*=\s*require\b/.test(text)) return true
  if (!mentions(text, first)) return false
  const escaped = first.replaceAll(/[^\w]/g, '\\$&')
  return new RegExp(
    `\\bexport\\s+(?:default\\s+)?(?:async\\s+)?(?:const|let|var|function\\*?|class)\\s+${escaped}\\b|\\bexport\\s*(?:type\\s*)?\\{[^}]{0,2000}\\b${escaped}\\b|\\bexports\\.${escaped}\\b|\\bmodule\\.exports\\s*=\\s*\\{[^}]{0,2000}\\b${escaped}\\b`,
  ).test(text)
}

const entryAt = (path: string | undefined): Entry | undefined =>
  path === undefined ? undefined : { path, module: withoutExtension(path) }

/** Functions of `App.kt` are those of the class `AppKt`. */
const withoutFileClass = (module: string): string => module.replace(/Kt$/, '')

/** A class of Kotlin may be in a file of any name. https://kotlinlang.org/docs/coding-conventions.html#source-file-names */
const declaringEntry = (files: PackageFiles, paths: readonly string[], handler: Handler): Entry | undefined => {
  if (handler.kind !== 'class' || handler.module === '' || !handler.extensions.includes('.kt')) return undefined
  const name = handler.module.slice(handler.module.lastIndexOf('/') + 1).replace(/\W/g, '')
  const itsPackage = handler.module.slice(0, Math.max(0, handler.module.lastIndexOf('/'))).replaceAll('/', '.')
  const declares = new RegExp(`\\b(?:class|object)\\s+${name}\\b|JvmName\\s*\\(\\s*"${name}"`)
  return onlyOne(
    paths.filter((path) => {
      const text = path.endsWith('.kt') ? (files.get(path)?.()?.text ?? '') : ''
      return declares.test(text) && (/^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1] ?? '') === itsPackage
    }),
  )
}

/** Whether a name stands in a text as a word of its own. */
const mentions = (text: string, name: string | null): boolean => {
  const word = name?.split('.')[0]
  if (!word) return true
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    if (!/[\w$]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + word.length] ?? ' ')) return true
  }
  return false
}

export const withoutExtension = (path: string): string => path.replace(/(?:\.d)?\.[^./]+$/, '')

/** A path without the folders that a build writes to. */
const withoutOutput = (path: string): string => {
  const parts = path.split('/')
  return parts.filter((part, index) => index === parts.length - 1 || !outputFolders.has(part)).join('/')
}

const firstOf = (files: PackageFiles, modules: readonly string[], extensions: readonly string[]): Entry | undefined => {
  for (const module of modules) {
    for (const extension of extensions) if (files.has(module + extension)) return { path: module + extension, module }
  }
  return undefined
}

const endsWithModule = (path: string, module: string): boolean =>
  path === module || path.endsWith(`/${module}`) || path.endsWith(`/${module}/index`) || path.endsWith(`/${module}/__init__`)

const hasExtension = (path: string, extensions: readonly string[]): boolean =>
  extensions.some((extension) => path.endsWith(extension))

const depthOf = (path: string): number => path.split('/').length

const shallowest = (paths: readonly string[]): readonly string[] => {
  const least = Math.min(...paths.map(depthOf))
  return paths.filter((path) => depthOf(path) === least)
}

const onlyOne = (paths: readonly string[]): Entry | undefined => {
  const [path] = paths
  return path !== undefined && paths.length === 1 ? { path, module: withoutExtension(path) } : undefined
}
