import { join, sep } from 'node:path'
import { type Disk, kindOf, resolveInside, type Walk } from './disk.ts'

/** Folders that hold no source of the function's own: version control, caches, tools' output, installed libraries. */
const skipped: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.terraform',
  '.terragrunt-cache',
  '.serverless',
  '.aws-sam',
  '.venv',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.idea',
  '.vscode',
  '.yarn',
  '.pnpm-store',
  '__pycache__',
  'cdk.out',
  'node_modules',
  'site-packages',
  'venv',
])

const isSkippedFolder = (name: string): boolean => skipped.has(name) || name.endsWith('.dist-info') || name.endsWith('.egg-info')

export interface WalkOptions {
  /** Of entries looked at. */
  readonly limit: number
  readonly excludes?: (path: string) => boolean
}

const maximumDepth = 40

/** All files below a folder but for `isSkippedFolder`; breadth first, so that a limit leaves out the deepest. */
export const walk = (disk: Disk, folder: string, options: WalkOptions): Walk => {
  if (options.excludes) return walkFresh(disk, folder, options)
  const known = disk.walks.get(folder)
  if (known && (!known.truncated || known.limit >= options.limit)) return known
  const found = { ...walkFresh(disk, folder, options), limit: options.limit }
  disk.walks.set(folder, found)
  return found
}

interface Below {
  /** Relative to the folder that the walk began at. */
  readonly path: string
  /** Without links: what tells folders apart. */
  readonly real: string
}

const walkFresh = (disk: Disk, folder: string, { limit, excludes }: WalkOptions): Walk => {
  const paths: string[] = []
  const visited = new Set<string>()
  const start = resolveInside(disk, folder)
  let level: Below[] = start === undefined ? [] : [{ path: '', real: start }]
  let seen = 0
  for (let depth = 0; level.length > 0 && depth < maximumDepth; depth++) {
    const next: Below[] = []
    for (const { path: prefix, real } of level) {
      if (visited.has(real)) continue
      visited.add(real)
      const here = prefix === '' ? folder : `${folder}${sep}${prefix}`
      const { files, folders, links } = disk.list(here)
      seen += files.length + folders.length + links.length
      if (seen > limit) return { paths, truncated: true }
      const below = prefix === '' ? '' : `${prefix}/`
      for (const name of files) if (!excludes?.(below + name)) paths.push(below + name)
      for (const name of folders) {
        if (!isSkippedFolder(name) && !excludes?.(below + name)) next.push({ path: below + name, real: `${real}${sep}${name}` })
      }
      for (const name of links) {
        const kind = excludes?.(below + name) ? undefined : kindOf(disk, join(here, name))
        if (kind === 'file') paths.push(below + name)
        else if (kind === 'folder' && !isSkippedFolder(name)) {
          next.push({ path: below + name, real: resolveInside(disk, join(here, name)) ?? here })
        }
      }
    }
    level = next
  }
  return { paths, truncated: level.length > 0 }
}
