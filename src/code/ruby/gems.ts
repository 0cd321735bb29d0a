import { oncePer } from '../once-per.ts'
import type { CodePackage } from '../program.ts'

export interface Gems {
  /** Public gems of `Gemfile`, `Gemfile.lock`, gemspecs and of what is installed, as they are compared with constants. */
  readonly names: readonly string[]
  /** Where the gems come from that are not public. */
  readonly places: ReadonlyMap<string, string>
  /** Whether an installed file is of a gem that is the program's own: from a repository, or one that stores objects. */
  readonly isOwn: (path: string) => boolean
}

const known = oncePer<CodePackage, Gems>()

export const gemsOf = (pkg: CodePackage): Gems => known(pkg, () => read(pkg))

const read = (pkg: CodePackage): Gems => {
  const names = new Set<string>()
  const places = new Map<string, string>()
  const storing = new Map<string, boolean>()
  const isOwn = (path: string): boolean => {
    const gem = gemFolder.exec(path)?.[1]
    if (gem === undefined) return true
    const told = storing.get(gem) ?? (/\/bundler\/gems\//.test(path) || storesObjects(gem, pkg))
    storing.set(gem, told)
    return told
  }
  for (const [path, file] of pkg.files) {
    const gem = gemFolder.exec(path)?.[1]
    if (gem !== undefined) {
      if (!isOwn(path)) names.add(plainName(gem.slice(gem.lastIndexOf('/') + 1).replace(/-\d[\w.]*$/, '')))
    } else if (/(?:^|\/)Gemfile\.lock$/.test(path)) for (const name of lockedIn(file()?.text ?? '')) names.add(plainName(name))
    else if (/(?:^|\/)(?:Gemfile|gems\.rb|[^/]+\.gemspec)$/.test(path)) {
      for (const { name, place } of declaredIn(file()?.text ?? '')) {
        if (place === undefined) names.add(plainName(name))
        else places.set(plainName(name), place)
      }
    }
  }
  return { names: [...names].filter((name) => !places.has(name)), places, isOwn }
}

const gemFolder = /^((?:.*\/)?gems\/[^/]+)\//

/** https://bundler.io/guides/gemfile.html */
const declaredIn = (text: string): readonly { readonly name: string; readonly place: string | undefined }[] =>
  [...text.matchAll(/^[ \t]*(?:gem|[\w.]+\.add_(?:runtime_)?dependency)[ \t(]+["']([\w.-]+)["']([^\n]*)/gm)].map((match) => ({
    name: match[1] ?? '',
    place: /\b(?:path|git|github|gitlab|bitbucket)["']?\s*(?::|=>)\s*["']([^"'\n]+)["']/.exec(match[2] ?? '')?.[1],
  }))

/** The section `GEM` is of registries, `GIT` and `PATH` are not. */
const lockedIn = (text: string): readonly string[] =>
  text
    .split(/^(?=[A-Z]+\r?$)/m)
    .filter((section) => section.startsWith('GEM'))
    .flatMap((section) => [...section.matchAll(/^ {4}([\w.-]+) \(/gm)].map((match) => match[1] ?? ''))

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

/** Whether a constant is evidently of a gem: `MiniMagick` of `mini_magick`, `Zip` of `rubyzip`. */
const isLike = (constant: string, gem: string): boolean =>
  (constant.length > 1 && gem.startsWith(constant)) ||
  (gem.length > 2 && constant.startsWith(gem)) ||
  (constant.length > 2 && gem.endsWith(constant))

export const isOfPublicGem = (pkg: CodePackage, constant: string): boolean => {
  const name = plainName(constant)
  const { names, places } = gemsOf(pkg)
  return !places.has(name) && names.some((gem) => isLike(name, gem))
}

export const placeOfGem = (pkg: CodePackage, constant: string): string | undefined => {
  const name = plainName(constant)
  return [...gemsOf(pkg).places].find(([gem]) => isLike(name, gem))?.[1]
}
