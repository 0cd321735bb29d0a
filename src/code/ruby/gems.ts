import { oncePer } from '../once-per.ts'
import type { CodePackage } from '../program.ts'

export interface Gems {
  /** Of `Gemfile`, `Gemfile.lock` and gemspecs: names of public gems, as they are compared with constants. */
  readonly names: readonly string[]
  /** Whether an installed file is of a gem that is the program's own: from a repository or a folder, or one that stores objects. */
  readonly isOwn: (path: string) => boolean
}

const known = oncePer<CodePackage, Gems>()

export const gemsOf = (pkg: CodePackage): Gems => known(pkg, () => read(pkg))

const read = (pkg: CodePackage): Gems => {
  const names = new Set<string>()
  for (const [path, file] of pkg.files) {
    if (!/(?:^|\/)(?:Gemfile(?:\.lock)?|gems\.rb|[^/]+\.gemspec)$/.test(path) || /(?:^|\/)vendor\/bundle\//.test(path)) continue
    for (const name of namesIn(path, file()?.text ?? '')) names.add(plainName(name))
  }
  const storing = new Map<string, boolean>()
  const isOwn = (path: string): boolean => {
    const gem = /^(.*\/(?:bundler\/)?gems\/[^/]+)\//.exec(path)?.[1]
    if (gem === undefined) return true
    const told = storing.get(gem) ?? (/\/bundler\/gems\//.test(path) || storesObjects(gem, pkg))
    storing.set(gem, told)
    return told
  }
  return { names: [...names], isOwn }
}

/** Gems with a `path:` or `git:` of their own are not public. */
const namesIn = (path: string, text: string): readonly string[] => {
  if (path.endsWith('.lock')) {
    const sections = text.split(/^(?=[A-Z]+$)/m).filter((section) => section.startsWith('GEM'))
    return sections.flatMap((section) => [...section.matchAll(/^ {4}([\w.-]+) \(/gm)].map((match) => match[1] ?? ''))
  }
  return [...text.matchAll(/^[ \t]*(?:gem|[\w.]+\.add_(?:runtime_)?dependency)[ \t(]+["']([\w.-]+)["']([^\n]*)/gm)].flatMap(
    (match) => (/\b(?:path|git|github|gitlab|bitbucket)\b\s*(?::|=>)/.test(match[2] ?? '') ? [] : [match[1] ?? '']),
  )
}

/** A public gem of which the catalogue knows what it does is a library; another one that writes is followed. */
const storesObjects = (gem: string, pkg: CodePackage): boolean => {
  const name = gem.slice(gem.lastIndexOf('/') + 1)
  if (/^(?:aws-|carrierwave|shrine|fog|paperclip|kt-paperclip|activestorage|rails|railties|sprockets)/.test(name)) return false
  return [...pkg.files].some(
    ([path, file]) =>
      path.startsWith(`${gem}/lib/`) && path.endsWith('.rb') && /\bAws::S3\b|\bput_object\b/.test(file()?.text ?? ''),
  )
}

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '')

/** Whether a constant is evidently of a public gem that the program declares: `MiniMagick` of `mini_magick`. */
export const constantsOf = (pkg: CodePackage, constant: string): boolean => {
  const name = plainName(constant)
  return (
    name.length > 1 &&
    gemsOf(pkg).names.some(
      (gem) => gem.startsWith(name) || (gem.length > 2 && name.startsWith(gem)) || (name.length > 2 && gem.endsWith(name)),
    )
  )
}
