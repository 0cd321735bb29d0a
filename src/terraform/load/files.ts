import { join, resolve } from 'node:path'
import type { Files } from '../evaluate/scope.ts'
import { type Checkout, filesIn, isInside } from './checkout.ts'
import { isFile, readBytes, readText, realPath } from './read.ts'

/** The files that expressions of a root module may read: nothing outside the checkout's boundary but the modules that are installed. */
export const filesOf = (
  { rootDir, dataDir }: { readonly rootDir: string; readonly dataDir: string },
  checkout: Checkout,
): Files => {
  const boundary = realPath(checkout.boundary)
  const installed = realPath(join(dataDir, 'modules'))
  const inside = (path: string): string | undefined => {
    const absolute = realPath(resolve(rootDir, path))
    return isInside(absolute, boundary) || isInside(absolute, installed) ? absolute : undefined
  }
  return {
    text: (path) => {
      const absolute = inside(path)
      return absolute === undefined ? { ok: false, reason: 'it is outside of the repository' } : readText(absolute, checkout.cwd)
    },
    bytes: (path) => {
      const absolute = inside(path)
      return absolute === undefined ? undefined : readBytes(absolute)
    },
    exists: (path) => {
      const absolute = inside(path)
      return absolute !== undefined && isFile(absolute)
    },
    absolute: (path) => resolve(rootDir, path),
    list: (folder) => {
      const absolute = inside(folder)
      return absolute === undefined ? [] : filesBelow(checkout, absolute, '', 0)
    },
  }
}

const MAXIMUM_LISTED = 20_000
const MAXIMUM_LEVELS = 30

/** The paths of all files below a folder, relative to it, sorted. */
const filesBelow = (checkout: Checkout, folder: string, prefix: string, level: number): readonly string[] => {
  if (level > MAXIMUM_LEVELS) return []
  const found = filesIn(checkout, folder).map((name) => `${prefix}${name}`)
  for (const name of checkout.list(folder).folders) {
    if (found.length > MAXIMUM_LISTED) break
    if (name !== '.terraform' && name !== '.git')
      found.push(...filesBelow(checkout, join(folder, name), `${prefix}${name}/`, level + 1))
  }
  return found.sort()
}
