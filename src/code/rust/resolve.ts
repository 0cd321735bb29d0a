import type { CodePackage, HandlerResolution, ImportResolution } from '../program.ts'
import { type Crate, joined, layoutOf } from './cargo.ts'

/**
 * The file of a module: `crate`, `super::store`, `self::store` for one beside it, or a crate of the same workspace. Anything
 * else is a library. https://doc.rust-lang.org/reference/items/modules.html#module-source-filenames
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const { resolved } = layoutOf(pkg)
  const key = `${module}\u0000${from}`
  const known = (resolved.get(key) as ImportResolution | undefined) ?? resolve(module, from, pkg)
  resolved.set(key, known)
  return known
}

const resolve = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  if (module.startsWith('path:')) return fileOr(joined(folderOf(from), module.slice('path:'.length)), module, from, pkg)
  const [first = '', ...rest] = module.split('::')
  if (first === 'crate') return descend(rootOf(from, pkg), rest, module, from, pkg)
  if (first === 'self') return descend(from, rest, module, from, pkg)
  if (first === 'super') {
    let at = parentOf(from, pkg)
    const names = [...rest]
    while (names[0] === 'super') {
      at = parentOf(at, pkg)
      names.shift()
    }
    return descend(at, names, module, from, pkg)
  }
  const crate = crateNamed(first, from, pkg)
  if (crate) return pkg.files.has(crate.library) ? descend(crate.library, rest, module, from, pkg) : missing(first, from)
  const library = { kind: 'external', name: module.replaceAll('::', '.'), label: module } as const
  const isOwn = crateOf(from, pkg)?.own.has(first) && !published.test(first)
  return isOwn ? { ...library, unread: `"${first}" is of no public registry, and not in the repository` } : library
}

/** Libraries whose newest sources programs take from their repositories. */
const published = /^(?:aws_|lambda_|tokio|serde|object_store|rusoto|s3$)/

const missing = (what: string, from: string): ImportResolution => ({
  kind: 'missing',
  reason: `${from} uses the module ${what}, which is not in the package`,
})

const fileOr = (path: string, what: string, from: string, pkg: CodePackage): ImportResolution =>
  pkg.files.has(path) ? { kind: 'files', paths: [path] } : missing(what.replace(/^(?:path:|self::)/, ''), from)

const descend = (start: string, names: readonly string[], what: string, from: string, pkg: CodePackage): ImportResolution => {
  let at = start
  for (const name of names) {
    const next = childOf(at, name, pkg)
    // What is no file may be a module inside one.
    if (next === undefined)
      return new RegExp(`\\bmod\\s+${name}\\s*\\{`).test(pkg.files.get(at)?.()?.text ?? '')
        ? { kind: 'folder' }
        : missing(what.replace(/^self::/, ''), from)
    at = next
  }
  return fileOr(at, what, from, pkg)
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.rs$/, '')

const childOf = (path: string, name: string, pkg: CodePackage): string | undefined => {
  const isOwner = /^(?:mod|main|lib)$/.test(stemOf(path)) || isRoot(path, pkg)
  const folder = isOwner ? folderOf(path) : `${folderOf(path)}${stemOf(path)}/`
  return [`${folder}${name}.rs`, `${folder}${name}/mod.rs`].find((file) => pkg.files.has(file))
}

const isRoot = (path: string, pkg: CodePackage): boolean =>
  layoutOf(pkg).crates.some(({ library, programs }) => library === path || [...programs.values()].includes(path))

const parentOf = (path: string, pkg: CodePackage): string => {
  const own = folderOf(path)
  const folder = stemOf(path) === 'mod' ? folderOf(own.slice(0, -1)) : own
  const name = folder.slice(0, -1)
  const root = rootOf(path, pkg)
  return [`${folder}mod.rs`, `${name}.rs`].find((file) => file !== path && pkg.files.has(file)) ?? root
}

/** The file that a file's crate begins with: of several, the one that says that it has the module. */
const rootOf = (path: string, pkg: CodePackage): string => {
  if (isRoot(path, pkg)) return path
  const crate = crateOf(path, pkg)
  const roots = crate
    ? [...crate.programs.values(), crate.library].filter((root) => pkg.files.has(root) && path.startsWith(folderOf(root)))
    : []
  const declaring = roots.filter((root) => {
    const [first = ''] = path.slice(folderOf(root).length).split('/')
    return new RegExp(`\\bmod\\s+${stemOf(first).replace(/\W/g, '')}\\s*;`).test(pkg.files.get(root)?.()?.text ?? '')
  })
  return declaring[0] ?? roots[0] ?? path
}

const crateOf = (path: string, pkg: CodePackage): Crate | undefined =>
  layoutOf(pkg)
    .crates.filter(({ folder }) => path.startsWith(folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0]

const crateNamed = (name: string, from: string, pkg: CodePackage): Crate | undefined => {
  const { crates } = layoutOf(pkg)
  const own = crateOf(from, pkg)
  if (own?.name === name) return own
  const folder = own?.dependencies.get(name)
  return (
    crates.find((crate) => crate.folder === folder) ?? crates.find((crate) => crate.name === name && pkg.files.has(crate.library))
  )
}

/** The program that the runtime runs, whatever the handler is called: `main` of a binary. https://www.cargo-lambda.info/commands/build.html */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const found = (path: string): HandlerResolution => ({ kind: 'found', paths: [path], member: ['main'] })
  if (pkg.handler.endsWith('.rs') && pkg.files.has(pkg.handler)) return found(pkg.handler)
  const programs = layoutOf(pkg).crates.flatMap((crate) =>
    [...crate.programs].filter(([, path]) => pkg.files.has(path)).map(([name, path]) => ({ name, path })),
  )
  const [only] = programs
  if (only === undefined) return { kind: 'not-found', reason: 'the package has no Rust program with a function main' }
  const named = programs.find(({ name }) => name === pkg.handler)
  const chosen = programs.length === 1 ? only : (named ?? programs.find(({ path }) => path === 'src/main.rs'))
  if (chosen) return found(chosen.path)
  const shown = programs.slice(0, 3).map(({ path }) => path)
  return {
    kind: 'not-found',
    reason: `the package has several Rust programs: ${shown.join(', ')}${programs.length > 3 ? ' and others' : ''}`,
  }
}
