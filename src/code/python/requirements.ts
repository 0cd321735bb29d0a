import { modulesOf } from '../catalog/python/distributions.ts'
import { oncePer } from '../once-per.ts'
import type { CodePackage } from '../program.ts'

/** What the manifests of a program say of the distributions that are installed into its package. */
interface Requirements {
  /** Modules, in lower case, of distributions that come from a package index. */
  readonly modules: ReadonlySet<string>
  /** Modules of distributions that come from somewhere else, which is not read: a version control system, an archive. */
  readonly elsewhere: ReadonlyMap<string, string>
}

interface Requirement {
  readonly name: string
  /** Null: a package index. A folder is not told: its modules are found there. */
  readonly url: string | null
}

const manifests =
  /(?:^|\/)(?:(?:[\w.-]*[._-])?requirements?[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in)|constraints\.txt|Pipfile|Pipfile\.lock|pyproject\.toml|poetry\.lock|uv\.lock|pdm\.lock|setup\.(?:py|cfg)|Makefile|(?:[\w.-]+\.)?Dockerfile(?:\.[\w.-]+)?|buildspec[\w.-]*\.ya?ml|[\w.-]+\.sh)$/

const cached = oncePer<object, Requirements>()

/** Where a module is installed from, if a manifest says so: of the package, or else of all of the repository. */
export const requirementFor = (module: string, pkg: CodePackage): { readonly url: string | null } | undefined => {
  const name = module.toLowerCase()
  for (const requirements of [ofPackage, ofRepository]) {
    const { elsewhere, modules } = requirements(pkg)
    const url = elsewhere.get(name)
    if (modules.has(name)) return { url: null }
    if (url !== undefined) return { url }
  }
  return undefined
}

const ofPackage = (pkg: CodePackage): Requirements =>
  cached(pkg.files, () =>
    requirementsOf(
      [...pkg.files.keys()].filter((path) => manifests.test(path)),
      pkg,
    ),
  )

/** What is a distribution for one program of a repository is one for all. */
const ofRepository = (pkg: CodePackage): Requirements =>
  cached(pkg.repository ?? pkg.files, () => requirementsOf(pkg.repository?.find(manifests) ?? [], pkg))

const requirementsOf = (paths: readonly string[], pkg: CodePackage): Requirements => {
  const all = paths.flatMap((path) => requirementsIn(path, pkg.files.get(path)?.()?.text ?? ''))
  return {
    modules: new Set(all.flatMap(({ name, url }) => (url === null ? modulesOf(name) : []))),
    elsewhere: new Map(
      all.flatMap(({ name, url }) => (url === null ? [] : modulesOf(name).map((module) => [module, url] as const))),
    ),
  }
}

/** The distributions that one manifest names. */
export const requirementsIn = (path: string, text: string): readonly Requirement[] => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/\.(?:txt|in)$/.test(name)) return text.split('\n').flatMap(lineOf)
  if (name === 'Pipfile.lock') return inPipfileLock(text)
  if (name.endsWith('.lock'))
    return text
      .split(/^\[\[package\]\]/m)
      .slice(1)
      .flatMap(lockedIn)
  if (name === 'pyproject.toml' || name === 'Pipfile') return inToml(text)
  if (name === 'setup.cfg')
    return [...text.matchAll(/^\w*requires?\s*=((?:\n?[ \t]+[^\n]*|[^\n=]*\n[ \t]+[^\n]*)+)/gm)].flatMap((match) =>
      (match[1] ?? '').split('\n').flatMap(lineOf),
    )
  if (name === 'setup.py')
    return [...text.matchAll(/requir\w*\s*[=:]\s*\[([^\]]*)\]/gi)].flatMap((match) => quotedIn(match[1] ?? ''))
  return installedIn(text)
}

const plain = (name: string): Requirement => ({ name, url: null })

