import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import type { Parser } from 'web-tree-sitter'
import type { SourceFile, Span } from '../source/source-file.ts'
import { createCursor } from './cursor.ts'
import grammars from './grammars.json' with { type: 'json' }
import { copyTree, type SyntaxNode } from './syntax.ts'

export interface ParsedFile {
  readonly root: SyntaxNode
  /** What does not parse; the tree around it is usable. */
  readonly errors: readonly Span[]
}

/** Parses a file with a grammar by its name (`python`, `tsx`); the parser and the grammar are loaded when first needed. */
export const loadParser = (grammar: string): Promise<(file: SourceFile) => ParsedFile> => {
  const known = parsers.get(grammar)
  if (known) return known
  const loading = createParser(grammar)
  parsers.set(grammar, loading)
  return loading
}

const parsers = new Map<string, Promise<(file: SourceFile) => ParsedFile>>()

const parse = (parser: Parser, runtime: object, file: SourceFile): ParsedFile => {
  const tree = parser.parse(file.text)
  const errors: Span[] = []
  if (tree === null)
    return { root: { type: 'ERROR', field: null, named: true, start: 0, end: file.text.length, children: [] }, errors }
  const cursor = createCursor(tree, runtime)
  const root = copyTree(cursor, tree.language, errors)
  cursor.delete()
  tree.delete()
  return { root, errors }
}

/** The file of a package that each grammar is. */
const fileOfGrammar: ReadonlyMap<string, string> = new Map(Object.entries(grammars))

const createParser = async (grammar: string): Promise<(file: SourceFile) => ParsedFile> => {
  const { Language, Parser, runtime } = await loadRuntime()
  const parser = new Parser()
  parser.setLanguage(await Language.load(await readAsset(`${grammar}.wasm`, fileOfGrammar.get(grammar) ?? '')))
  return (file) => parse(parser, runtime, file)
}

interface Loaded {
  readonly Language: typeof import('web-tree-sitter').Language
  readonly Parser: typeof import('web-tree-sitter').Parser
  /** What the parser's WebAssembly exports. */
  readonly runtime: object
}

let loaded: Promise<Loaded> | undefined

const loadRuntime = (): Promise<Loaded> => {
  loaded ??= (async () => {
    const [{ Language, Parser }, wasmBinary] = await Promise.all([
      import('web-tree-sitter'),
      readAsset('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'),
    ])
    const runtime = { wasmBinary }
    await Parser.init(runtime)
    return { Language, Parser, runtime }
  })()
  return loaded
}

/** The built tool has its grammars in a folder beside it, large ones packed; a checkout has them in the packages that they come from. */
const readAsset = async (name: string, inPackage: string): Promise<Uint8Array> => {
  const readPlain = (): Promise<Uint8Array> => readFile(new URL(`./grammars/${name}`, import.meta.url))
  const readPacked = async (): Promise<Uint8Array> => gunzipSync(await readFile(new URL(`./grammars/${name}.gz`, import.meta.url)))
  const readInstalled = (): Promise<Uint8Array> => readFile(createRequire(import.meta.url).resolve(inPackage))
  return readPlain().catch(readPacked).catch(readInstalled)
}
