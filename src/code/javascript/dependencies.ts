import { oncePer } from '../once-per.ts'
import type { CodePackage } from '../program.ts'
import { readJson } from './manifest.ts'

/** What the manifests of a program say of the packages that are installed with it. */
interface Dependencies {
  /** From a registry. */
  readonly published: ReadonlySet<string>
  /** From somewhere else, which is not read: a version control system, an archive. */
  readonly elsewhere: ReadonlyMap<string, string>
  /** The folders of packages that are developed in the repository, by name. */
  readonly own: ReadonlyMap<string, readonly string[]>
}

const cached = oncePer<object, Dependencies>()

const manifest = /(?:^|\/)package\.json$/

export const dependenciesOfPackage = (pkg: CodePackage): Dependencies =>
  cached(pkg.files, () => dependenciesOf([...pkg.files.keys()], pkg))

/** Those of all of the repository: a layer has a manifest of its own. */
export const dependenciesOfRepository = (pkg: CodePackage): Dependencies =>
  cached(pkg.repository ?? pkg.files, () => dependenciesOf(pkg.repository?.find(manifest) ?? [...pkg.files.keys()], pkg))

const dependenciesOf = (paths: readonly string[], pkg: CodePackage): Dependencies => {
  const published = new Set<string>()
  const elsewhere = new Map<string, string>()
  const own = new Map<string, string[]>()
  for (const path of paths) {
    if (!manifest.test(path) || path.includes('node_modules/')) continue
    const { name, ...rest } = readJson(path, pkg) ?? {}
    const folder = path.slice(0, -'package.json'.length).replace(/\/$/, '')
    if (typeof name === 'string') own.set(name, [...(own.get(name) ?? []), folder])
    for (const key of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
      const listed = rest[key]
      if (typeof listed !== 'object' || listed === null) continue
      for (const [dependency, version] of Object.entries(listed)) {
        if (typeof version !== 'string' || /^(?:file|link|portal|workspace):/.test(version)) continue
        if (/^(?:git\b|git@|github:|gitlab:|bitbucket:|https?:|[\w.-]+\/[\w.-]+(?:#|$))/.test(version))
          elsewhere.set(dependency, version)
        else published.add(dependency)
      }
    }
  }
  return { published, elsewhere, own }
}
