import { oncePer } from '../once-per.ts'
import { type CodePackage, type Repository, repositoryRoot, shownPath } from '../program.ts'

/** The Python files of a repository outside of its tests, and where their modules can be imported from. */
interface Sources {
  readonly files: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
  /** By the first name of a module: the folders that it is in, as keys of `CodePackage.files`, with a `/` at the end. */
  readonly roots: ReadonlyMap<string, ReadonlySet<string>>
}

const sourcesOf = oncePer<Repository, Sources>()

const isTest = (path: string): boolean =>
  /(?:^|\/)(?:tests?|__tests__|e2e|fixtures)\/|(?:^|\/)(?:test_[^/]*|conftest|[^/]*_test)\.py$/i.test(path)

const listSources = (repository: Repository): Sources => {
  const files = new Set<string>()
  const folders = new Set<string>()
  const roots = new Map<string, Set<string>>()
  for (const path of repository.find(/\.py$/)) {
    if (isTest(path)) continue
    files.add(path)
    const names = path.slice(repositoryRoot.length, -'.py'.length).split('/')
    let root = repositoryRoot
    for (const name of names) {
      const its = roots.get(name)
      if (its) its.add(root)
      else roots.set(name, new Set([root]))
      folders.add(root.slice(0, -1))
      root += `${name}/`
    }
  }
  return { files, folders, roots }
}

const sourcesIn = (repository: Repository): Sources => sourcesOf(repository, () => listSources(repository))

export const isSourceFolder = (path: string, repository: Repository): boolean => sourcesIn(repository).folders.has(path)

/** Where a module is in the repository: the folders from which it, and all that is imported of its package, can be imported. */
export const rootsOf = (module: string, text: string, pkg: CodePackage): readonly string[] => {
  if (!pkg.repository) return []
  const { files, folders, roots } = sourcesIn(pkg.repository)
  const [top = module] = module.split('.')
  const wanted = [module, ...modulesUnder(top, text)].map((each) => each.replaceAll('.', '/'))
  const isThere = (path: string): boolean => files.has(`${path}.py`) || files.has(`${path}/__init__.py`) || folders.has(path)
  const fitting = [...(roots.get(top) ?? [])].filter((root) => wanted.every((path) => isThere(root + path)))
  return withoutCopies(fitting, wanted, pkg)
}

/** The modules of a package that a file imports by their full names. */
const modulesUnder = (top: string, text: string): readonly string[] =>
  [...text.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w.]+))/gm)].flatMap((match) => {
    const module = match[1] ?? match[2] ?? ''
    return module.startsWith(`${top}.`) ? [module] : []
  })

/** Copies of one module are one. */
const withoutCopies = (roots: readonly string[], wanted: readonly string[], pkg: CodePackage): readonly string[] => {
  if (roots.length < 2 || roots.length > 20) return roots
  const textOf = (root: string): string =>
    wanted
      .map((path) => [`${root}${path}.py`, `${root}${path}/__init__.py`].map((file) => pkg.files.get(file)?.()?.text))
      .join('\u0000')
  const seen = new Set<string>()
  const isNew = (root: string): boolean => seen.size !== seen.add(textOf(root)).size
  return wanted.some((path) => roots.some((root) => pkg.files.has(`${root}${path}.py`))) ? roots.filter(isNew) : roots
}

/** Of several, the only one that is a layer's. */
export const layerAmong = (roots: readonly string[]): readonly string[] => {
  const layers = roots.filter((root) => /(?:^|\/)python\/$|layer/i.test(root))
  return layers.length === 1 ? layers : roots
}

/** A module's place as a user knows it. */
export const shownModule = (root: string, module: string, pkg: CodePackage): string => {
  const path = root + (module.split('.')[0] ?? module)
  return shownPath(pkg.files.has(`${path}.py`) ? `${path}.py` : path, pkg)
}
