import type { CodePackage } from '../program.ts'
import { joinPath, parentsOf, readJson } from './manifest.ts'

export type Lookup = (path: string, pkg: CodePackage) => string | undefined

/**
 * The file of a module that is a package of the same repository, or an installed one that stores objects itself: the
 * packages that `package.json` lists as workspaces or has beside it, and those in `node_modules`.
 * https://nodejs.org/api/packages.html
 */
export const workspacePackage = (module: string, folder: string, pkg: CodePackage, lookup: Lookup): string | undefined => {
  if (module.startsWith('node:')) return undefined
  if (module.startsWith('#')) return privateImport(module, folder, pkg, lookup)
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module
  const subpath = module.slice(name.length + 1)
  const own = linkedPackage(name, folder, pkg) ?? ownPackages(folder, pkg).get(name)
  if (own !== undefined) return inPackage(own, subpath, pkg, lookup)
  const installed = [...parentsOf(folder), '/opt/nodejs']
    .map((parent) => joinPath(parent, `node_modules/${name}`))
    .find((path) => pkg.files.has(`${path}/package.json`) || pkg.files.has(`${path}/index.js`))
  const isRead = installed !== undefined && (isUnpublished(installed, pkg) || storesObjects(installed, pkg))
  return isRead ? inPackage(installed, subpath, pkg, lookup) : undefined
}

/** What no registry has is the user's own, as in a layer whose libraries are written there. */
const isUnpublished = (path: string, pkg: CodePackage): boolean =>
  !pkg.files.has(`${path}/package.json`) || readJson(`${path}/package.json`, pkg)?.private === true

/** A library that depends on an S3 client may write; the clients themselves are the catalogue's. */
const storesObjects = (path: string, pkg: CodePackage): boolean => {
  const manifest = readJson(`${path}/package.json`, pkg)
  if (!manifest || /node_modules\/(?:aws-sdk|@aws-sdk\/|@smithy\/)/.test(`${path}/`)) return false
  return ['dependencies', 'peerDependencies'].some((key) => {
    const dependencies = manifest[key]
    return (
      typeof dependencies === 'object' &&
      dependencies !== null &&
      ['aws-sdk', '@aws-sdk/client-s3', '@aws-sdk/lib-storage'].some((each) => each in dependencies)
    )
  })
}

const packagesOf = new WeakMap<CodePackage, Map<string, ReadonlyMap<string, string>>>()

/** Folders of the packages that are developed together with the importing one, by name; the shortest if several have it. */
const ownPackages = (folder: string, pkg: CodePackage): ReadonlyMap<string, string> => {
  const root = parentsOf(folder).find((parent) => isWorkspaceRoot(parent, pkg))
  if (root === undefined) return new Map()
  const known = packagesOf.get(pkg) ?? new Map<string, ReadonlyMap<string, string>>()
  packagesOf.set(pkg, known)
  const packages = known.get(root) ?? packagesBelow(root, pkg)
  known.set(root, packages)
  return packages
}

const isWorkspaceRoot = (folder: string, pkg: CodePackage): boolean =>
  ['pnpm-workspace.yaml', 'lerna.json', 'rush.json', 'nx.json'].some((file) => pkg.files.has(joinPath(folder, file))) ||
  readJson(joinPath(folder, 'package.json'), pkg)?.workspaces !== undefined

const packagesBelow = (root: string, pkg: CodePackage): ReadonlyMap<string, string> => {
  const packages = new Map<string, string>()
  const paths = [...pkg.files.keys(), ...(pkg.surroundings?.(/(?:^|\/)package\.json$/) ?? [])]
  const isBelow = (path: string): boolean =>
    root === '' || /^(?:\.\.\/?)+$/.test(root) ? isAtMost(path, root) : path.startsWith(`${root}/`)
  const manifests = paths.filter((path) => /(?:^|\/)package\.json$/.test(path) && !path.includes('node_modules/') && isBelow(path))
  for (const path of manifests.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const name = readJson(path, pkg)?.name
    if (typeof name === 'string' && !packages.has(name))
      packages.set(name, path.slice(0, -'package.json'.length).replace(/\/$/, ''))
  }
  return packages
}

/** Whether a path goes up no further than a root that is given by `..` alone. */
const isAtMost = (path: string, root: string): boolean => ups(path) <= ups(root)

