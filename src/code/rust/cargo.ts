import type { CodePackage } from '../program.ts'

/** A package of Cargo. https://doc.rust-lang.org/cargo/reference/cargo-targets.html */
export interface Crate {
  /** Its folder, with `/` at its end; empty for the root. */
  readonly folder: string
  /** As programs write it: `report_store`. */
  readonly name: string
  readonly library: string
  /** Programs by the names of their binaries. */
  readonly programs: ReadonlyMap<string, string>
  /** Folders of the crates that it depends on by path, by their names. */
  readonly dependencies: ReadonlyMap<string, string>
  /** Those that are taken from no public registry. */
  readonly own: ReadonlySet<string>
}

export interface Layout {
  readonly crates: readonly Crate[]
  readonly resolved: Map<string, unknown>
}

const layouts = new WeakMap<CodePackage, Layout>()

/** The crates of the package, and those of the same workspace around it. */
export const layoutOf = (pkg: CodePackage): Layout => {
  const known = layouts.get(pkg)
  if (known) return known
  const paths = [...pkg.files.keys()].filter((path) => /(?:^|\/)Cargo\.toml$/.test(path))
  const around = pkg.surroundings?.(/(?:^|\/)Cargo\.toml$/) ?? []
  const crates = [...new Set([...paths, ...around])]
    .filter((path) => !/(?:^|\/)target\//.test(path))
    .flatMap((path) => crateOf(path, pkg))
  const layout = { crates: crates.length > 0 ? crates : [withoutManifest(pkg)], resolved: new Map<string, unknown>() }
  layouts.set(pkg, layout)
  return layout
}

const crateOf = (path: string, pkg: CodePackage): readonly Crate[] => {
  const text = pkg.files.get(path)?.()?.text ?? ''
  const folder = path.slice(0, -'Cargo.toml'.length)
  const sections = sectionsOf(text)
  const written = textAt(sections.get('package')?.[0], 'name')
  if (written === undefined) return []
  const library = sections.get('lib')?.[0]
  const programs = new Map<string, string>()
  for (const file of filesBelow(`${folder}src/bin/`, pkg)) {
    const name = /^([^/]+)(?:\.rs|\/main\.rs)$/.exec(file)?.[1]
    if (name !== undefined) programs.set(name, `${folder}src/bin/${file}`)
  }
  if (pkg.files.has(`${folder}src/main.rs`)) programs.set(written, `${folder}src/main.rs`)
  for (const section of sections.get('bin') ?? []) {
    const [name, at] = [textAt(section, 'name'), textAt(section, 'path')]
    if (name === undefined) continue
    for (const [other, file] of programs) if (at !== undefined && file === joined(folder, at)) programs.delete(other)
    programs.set(name, at === undefined ? (programs.get(name) ?? `${folder}src/main.rs`) : joined(folder, at))
  }
  return [
    {
      folder,
      name: (textAt(library, 'name') ?? written).replaceAll('-', '_'),
      library: joined(folder, textAt(library, 'path') ?? 'src/lib.rs'),
      programs,
      dependencies: dependenciesOf(text, folder),
      own: new Set(
        [...text.matchAll(/^[ \t]*([\w-]+)[ \t]*=[ \t]*\{[^}\n]*\b(?:path|git|registry)[ \t]*=/gm)].map(([, name = '']) =>
          name.replaceAll('-', '_'),
        ),
      ),
    },
  ]
}

const filesBelow = (folder: string, pkg: CodePackage): readonly string[] =>
  [...pkg.files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))

/** Sources without a manifest, where a package has just these. */
const withoutManifest = (pkg: CodePackage): Crate => {
  const main = ['src/main.rs', 'main.rs'].find((path) => pkg.files.has(path))
  const programs = new Map(
    [...pkg.files.keys()].filter((path) => /(?:^|\/)src\/bin\/[^/]+\.rs$/.test(path)).map((path) => [stemOf(path), path] as const),
  )
  if (main !== undefined) programs.set('main', main)
  return { folder: '', name: 'crate', library: 'src/lib.rs', programs, dependencies: new Map(), own: new Set() }
}

const stemOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.rs$/, '')

/** The texts below each heading: `[package]`, `[[bin]]`. */
const sectionsOf = (text: string): ReadonlyMap<string, readonly string[]> => {
  const sections = new Map<string, string[]>()
  for (const part of text.split(/^(?=[ \t]*\[)/m)) {
    const name = /^[ \t]*\[\[?([\w.-]+)\]\]?/.exec(part)?.[1]
    if (name !== undefined) sections.set(name, [...(sections.get(name) ?? []), part])
  }
  return sections
}

const textAt = (section: string | undefined, key: string): string | undefined =>
  new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*["']([^"'\\n]+)["']`, 'm').exec(section ?? '')?.[1]

/** `store = { path = "../store" }`, `[dependencies.store]`. */
const dependenciesOf = (text: string, folder: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  const add = (name: string, path: string): void => void found.set(name.replaceAll('-', '_'), `${joined(folder, path)}/`)
  for (const [, name = '', path = ''] of text.matchAll(
    /^[ \t]*([\w-]+)[ \t]*=[ \t]*\{[^}\n]*\bpath[ \t]*=[ \t]*["']([^"'\n]+)["']/gm,
  ))
    add(name, path)
  for (const [, name = '', path = ''] of text.matchAll(
    /^[ \t]*\[dependencies\.([\w-]+)\][^[]{0,500}?^[ \t]*path[ \t]*=[ \t]*["']([^"'\n]+)["']/gm,
  ))
    add(name, path)
  return found
}

/** A path below a folder, without `.` and with as few `..` as there can be. */
export const joined = (folder: string, path: string): string => {
  const parts: string[] = []
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}
