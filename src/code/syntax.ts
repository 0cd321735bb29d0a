import type { Tree, TreeCursor } from 'web-tree-sitter'
import type { Span } from '../source/source-file.ts'

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

/** Copies a tree out of the parser's memory, in time linear in its size; `errors` receives what does not parse. */
export const copyTree = (tree: Tree, errors: Span[]): SyntaxNode => {
  const cursor = tree.walk()
  const root = copyNode(cursor, 0, errors)
  cursor.delete()
  return root
}

const copyNode = (cursor: TreeCursor, depth: number, errors: Span[]): SyntaxNode => {
  const type = depth > deepest ? 'ERROR' : cursor.nodeType
  const start = cursor.startIndex
  const node = {
    type,
    field: cursor.currentFieldName,
    named: cursor.nodeIsNamed,
    start,
    end: cursor.endIndex,
    children: [] as SyntaxNode[],
  }
  if (type === 'ERROR' || (start === node.end && cursor.nodeIsMissing)) errors.push({ start, end: node.end })
  if (depth > deepest || !cursor.gotoFirstChild()) return node
  do {
    if (cursor.nodeIsNamed || cursor.currentFieldId !== 0 || !punctuation.has(cursor.nodeType)) {
      node.children.push(copyNode(cursor, depth + 1, errors))
    }
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
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
