import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Statement } from '../ir.ts'
import { callOf, nameOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Unit } from './unit.ts'

/** Where a part of a file stands while it is lowered. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly unit: Unit
  /** The modules inside the file that are around, outermost first: `mod inner { … }`. */
  readonly path: readonly string[]
  /** The name of the type that `Self` is. */
  readonly owner: string | null
  readonly scope: Scope
  /** Statements that an expression needs before it: branches whose value it is, bodies of blocks. */
  readonly sink: Statement[]
  readonly parts: Parts
}

/** The parts of the front end call each other through this, so that they need not import each other. */
export interface Parts {
  readonly expression: (node: SyntaxNode, lowering: Lowering) => Expression
  readonly statement: (node: SyntaxNode, lowering: Lowering) => readonly Statement[]
  readonly items: (nodes: readonly SyntaxNode[], lowering: Lowering) => readonly Statement[]
  readonly name: (name: string, at: Span, lowering: Lowering) => Expression
}

export interface Scope {
  readonly names: Set<string>
  readonly parent: Scope | null
}

export const innerScope = (lowering: Lowering): Lowering => ({ ...lowering, scope: { names: new Set(), parent: lowering.scope } })

export const isVariable = (scope: Scope, name: string): boolean => {
  for (let at: Scope | null = scope; at !== null; at = at.parent) if (at.names.has(name)) return true
  return false
}

/** What it is if it is there: `?`, `unwrap`. */
export const presentOf = (value: Expression, node: Span): Expression =>
  value.kind === 'literal' ? value : callOf(nameOf('present$', node), [value], node)

/** Children that mean something: comments and attributes stand anywhere. */
export const partsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter(
    (child) => child.named && !/^(?:line_comment|block_comment|attribute_item|inner_attribute_item)$/.test(child.type),
  )

export const fieldOf = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((child) => child.field === field)
