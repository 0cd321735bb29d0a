import type { SourceFile } from '../source/source-file.ts'
import type { Module } from './ir.ts'
import { oncePer } from './once-per.ts'
import { loadParser, type ParsedFile } from './parser.ts'
import type { CodePackage, LanguageFrontEnd } from './program.ts'
import { createRecent, type Recent } from './recent.ts'

/** The module that a file of the package is; undefined for one that cannot be read, or not yet. */
export type ParseModule = (path: string) => Module | undefined

interface Parsed {
  readonly pkg: CodePackage
  readonly frontEnd: LanguageFrontEnd
  /** The files that are parsed first: their grammars are loaded before the first run. */
  readonly paths: readonly string[]
}

/**
 * What `run` gives with all the grammars that it needs. Imports are followed while a program is run: where one needs a
 * further grammar, it is run once more.
 */
export const withParsers = async <T>({ pkg, frontEnd, paths }: Parsed, run: (parseModule: ParseModule) => T): Promise<T> => {
  const parsers: Parsers = new Map()
  const missing = new Set(paths.map(frontEnd.grammarOf).filter((grammar) => grammar !== null))
  for (;;) {
    for (const grammar of missing) parsers.set(grammar, await loadParser(grammar))
    missing.clear()
    const found = run((path) => parseWith(parsers, missing, frontEnd, pkg, path))
    if (missing.size === 0) return found
  }
}

type Parsers = Map<string, Awaited<ReturnType<typeof loadParser>>>

/** In characters of the programs: their modules take some thirty times as much. */
const mostKept = 4_000_000

/** Functions often share a package, and packages share files: a file is read and parsed once, unless it was long ago. */
const lowered = oncePer<LanguageFrontEnd, Recent<SourceFile, Module>>()

const parseWith = (
  parsers: Parsers,
  missing: Set<string>,
  frontEnd: LanguageFrontEnd,
  pkg: CodePackage,
  path: string,
): Module | undefined => {
  const file = pkg.files.get(path)?.()
  if (!file) return undefined
  const cache = lowered(frontEnd, () => createRecent(mostKept))
  const known = cache.get(file)
  if (known) return known
  const grammar = frontEnd.grammarOf(path)
  const parse = grammar === null ? null : parsers.get(grammar)
  if (grammar !== null && !parse) missing.add(grammar)
  if (parse === undefined) return undefined
  const given = frontEnd.prepare ? { ...file, text: frontEnd.prepare(file.text, path) } : file
  const parsed: ParsedFile | null = parse === null ? null : parse(given)
  const module = frontEnd.lower(file, parsed)
  cache.add(file, module, file.text.length)
  return module
}
