import type { CodePackage } from '../program.ts'

/** Where the Go packages of a program are. */
export interface Layout {
  /** By their `go.mod` files; the longest path first. */
  readonly modules: readonly { readonly path: string; readonly folder: string }[]
  /** The files of the package in a folder that are built for Lambda. */
  readonly filesIn: (folder: string) => readonly string[]
  /** The folders with a program; only the given one if that has any. */
  readonly programs: (folder: string | null) => readonly string[]
}

const layouts = new WeakMap<CodePackage, Layout>()

export const layoutOf = (pkg: CodePackage): Layout => {
  const known = layouts.get(pkg) ?? createLayout(pkg)
  layouts.set(pkg, known)
  return known
}

const createLayout = (pkg: CodePackage): Layout => {
  const around = pkg.surroundings?.(/(?:\.go|(?:^|\/)go\.mod)$/) ?? []
  const paths = [...new Set([...pkg.files.keys(), ...around])]
  const folders = new Map<string, string[]>()
  for (const path of paths) {
    if (!path.endsWith('.go') || !isBuiltByName(path)) continue
    const folder = folderOf(path)
    const known = folders.get(folder)
    if (known) known.push(path)
    else folders.set(folder, [path])
  }
  const built = new Map<string, readonly string[]>()
  const filesIn = (folder: string): readonly string[] => {
    const known = built.get(folder) ?? ofOnePackage(pkg, (folders.get(folder) ?? []).toSorted())
    built.set(folder, known)
    return known
  }
  const own = [...folders.keys()].filter(
    (folder) => !folder.startsWith('..') && !/(?:^|\/)(?:vendor|testdata)(?:\/|$)/.test(folder),
  )
  const hasMain = (folder: string): boolean => filesIn(folder).some((path) => isProgram(textOf(pkg, path)))
  return {
    modules: modulesIn(pkg, paths),
    filesIn,
    programs: (folder) => (folder !== null && hasMain(folder) ? [folder] : own.filter(hasMain).toSorted()),
  }
}

/** The files of a Go file's package. A folder of programs, each with a `main` of its own, is as many packages. */
export const packageAround = (pkg: CodePackage, path: string): readonly string[] => {
  const files = layoutOf(pkg).filesIn(folderOf(path))
  const isOne = files.filter((each) => isProgram(textOf(pkg, each))).length < 2
  return isOne && files.includes(path) ? files : [path]
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

const textOf = (pkg: CodePackage, path: string): string => pkg.files.get(path)?.()?.text ?? ''

const isProgram = (text: string): boolean => /^func\s+main\s*\(\s*\)/m.test(text) && packageOf(text) === 'main'

const packageOf = (text: string): string | undefined => /^package\s+(\w+)/m.exec(text)?.[1]

const modulesIn = (pkg: CodePackage, paths: readonly string[]): Layout['modules'] =>
  paths
    .filter((path) => path === 'go.mod' || path.endsWith('/go.mod'))
    .flatMap((path) => {
      const name = /^\s*module\s+"?([^\s"]+)"?/m.exec(textOf(pkg, path))?.[1]
      return name === undefined ? [] : [{ path: name, folder: folderOf(path) }]
    })
    .toSorted((a, b) => b.path.length - a.path.length || (a.folder.startsWith('..') ? 1 : 0) - (b.folder.startsWith('..') ? 1 : 0))

const systems = 'aix android darwin dragonfly freebsd illumos ios js netbsd openbsd plan9 solaris wasip1 windows'.split(' ')
const otherSystem = new RegExp(`_(?:${systems.join('|')})(?:_[a-z0-9]+)?\\.go$`)

/** Files for other systems, and tests: https://pkg.go.dev/cmd/go#hdr-Build_constraints */
const isBuiltByName = (path: string): boolean => !path.endsWith('_test.go') && !otherSystem.test(path)

/** One folder is one package, but for files that say that they are not built. */
const ofOnePackage = (pkg: CodePackage, paths: readonly string[]): readonly string[] => {
  const built = paths.filter((path) => !isExcluded(textOf(pkg, path)))
  const main = built.filter((path) => packageOf(textOf(pkg, path)) === 'main')
  const isMixed = main.length > 0 && main.length < built.length
  return isMixed ? main : built
}

const isExcluded = (text: string): boolean => {
  const constraint = /^\/\/go:build\s+(.*)$/m.exec(text.slice(0, text.search(/^package\s/m) + 1))?.[1]
  return (
    constraint !== undefined && /(?:^|[\s(&])(?:ignore|!linux|!unix|windows|darwin)\b/.test(constraint) && !/\|\|/.test(constraint)
  )
}
