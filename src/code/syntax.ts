import type { Language, Tree, TreeCursor } from 'web-tree-sitter'
import type { Span } from '../source/source-file.ts'
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

const kindAt = (cursor: TreeCursor, kinds: Map<number, NodeKind>): NodeKind => {
  const id = cursor.nodeTypeId
  const known = kinds.get(id)
  if (known) return known
  const { nodeType: type, nodeIsNamed: named } = cursor
  const kind = { type, named, isPunctuation: !named && punctuation.has(type) }
  kinds.set(id, kind)
  return kind
}

interface Copying {
  readonly cursor: TreeCursor
  readonly fields: readonly (string | null)[]
  readonly kinds: Map<number, NodeKind>
  readonly errors: Span[]
}

/** Copies a tree out of the parser's memory, in time linear in its size; `errors` receives what does not parse. */
export const copyTree = (tree: Tree, errors: Span[]): SyntaxNode => {
  const cursor = tree.walk()
  const { language } = tree
  const copying = { cursor, fields: language.fields, kinds: kindsOf(language, () => new Map()), errors }
  const root = copyNode(copying, kindAt(cursor, copying.kinds), 0, 0)
  cursor.delete()
  return root
}

const copyNode = (copying: Copying, kind: NodeKind, field: number, depth: number): SyntaxNode => {
  const { cursor, kinds, errors } = copying
  const type = depth > deepest ? 'ERROR' : kind.type
  const start = cursor.startIndex
  const end = cursor.endIndex
  const node = { type, field: copying.fields[field] ?? null, named: kind.named, start, end, children: childless }
  if (type === 'ERROR' || (start === end && cursor.nodeIsMissing)) errors.push({ start, end })
  if (depth > deepest || !cursor.gotoFirstChild()) return node
  const children: SyntaxNode[] = []
  do {
    const child = kindAt(cursor, kinds)
    const childField = cursor.currentFieldId
    if (childField !== 0 || !child.isPunctuation) children.push(copyNode(copying, child, childField, depth + 1))
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
  if (children.length > 0) node.children = children
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
