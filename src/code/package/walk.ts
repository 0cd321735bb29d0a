import { join } from 'node:path'
import { type Disk, listFolder, resolveInside } from './disk.ts'

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

export const isSkippedFolder = (name: string): boolean =>
  skipped.has(name) || name.endsWith('.dist-info') || name.endsWith('.egg-info')

export interface Walk {
  /** Relative to the folder, with `/`, sorted folder by folder. */
  readonly paths: readonly string[]
  /** The limit was reached and files are missing. */
  readonly truncated: boolean
}

export interface WalkOptions {
  /** Of entries looked at. */
  readonly limit: number
  readonly excludes?: (path: string) => boolean
}

const maximumDepth = 40

/** All files below a folder but for `isSkippedFolder`; breadth first, so that a limit leaves out the deepest. */
export const walk = (disk: Disk, folder: string, { limit, excludes }: WalkOptions): Walk => {
  const paths: string[] = []
  const visited = new Set<string>()
  let level = ['']
  let seen = 0
  for (let depth = 0; level.length > 0 && depth < maximumDepth; depth++) {
    const next: string[] = []
    for (const prefix of level) {
      const here = prefix === '' ? folder : join(folder, prefix)
      const real = resolveInside(disk, here)
      if (real === undefined || visited.has(real)) continue
      visited.add(real)
      for (const entry of listFolder(disk, here)) {
        if (++seen > limit) return { paths, truncated: true }
        const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
        if (excludes?.(path)) continue
        if (entry.kind === 'file') paths.push(path)
        else if (!isSkippedFolder(entry.name)) next.push(path)
      }
    }
    level = next
  }
  return { paths, truncated: level.length > 0 }
}
