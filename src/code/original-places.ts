import { type Location, positionAt, type SourceFile } from '../source/source-file.ts'
import { distinctCalls } from './flow/writes/distinct-calls.ts'
import type { SourceMaps } from './package/package-source.ts'
import type { ProgramAnalysis } from './storage-call.ts'

/**
 * An analysis with the places in bundles replaced by those in the sources that the bundles were made from, where these are in the
 * repository and have not changed since. What reads source maps is loaded with the first of them.
 */
export const withOriginalPlaces = async (analysis: ProgramAnalysis, maps: SourceMaps): Promise<ProgramAnalysis> => {
  const originals = new Map<SourceFile, ((location: Location) => Location) | null>()
  for (const file of filesIn(analysis)) {
    const map = /\.[cm]?js$/.test(file.path) ? maps.mapOf(file) : undefined
    originals.set(file, map === undefined ? null : await originalsBy(map, file, maps))
  }
  if ([...originals.values()].every((original) => original === null)) return analysis
  const moved = (location: Location): Location => originals.get(location.file)?.(location) ?? location
  const mapped = movedWithin(analysis, moved) as ProgramAnalysis
  // A bundle and its sources, both read, say the same of one place.
  return { ...mapped, calls: distinctCalls(mapped.calls) }
}

const isLocation = (value: object): value is Location => 'file' in value && 'start' in value && 'end' in value

const filesIn = (analysis: ProgramAnalysis): ReadonlySet<SourceFile> => {
  const files = new Set<SourceFile>()
  movedWithin(analysis, (location) => {
    files.add(location.file)
    return location
  })
  return files
}

/** A copy in which every location has been moved. */
const movedWithin = (value: unknown, move: (location: Location) => Location): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => movedWithin(each, move))
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, movedWithin(each, move)]))
  if (isLocation(value)) return move(value)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, movedWithin(each, move)]))
}

const originalsBy = async (
  text: string,
  file: SourceFile,
  maps: SourceMaps,
): Promise<((location: Location) => Location) | null> => {
  const { AnyMap, originalPositionFor, sourceContentFor } = await import('@jridgewell/trace-mapping')
  try {
    const map = new AnyMap(text)
    const sources = new Map<string, SourceFile | undefined>()
    const sourceOf = (name: string): SourceFile | undefined => {
      if (!sources.has(name)) sources.set(name, maps.sourceOf(file, name, sourceContentFor(map, name)))
      return sources.get(name)
    }
    const original = (offset: number) => {
      const { line, column } = positionAt(file, offset)
      const found = originalPositionFor(map, { line, column: column - 1 })
      const source = found.source === null ? undefined : sourceOf(found.source)
      return source && found.line !== null ? { source, offset: offsetAt(source, found.line, found.column) } : undefined
    }
    return (location) => {
      const start = original(location.start)
      if (start?.offset === undefined) return location
      const end = original(location.end)
      const isEnd = end?.source === start.source && end.offset !== undefined && end.offset > start.offset
      return {
        file: start.source,
        start: start.offset,
        end: (isEnd ? end.offset : undefined) ?? endOfWord(start.source, start.offset),
      }
    }
  } catch {
    // It is no source map: the bundle is what there is to show.
    return null
  }
}

/** Undefined for a line that the file does not have. */
const offsetAt = ({ text }: SourceFile, line: number, column: number): number | undefined => {
  let start = 0
  for (let at = 1; at < line; at++) {
    start = text.indexOf('\n', start) + 1
    if (start === 0) return undefined
  }
  const end = text.indexOf('\n', start)
  return Math.min(start + column, end === -1 ? text.length : end)
}

const endOfWord = ({ text }: SourceFile, start: number): number => {
  const word = /[\w$.]*/y
  word.lastIndex = start
  return start + (word.exec(text)?.[0].length ?? 0)
}
