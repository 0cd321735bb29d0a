import { oncePer } from '../once-per.ts'
import type { CodePackage } from '../program.ts'

/** What the program's own files declare, told by words, for names that no autoloader finds. */
export interface Declarations {
  /** By the full name in lower case, `app\store`, `app\save()`, `const limit`: the file. */
  readonly files: ReadonlyMap<string, string>
  /** Files of the classes that implement or extend a name, by its last segment in lower case. */
  readonly heirs: ReadonlyMap<string, readonly Heir[]>
  /** Interfaces and abstract classes. */
  readonly abstract: ReadonlySet<string>
  /** The first segments of the namespaces, in lower case. */
  readonly roots: ReadonlySet<string>
}

interface Heir {
  readonly name: string
  readonly isAbstract: boolean
}

/** More files than any function is written in. */
const mostFiles = 3000

const notOwn = /(?:^|\/)(?:vendor|node_modules|tests?|\.git)\//i

export const declarationsOf: (pkg: CodePackage) => Declarations = (pkg) => kept(pkg.files, () => read(pkg))

const kept = oncePer<CodePackage['files'], Declarations>()

const read = (pkg: CodePackage): Declarations => {
  const files = new Map<string, string>()
  const heirs = new Map<string, Heir[]>()
  const abstract = new Set<string>()
  const roots = new Set<string>()
  const paths = [...pkg.files.keys()].filter((path) => path.endsWith('.php') && !notOwn.test(path)).slice(0, mostFiles)
  for (const path of paths) {
    const text = pkg.files.get(path)?.()?.text ?? ''
    const namespace = /^[ \t]*(?:<\?php\s+)?namespace\s+([\w\\]+)\s*[;{]/m.exec(text)?.[1] ?? ''
    const root = namespace.split('\\')[0]
    if (root) roots.add(root.toLowerCase())
    const add = (name: string, prefix = ''): void => {
      const full = `${prefix}${namespace === '' || prefix !== '' ? name : `${namespace}\\${name}`}`.toLowerCase()
      if (!files.has(full)) files.set(full, path)
    }
    let hasClass = false
    for (const match of text.matchAll(
      /^[ \t]*((?:(?:abstract|final|readonly)\s+)*)(class|interface|trait|enum)\s+(\w+)([^{;]{0,400})/gm,
    )) {
      const [, modifiers = '', kind = '', name = '', head = ''] = match
      hasClass = true
      add(name)
      const full = namespace === '' ? name : `${namespace}\\${name}`
      const isAbstract = kind === 'interface' || modifiers.includes('abstract')
      if (isAbstract) abstract.add(full.toLowerCase())
      for (const word of head.match(/[\w\\]+/g) ?? []) {
        const base = (word.split('\\').at(-1) ?? word).toLowerCase()
        if (base === 'extends' || base === 'implements') continue
        const known = heirs.get(base) ?? []
        known.push({ name: full, isAbstract })
        heirs.set(base, known)
      }
    }
    for (const match of text.matchAll(hasClass ? /^function\s+&?(\w+)\s*\(/gm : /^[ \t]*function\s+&?(\w+)\s*\(/gm))
      add(`${match[1]}()`)
    for (const match of text.matchAll(/\bdefine\s*\(\s*["'](\w+)["']|^const\s+(\w+)\s*=/gm))
      add(match[1] ?? match[2] ?? '', 'const ')
  }
  return { files, heirs, abstract, roots }
}

/** The class that a container gives for an interface: the only one that implements it, if none does by way of another one. */
export const onlyHeir = (name: string, { heirs }: Declarations): string | undefined => {
  const [heir, another] = heirs.get((name.split('\\').at(-1) ?? name).toLowerCase()) ?? []
  return another === undefined && heir && !heir.isAbstract ? heir.name : undefined
}