const ups = (path: string): number => path.split('/').filter((part) => part === '..').length

/** `"storage": "file:../storage"` among the dependencies of the nearest manifest that names the package. */
const linkedPackage = (name: string, folder: string, pkg: CodePackage): string | undefined => {
  for (const parent of parentsOf(folder)) {
    const manifest = readJson(joinPath(parent, 'package.json'), pkg)
    for (const key of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      const dependencies = manifest?.[key]
      if (typeof dependencies !== 'object' || dependencies === null) continue
      const version: unknown = Object.entries(dependencies).find(([each]) => each === name)?.[1]
      if (version === undefined) continue
      const path = typeof version === 'string' ? /^(?:file|link|portal):(.+)$/.exec(version)?.[1] : undefined
      return path === undefined ? undefined : joinPath(parent, path)
    }
  }
  return undefined
}

export const inPackage = (folder: string, subpath: string, pkg: CodePackage, lookup: Lookup): string | undefined => {
  const manifest = readJson(joinPath(folder, 'package.json'), pkg) ?? {}
  const exported = exportOf(manifest.exports, subpath === '' ? '.' : `./${subpath}`)
  const named =
    subpath === ''
      ? ['source', 'main', 'module', 'types'].flatMap((key) => (typeof manifest[key] === 'string' ? [manifest[key]] : []))
      : []
  const candidates = [
    ...exported,
    ...named,
    subpath === '' ? 'index' : subpath,
    joinPath('src', subpath === '' ? 'index' : subpath),
  ]
  for (const candidate of candidates) {
    for (const path of [candidate, ...sourcesFor(candidate)]) {
      const found = lookup(joinPath(folder, path), pkg)
      if (found !== undefined && !found.endsWith('.d.ts')) return found
    }
  }
  return undefined
}

/** What a build makes is not in the checkout: its source is in `src`. */
const sourcesFor = (path: string): readonly string[] => {
  const moved = path.replace(/^(?:\.\/)?(?:dist|build|lib|out)\/(?:(?:cjs|esm|es|commonjs)\/)?/, '')
  if (moved === path) return []
  const stem = moved.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
  return [`src/${stem}`, stem]
}

const deepest = 6

/** The files that `exports` gives for a subpath, under whatever condition. https://nodejs.org/api/packages.html#exports */
const exportOf = (exports: unknown, subpath: string): readonly string[] => {
  if (typeof exports !== 'object' || exports === null || Array.isArray(exports)) return subpath === '.' ? targetsOf(exports, 0) : []
  const entries = Object.entries(exports)
  if (!entries.some(([key]) => key.startsWith('.'))) return subpath === '.' ? targetsOf(exports, 0) : []
  return entries.flatMap(([key, target]) => {
    const star = key.indexOf('*')
    if (star === -1) return key === subpath ? targetsOf(target, 0) : []
    const after = key.slice(star + 1)
    if (!subpath.startsWith(key.slice(0, star)) || !subpath.endsWith(after)) return []
    const matched = subpath.slice(star, subpath.length - after.length)
    return targetsOf(target, 0).map((each) => each.replaceAll('*', () => matched))
  })
}

const targetsOf = (target: unknown, depth: number): readonly string[] => {
  if (typeof target === 'string') return [target]
  if (typeof target !== 'object' || target === null || depth > deepest) return []
  return Object.values(target).flatMap((each) => targetsOf(each, depth + 1))
}

/** `#storage`: of `imports` in the nearest `package.json`. */
const privateImport = (module: string, folder: string, pkg: CodePackage, lookup: Lookup): string | undefined => {
  for (const parent of parentsOf(folder)) {
    const manifest = readJson(joinPath(parent, 'package.json'), pkg)
    const imports = manifest?.imports
    if (typeof imports !== 'object' || imports === null) continue
    const renamed = Object.fromEntries(Object.entries(imports).map(([key, target]) => [`./${key.slice(1)}`, target]))
    for (const target of exportOf(renamed, `./${module.slice(1)}`)) {
      for (const path of [target, ...sourcesFor(target)]) {
        const found = lookup(joinPath(parent, path), pkg)
        if (found !== undefined) return found
      }
    }
  }
  return undefined
}