/** `requests[socks]>=2 ; python_version > "3"`, `store @ git+https://…`, `-e git+https://…#egg=store`. https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
const lineOf = (line: string): readonly Requirement[] => {
  const text = line
    .replace(/(?:^|\s)#.*$/, '')
    .replace(/^\s*(?:-e|--editable)[\s=]+/, '')
    .trim()
  if (text === '' || text.startsWith('-')) return []
  const url = /^(?:[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*)?((?:\w+\+)?(?:https?|ssh|git|s3):\/\/\S+|git@\S+)/.exec(text)?.[1]
  const named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+)|[=<>!~;,]|\s|$)/.exec(text)
  if (url !== undefined) {
    const own =
      /#.*\begg=([\w.-]+)/.exec(url)?.[1] ??
      (text.startsWith(url) ? /([\w.-]+?)(?:\.git|\.zip|\.tar\.gz|-\d[\w.]*\.whl)?(?:@[^/]*)?(?:#.*)?$/.exec(url)?.[1] : named?.[1])
    return own === undefined ? [] : [{ name: own, url: url.replace(/#.*$/, '') }]
  }
  return named?.[1] === undefined || named[2] !== undefined || /\.(?:whl|zip|tar\.gz)$/.test(named[1]) ? [] : [plain(named[1])]
}

const quotedIn = (text: string): readonly Requirement[] =>
  [...text.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].flatMap((match) => lineOf(match[1] ?? match[2] ?? ''))

/** Arrays of requirements, and tables of them, whose keys are the names. */
const inToml = (text: string): readonly Requirement[] =>
  text.split(/^(?=[ \t]*\[[^[\]"']*(?:"[^"]*"[^[\]]*)?\][ \t]*(?:#.*)?$)/m).flatMap((section): readonly Requirement[] => {
    const title = /^\s*\[([^\]]*)\]/.exec(section)?.[1]?.trim() ?? ''
    if (/^(?:packages|dev-packages|tool\.poetry\.(?:[\w.-]+\.)?(?:dev-)?dependencies)$/.test(title))
      return section.split('\n').slice(1).flatMap(entryOf)
    if (/^(?:project\.optional-dependencies|dependency-groups|tool\.pdm\.dev-dependencies)$/.test(title))
      return arraysIn(section, /^[\w.-]+/)
    return /^(?:project|tool\.uv|build-system)?$/.test(title) ? arraysIn(section, /^(?:dependencies|dev-dependencies)/) : []
  })

const arraysIn = (section: string, key: RegExp): readonly Requirement[] =>
  [...section.matchAll(/^[ \t]*([\w.-]+)[ \t]*=[ \t]*\[((?:"[^"\n]*"|'[^'\n]*'|[^\]"'])*)\]/gm)].flatMap((match) =>
    key.test(match[1] ?? '') ? quotedIn(match[2] ?? '') : [],
  )

/** `requests = "^2"`, `store = { git = "https://…" }`. */
const entryOf = (line: string): readonly Requirement[] => {
  const [, name, value = ''] = /^\s*"?([A-Za-z0-9][\w.-]*)"?\s*=\s*(.*)$/.exec(line) ?? []
  if (name === undefined || name === 'python' || /\bpath\s*=/.test(value)) return []
  const url = /\b(?:git|url|file)\s*=\s*["']([^"']+)/.exec(value)?.[1]
  return [{ name, url: url ?? null }]
}

const lockedIn = (block: string): readonly Requirement[] => {
  const name = /^\s*name\s*=\s*"([^"]+)"/m.exec(block)?.[1]
  if (name === undefined || /\btype\s*=\s*"(?:directory|file)"|\bsource\s*=\s*\{\s*(?:virtual|editable|directory)/.test(block))
    return []
  const url = /\btype\s*=\s*"git"[^[]*?\burl\s*=\s*"([^"]+)"|\bsource\s*=\s*\{\s*git\s*=\s*"([^"]+)"/.exec(block)
  return [{ name, url: url?.[1] ?? url?.[2] ?? null }]
}

const inPipfileLock = (text: string): readonly Requirement[] => {
  let lock: unknown
  try {
    lock = JSON.parse(text)
  } catch {
    return []
  }
  return entriesOf(lock).flatMap(([key, section]) =>
    key.startsWith('_')
      ? []
      : entriesOf(section).flatMap(([name, given]): readonly Requirement[] => {
          const values = new Map(entriesOf(given))
          const git = values.get('git')
          return values.has('path') ? [] : [{ name, url: typeof git === 'string' ? git : null }]
        }),
  )
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

/** `pip install requests boto3==1.2 -t .` in the steps of a build. */
const installedIn = (text: string): readonly Requirement[] =>
  [
    ...text.replaceAll('\\\n', ' ').matchAll(/\b(?:pip3?|uv|poetry|pipenv)[ \t]+(?:pip[ \t]+)?(?:install|add)\b([^\n;&|]*)/g),
  ].flatMap((match) => {
    const words = (match[1] ?? '').split(/[\s"']+/)
    return words.flatMap((word, index) => (takesNext(words[index - 1] ?? '') ? [] : lineOf(word)))
  })

/** `-t .`, but not `--upgrade requests`. */
const takesNext = (option: string): boolean =>
  /^(?:-t|-r|-c|-i|--(?:target|requirement|constraint|index-url|extra-index-url|platform|python-version|implementation|abi|python|prefix|root|cache-dir|group))$/.test(
    option,
  )
