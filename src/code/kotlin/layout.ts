import type { CodePackage } from '../program.ts'

/** What a package of the program declares, in one folder of sources. */
export interface SourcePackage {
  /** Where its packages begin: `orders/src/main/kotlin/`. */
  readonly root: string
  readonly paths: string[]
  /** Everything that is declared outside of classes, and the class that Java sees of a file's functions. */
  readonly names: Map<string, string>
}

export interface Layout {
  /** By the package's name, with `/`: several modules of a build may have one of the same name. */
  readonly packages: ReadonlyMap<string, readonly SourcePackage[]>
  readonly resolved: Map<string, unknown>
}

const layouts = new WeakMap<CodePackage, Layout>()

const isTest = (path: string): boolean =>
  /(?:^|\/)(?:src\/(?:test|it|integrationTest|androidTest)|build|target|bin|out)\//.test(path)

const declaration =
  /^[ \t]*(?:@[\w.:]+(?:\([^)\n]*\))?[ \t]+)*(?:(?:public|private|internal|open|abstract|sealed|data|enum|annotation|inline|value|const|suspend|lateinit|tailrec|operator|infix|external|fun|expect|actual|inner|override|final)[ \t]+)*(?:class|interface|object|val|var|fun|typealias)[ \t]+(?:<[^>\n]{0,80}>[ \t]*)?(?:[\w<>?,]{1,80}\.){0,4}`?(\w+)/gm

export const layoutOf = (pkg: CodePackage): Layout => {
  const known = layouts.get(pkg)
  if (known) return known
  const packages = new Map<string, SourcePackage[]>()
  for (const path of new Set([...pkg.files.keys(), ...(pkg.surroundings?.(/\.kt$/) ?? [])])) {
    if (!path.endsWith('.kt') || isTest(path)) continue
    const text = pkg.files.get(path)?.()?.text ?? ''
    const name = (/^\s*package\s+([\w.`]+)/m.exec(text)?.[1] ?? '').replaceAll('`', '').replaceAll('.', '/')
    const root = /^(.*?(?:^|\/)src\/\w+\/(?:kotlin|java)\/)/.exec(path)?.[1] ?? ''
    const all = packages.get(name) ?? []
    packages.set(name, all)
    let own = all.find((one) => one.root === root)
    if (!own) {
      own = { root, paths: [], names: new Map() }
      all.push(own)
    }
    own.paths.push(path)
    for (const [, declared = ''] of text.matchAll(declaration)) if (!own.names.has(declared)) own.names.set(declared, path)
    own.names.set(fileClass(path, text), path)
  }
  const layout = { packages, resolved: new Map<string, unknown>() }
  layouts.set(pkg, layout)
  return layout
}

const fileClass = (path: string, text: string): string => {
  const stem = path.slice(path.lastIndexOf('/') + 1, -'.kt'.length)
  return /@file\s*:\s*JvmName\s*\(\s*"(\w+)"/.exec(text)?.[1] ?? `${stem.charAt(0).toUpperCase()}${stem.slice(1)}Kt`
}

/** The nearest to the file that asks, of those that have a name: modules of a build may share a package. */
export const packageWith = (layout: Layout, name: string, declared: string | null, from: string): SourcePackage | undefined => {
  const fitting = (layout.packages.get(name) ?? []).filter(({ names }) => declared === null || names.has(declared))
  return fitting.reduce<SourcePackage | undefined>(
    (best, one) => (best && nearness(best, from) >= nearness(one, from) ? best : one),
    undefined,
  )
}

const nearness = ({ root }: SourcePackage, from: string): number => {
  let length = 0
  while (length < root.length && root[length] === from[length]) length += 1
  return root.startsWith('../') ? length - 1000 : length
}
