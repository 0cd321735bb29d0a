import type { Language } from 'web-tree-sitter'
import type { Span } from '../source/source-file.ts'
import type { Cursor } from './cursor.ts'
import { oncePer } from './once-per.ts'

/**
 * A syntax tree as plain data: a node of the parser's own costs a call into WebAssembly for each question.
 * Punctuation (brackets, commas, …) is left out; keywords and operators are there, with `named: false`.
 */
export interface SyntaxNode extends Span {
  /** Of the grammar: `call`, `identifier`; `ERROR` for what does not parse or is nested too deeply to follow. */
  readonly type: string
  /** The grammar's name for its role in the parent: `function`, `left`. */
  readonly field: string | null
  readonly named: boolean
  readonly children: readonly SyntaxNode[]
}

const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', ';', ':', '.', '"', "'"])

/** Deeper than any program that a person wrote, and shallow enough for walking it by recursion. */
const deepest = 400

const childless: SyntaxNode[] = []

/** What all nodes of a type have in common. */
interface NodeKind {
  readonly type: string
  readonly named: boolean
  readonly isPunctuation: boolean
}

/** By the language's number of the type: each question to the parser is a call into WebAssembly, and most of the time. */
const kindsOf = oncePer<Language, Map<number, NodeKind>>()

const kindAt = ({ cursor, kinds, language }: Copying): NodeKind => {
  const id = cursor.typeId()
  const known = kinds.get(id)
  if (known) return known
  const type = language.types[id] ?? 'ERROR'
  const named = language.nodeTypeIsNamed(id)
  const kind = { type, named, isPunctuation: !named && punctuation.has(type) }
  kinds.set(id, kind)
  return kind
}

interface Copying {
  readonly cursor: Cursor
  readonly language: Language
  readonly fields: readonly (string | null)[]
  readonly kinds: Map<number, NodeKind>
  readonly errors: Span[]
  /** Nodes whose parents are not complete: a list that is filled one by one has room for many more, of which a tree has thousands. */
  readonly open: SyntaxNode[]
}

/** Copies a tree out of the parser's memory, in time linear in its size; `errors` receives what does not parse. */
export const copyTree = (cursor: Cursor, language: Language, errors: Span[]): SyntaxNode => {
  const kinds = kindsOf(language, () => new Map())
  const copying = { cursor, language, fields: language.fields, kinds, errors, open: [] }
  return copyNode(copying, kindAt(copying), 0, 0)
}

const copyNode = (copying: Copying, kind: NodeKind, field: number, depth: number): SyntaxNode => {
  const { cursor, errors, open } = copying
  const type = depth > deepest ? 'ERROR' : kind.type
  const start = cursor.start()
  const end = cursor.end()
  const node = { type, field: copying.fields[field] ?? null, named: kind.named, start, end, children: childless }
  if (type === 'ERROR' || (start === end && cursor.isMissing())) errors.push({ start, end })
  if (depth > deepest || !cursor.gotoFirstChild()) return node
  const first = open.length
  do {
    const child = kindAt(copying)
    const childField = cursor.fieldId()
    if (childField !== 0 || !child.isPunctuation) open.push(copyNode(copying, child, childField, depth + 1))
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
  if (open.length > first) node.children = open.splice(first)
  return node
}

export const childOf = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((child) => child.field === field)

export const childrenOf = (node: SyntaxNode, field: string): readonly SyntaxNode[] =>
  node.children.filter((child) => child.field === field)

/** The first child of a type, for children that have no field. */
export const childOfType = (node: SyntaxNode, type: string): SyntaxNode | undefined =>
  node.children.find((child) => child.type === type)

/** Without comments, which stand anywhere. */
export const namedChildren = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((child) => child.named && child.type !== 'comment')
