import { dirname, join, resolve } from 'node:path'
import type { PlanFileSource } from '../plan/opened-plan.ts'
import type { Checkout, Listing } from './checkout.ts'
import { isConfiguration } from './configuration-files.ts'
import { isFolder, type Read } from './read.ts'

/** The folder that a plan was most likely made in: where files of its root module are as they were then. */
export const rootOfPlan = (source: PlanFileSource, candidates: readonly string[], checkout: Checkout): string | undefined => {
  const files = source.modules.get('')?.files ?? new Map<string, { readonly text: string }>()
  const matching = (dir: string): number =>
    [...files].filter(([name, { text }]) => {
      const read = checkout.read(join(dir, name))
      return read.ok && read.file.text === text
    }).length
  const counted = candidates.map((dir) => ({ dir, count: matching(dir) }))
  const [best] = counted.sort((one, other) => other.count - one.count)
  return best && best.count > 0 ? best.dir : undefined
}

/**
 * The checkout with the configuration of a plan file in the place of what is on the disk now; all other files are those on the
 * disk. A file that is the same in both keeps its path.
 */
export const checkoutOfPlan = (source: PlanFileSource, rootDir: string, checkout: Checkout): Checkout => {
  const texts = new Map<string, Read>()
  const names = new Map<string, Set<string>>()
  const folders = new Set<string>()
  const installed = new Map<string, string>()
  for (const [key, { dir, files }] of source.modules) {
    const absolute = resolve(rootDir, dir)
    if (key !== '') installed.set(key, absolute)
    for (let folder = absolute; !folders.has(folder) && folder !== dirname(folder); folder = dirname(folder)) folders.add(folder)
    const own = names.get(absolute) ?? new Set<string>()
    names.set(absolute, own)
    for (const [name, { member, text }] of files) {
      own.add(name)
      const path = join(absolute, name)
      const there = checkout.read(path)
      texts.set(
        path,
        there.ok && there.file.text === text ? there : { ok: true, file: { path: `${source.shown}!${member}`, text } },
      )
    }
  }
  const list = (folder: string): Listing => {
    const listing = checkout.list(folder)
    const own = names.get(folder)
    if (!own) return listing
    const others = (each: string): boolean => !isConfiguration(each) && !own.has(each)
    return {
      files: [...listing.files.filter(others), ...own].sort(),
      folders: listing.folders,
      links: listing.links.filter(others),
    }
  }
  return {
    ...checkout,
    list,
    read: (path) => texts.get(path) ?? checkout.read(path),
    isFolder: (path) => folders.has(path) || isFolder(path),
    installed,
  }
}
