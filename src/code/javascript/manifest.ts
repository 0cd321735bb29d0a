import type { CodePackage } from '../program.ts'

/** An object in a JSON file that may have comments and trailing commas; null if it is none. */
export const readJson = (path: string, pkg: CodePackage): Readonly<Record<string, unknown>> | null => {
  const text = pkg.files.get(path)?.()?.text
  if (text === undefined) return null
  try {
    const value: unknown = JSON.parse(withoutComments(text))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

const withoutComments = (text: string): string => {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[^"/]+|\//g) ?? []
  const kept = parts.filter((part) => !part.startsWith('//') && !part.startsWith('/*'))
  // A comma before a closing bracket, in what lies between two strings.
  return kept
    .map((part, index) =>
      part.startsWith('"')
        ? part
        : part
            .replace(/,(\s*)$/, (comma) => (/^\s*[}\]]/.test(kept[index + 1] ?? '') ? '' : comma))
            .replaceAll(/,(\s*[}\]])/g, '$1'),
    )
    .join('')
}

/** A folder and those around it, from the innermost to the repository, which is above the package for a folder of sources. */
export const parentsOf = (folder: string): readonly string[] => {
  const parts = folder.split('/').filter((part) => part !== '')
  const ups = parts.filter((part) => part === '..').length
  const inner = Array.from({ length: parts.length - ups + 1 }, (_, index) => parts.slice(0, parts.length - index).join('/'))
  // Of a layer, or of the repository.
  if (folder.startsWith('/')) return inner.slice(0, -1).map((path) => `/${path}`)
  const outer = Array.from({ length: furthestOut - ups }, (_, index) => '../'.repeat(ups + index + 1).slice(0, -1))
  return [...inner, ...outer]
}

const furthestOut = 8

/** `a/b` and `../c` are `a/c`; a path that leaves the package keeps its `..`. */
export const joinPath = (folder: string, path: string): string => {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue
    const last = parts.at(-1)
    if (part === '..' && last !== undefined && last !== '..') parts.pop()
    else parts.push(part)
  }
  return (folder.startsWith('/') ? '/' : '') + parts.join('/')
}
