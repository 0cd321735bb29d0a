import { join, relative, resolve, sep } from 'node:path'
import type { Surroundings } from '../evaluate/evaluate.ts'
import { string, unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { type Checkout, filesIn, isInside } from './checkout.ts'
import type { Project } from './project.ts'
import { isFile, readBytes, readText, realPath } from './read.ts'

const relativePath = (from: string, to: string): string => {
  const way = relative(from, to).split(sep).join('/')
  return way === '' ? '.' : way
}

/** The files and paths of a project as its expressions see them. Nothing outside the project's boundary is read. */
export const surroundingsOf = (project: Project, checkout: Checkout): Surroundings => {
  const boundary = realPath(checkout.boundary)
  const inside = (path: string): string | undefined => {
    const absolute = realPath(resolve(project.rootDir, path))
    return isInside(absolute, boundary) ? absolute : undefined
  }
  const workspace = readText(join(project.rootDir, '.terraform', 'environment'), checkout.cwd)

  const ambient = (object: 'path' | 'terraform', attribute: string, dir: string): Value | undefined => {
    switch (`${object}.${attribute}`) {
      case 'path.module':
        return string(relativePath(project.rootDir, dir))
      case 'path.root':
        return string('.')
      case 'path.cwd':
        return string(project.rootDir)
      case 'terraform.workspace':
        return workspace.ok
          ? string(workspace.file.text.trim())
          : unknown('terraform.workspace', 'no workspace is selected in this folder')
      default:
        return undefined
    }
  }

  return {
    ambient,
    files: {
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
      absolute: (path) => resolve(project.rootDir, path),
      list: (folder) => {
        const absolute = inside(folder)
        return absolute === undefined ? [] : filesBelow(checkout, absolute, '', 0)
      },
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
