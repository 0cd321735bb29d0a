import type { CodePackage } from '../program.ts'
import { joinPath, parentsOf, readJson } from './manifest.ts'

interface PathMapping {
  /** `@app/*` has a prefix and a suffix around its `*`; without one it is the prefix. */
  readonly prefix: string
  readonly suffix: string | null
  readonly targets: readonly string[]
}

interface PathSettings {
  readonly mappings: readonly PathMapping[]
  /** Where names without `./` are looked up. */
  readonly base: string | null
}

const settingsOf = new WeakMap<CodePackage, Map<string, PathSettings | null>>()

/**
 * The paths that `compilerOptions.paths` and `baseUrl` of the nearest `tsconfig.json` give a module, in order.
 * https://www.typescriptlang.org/tsconfig/#paths
 */
export const pathsOf = (module: string, folder: string, pkg: CodePackage): readonly string[] => {
  const settings = nearest(folder, pkg)
  if (!settings) return []
  const mapped = [...settings.mappings]
    .sort((a, b) => b.prefix.length - a.prefix.length)
    .flatMap(({ prefix, suffix, targets }) => {
      if (suffix === null) return module === prefix ? targets : []
      if (!module.startsWith(prefix) || !module.endsWith(suffix) || module.length < prefix.length + suffix.length) return []
      const matched = module.slice(prefix.length, module.length - suffix.length)
      return targets.map((target) => target.replace('*', () => matched))
    })
  return settings.base === null ? mapped : [...mapped, joinPath(settings.base, module)]
}

const nearest = (folder: string, pkg: CodePackage): PathSettings | null => {
  const known = settingsOf.get(pkg) ?? new Map<string, PathSettings | null>()
  settingsOf.set(pkg, known)
  const cached = known.get(folder)
  if (cached !== undefined) return cached
  let found: PathSettings | null = null
  for (const parent of parentsOf(folder)) {
    const file = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'].find((name) => pkg.files.has(joinPath(parent, name)))
    found = file === undefined ? null : readSettings(joinPath(parent, file), pkg, 0)
    if (found) break
  }
  known.set(folder, found)
  return found
}

const longestChain = 8

const readSettings = (path: string, pkg: CodePackage, depth: number): PathSettings | null => {
  const config = readJson(path, pkg)
  if (!config || depth > longestChain) return null
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const options = config.compilerOptions
  const given: Readonly<Record<string, unknown>> = isRecord(options) ? options : {}
  const base = typeof given.baseUrl === 'string' ? joinPath(folder, given.baseUrl) : null
  const paths = isRecord(given.paths) ? mappingsOf(given.paths, base ?? folder) : null
  const inherited = [config.extends]
    .flat()
    .map((parent) => (typeof parent === 'string' ? inheritedFrom(parent, folder, pkg, depth) : null))
  const parent = inherited.findLast((each) => each !== null) ?? null
  if (base === null && paths === null) return parent
  return { mappings: paths ?? parent?.mappings ?? [], base: base ?? parent?.base ?? null }
}

const inheritedFrom = (parent: string, folder: string, pkg: CodePackage, depth: number): PathSettings | null => {
  if (!parent.startsWith('.')) return null
  const path = joinPath(folder, parent)
  return readSettings(pkg.files.has(path) ? path : `${path}.json`, pkg, depth + 1)
}

const mappingsOf = (paths: Readonly<Record<string, unknown>>, base: string): readonly PathMapping[] =>
  Object.entries(paths).flatMap(([pattern, targets]) => {
    const star = pattern.indexOf('*')
    const listed = Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : []
    return [
      {
        prefix: star === -1 ? pattern : pattern.slice(0, star),
        suffix: star === -1 ? null : pattern.slice(star + 1),
        targets: listed.map((target) => joinPath(base, target)),
      },
    ]
  })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
