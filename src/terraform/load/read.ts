import { readFileSync, realpathSync, statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Location, SourceFile } from '../../source/source-file.ts'

/** Larger files are not configuration; reading them would only cost memory. */
const MAXIMUM_BYTES = 16 * 1024 * 1024

export type Read = { readonly ok: true; readonly file: SourceFile } | { readonly ok: false; readonly reason: string }

/** Paths as they are shown: relative to where the scan was started, with `/`. */
export const displayPath = (cwd: string, path: string): string => {
  const shown = relative(cwd, path)
  return shown === '' ? '.' : sep === '/' ? shown : shown.split(sep).join('/')
}

const explain = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
      return 'it may not be read'
    case 'EISDIR':
      return 'it is a folder'
    default:
      return `it cannot be read (${code ?? 'unknown error'})`
  }
}

/** The text of a UTF-8 file without its byte order mark. Never throws. */
export const readText = (path: string, cwd: string): Read => {
  try {
    const stats = statSync(path)
    // A pipe or a device may never end.
    if (!stats.isFile() && !stats.isDirectory()) return { ok: false, reason: 'it is no file' }
    if (stats.size > MAXIMUM_BYTES) return { ok: false, reason: `it is larger than ${MAXIMUM_BYTES / 1024 / 1024} MiB` }
    const text = readFileSync(path, 'utf8')
    return { ok: true, file: { path: displayPath(cwd, path), text: text.startsWith('\uFEFF') ? text.slice(1) : text } }
  } catch (error) {
    return { ok: false, reason: explain(error) }
  }
}

/** The bytes of a file, for hashes and base64. Never throws. */
export const readBytes = (path: string): Buffer | undefined => {
  try {
    const stats = statSync(path)
    return stats.isFile() && stats.size <= MAXIMUM_BYTES ? readFileSync(path) : undefined
  } catch {
    return undefined
  }
}

/** A place for trouble with a file as a whole, which was not read. */
export const wholeFile = (path: string, cwd: string): Location => ({
  file: { path: displayPath(cwd, path), text: '' },
  start: 0,
  end: 0,
})

/** Whether there is a folder, also through a link. */
export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Whether there is a file, also through a link. */
export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Where a path leads when symbolic links are followed; the path itself if there is nothing. */
export const realPath = (path: string): string => {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
