import { builtinModules } from 'node:module'
import { isPublicPackage } from '../catalog/javascript/public-packages.ts'
import { oncePer } from '../once-per.ts'
import { type CodePackage, type ImportResolution, type Repository, repositoryRoot, shownPath } from '../program.ts'
import { whyUnread } from '../unread-module.ts'
import { dependenciesOfPackage, dependenciesOfRepository } from './dependencies.ts'
import { joinPath, parentsOf } from './manifest.ts'
import { inPackage, type Lookup } from './workspaces.ts'

const builtins: ReadonlySet<string> = new Set(builtinModules)

/**
 * A module that is neither the program's own nor known by its path: a library that Node.js, a registry or a manifest has, the
 * repository's own that a build copies into the package, or one of which nothing is known.
 */
export const elsewhere = (module: string, from: string, pkg: CodePackage, lookup: Lookup): ImportResolution => {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module
  const external = { kind: 'external', name: module.replace(/^node:/, '').replace(/\?.*$/, '') } as const
  if (/^[\w+]+:/.test(module) || builtins.has(name) || isPublicPackage(name) || isInstalled(name, from, pkg)) return external
  if (dependenciesOfPackage(pkg).published.has(name)) return external
  const { elsewhere: urls, own, published } = dependenciesOfRepository(pkg)
  if (published.has(name)) return external
  const inOwn = (own.get(name) ?? []).flatMap((folder) => inPackage(folder, module.slice(name.length + 1), pkg, lookup) ?? [])
  const found = distinct(inOwn.length > 0 ? inOwn : endingIn(module.replace(/^[@~]\//, ''), pkg), pkg)
  const [path, other] = found
  if (path !== undefined && other === undefined)
    return { kind: 'files', paths: [path], taken: { module, path: shownPath(path, pkg) } }
  return { ...external, unread: unread(module, found, dependenciesOfPackage(pkg).elsewhere.get(name) ?? urls.get(name), pkg) }
}

/** A file of a layer: `/opt/nodejs/store`. */
export const inLayer = (module: string, pkg: CodePackage): ImportResolution | undefined => {
  const inside = /^\/opt\/(.+)$/.exec(module)?.[1]
  if (inside === undefined) return undefined
  const exact = endingIn(inside, pkg)
  const found = distinct(
    exact.length > 0 ? exact : endingIn(inside.replace(/^nodejs\/(?:node_modules\/|node\d+\/)?/, ''), pkg),
    pkg,
  )
  const [path, other] = found
  if (path !== undefined && other === undefined)
    return { kind: 'files', paths: [path], taken: { module, path: shownPath(path, pkg) } }
  return { kind: 'external', name: module, unread: unread(module, found, undefined, pkg) }
}

const isInstalled = (name: string, from: string, pkg: CodePackage): boolean =>
  [...parentsOf(from.slice(0, from.lastIndexOf('/') + 1)), '/opt/nodejs', '/opt/nodejs/node20', '/opt/nodejs/node22'].some(
    (folder) => ['package.json', 'index.js'].some((file) => pkg.files.has(joinPath(folder, `node_modules/${name}/${file}`))),
  )

const unread = (name: string, found: readonly string[], url: string | undefined, pkg: CodePackage): string =>
  whyUnread({ name, candidates: found.map((path) => shownPath(path, pkg)), url, declared: 'dependencies' }, pkg)

// ── By the ends of paths ────────────────────────────────────────────────────────────────────────────────────────────

/** The repository's programs by what they are imported as without a path: `store` is `a/store.js` and `b/store/index.ts`. */
const byName = oncePer<Repository, ReadonlyMap<string, readonly string[]>>()

const isTest = (path: string): boolean =>
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|fixtures|coverage)\/|\.(?:test|spec|d|config|setup)\.\w+$/i.test(path)

const stemOf = (path: string): string => path.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '')

const programsOf = (repository: Repository): ReadonlyMap<string, readonly string[]> =>
  byName(repository, () => listPrograms(repository))

const listPrograms = (repository: Repository): ReadonlyMap<string, readonly string[]> => {
  const programs = new Map<string, string[]>()
  for (const path of repository.find(/\.[cm]?[jt]sx?$/)) {
    if (isTest(path.slice(repositoryRoot.length))) continue
    const stem = stemOf(path)
    const name = stem.slice(stem.lastIndexOf('/') + 1)
    const same = programs.get(name)
    if (same) same.push(path)
    else programs.set(name, [path])
  }
  return programs
}

const endingIn = (module: string, { repository }: CodePackage): readonly string[] => {
  if (!repository) return []
  const end = `/${stemOf(module)}`
  return (programsOf(repository).get(end.slice(end.lastIndexOf('/') + 1)) ?? []).filter((path) => stemOf(path).endsWith(end))
}

/** Copies of one file are one. */
const distinct = (paths: readonly string[], pkg: CodePackage): readonly string[] => {
  if (paths.length < 2 || paths.length > 20) return paths
  return [...new Map(paths.toReversed().map((path) => [pkg.files.get(path)?.()?.text, path])).values()].toReversed()
}
