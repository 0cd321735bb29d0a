import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Argument, CallExpression, Expression, FunctionExpression, NameExpression, Pattern, Statement } from '../ir.ts'
import { literalOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'

/** The local variables of a method or a block; a block sees those around it. */
export interface Locals {
  readonly names: Set<string>
  readonly around: Locals | null
}

/** Where in a program something is written. */
export interface Place {
  readonly locals: Locals
  /** The names of the classes and modules around it: `["Reports", "Store"]`. */
  readonly nesting: readonly string[]
  /** The method around it; null in a class's or a file's body. */
  readonly method: { readonly name: string; readonly isStatic: boolean; readonly parameters: readonly SyntaxNode[] } | null
  /** What `next` and `break` are of, and `return`: a block's `return` leaves the method around it. */
  readonly inside: 'method' | 'block' | 'lambda' | 'loop' | 'loop in block'
}

/** What becomes of the value of the last statement. */
export type Tail = 'drop' | 'return' | { readonly name: string }

/** What the parts of the front end share while they lower one file, so that they need not import each other. */
export interface Lowering {
  readonly file: SourceFile
  readonly place: Place
  /** By where a heredoc begins: its body. */
  readonly heredocs: ReadonlyMap<number, SyntaxNode>
  readonly textOf: (node: Span) => string
  readonly expression: (node: SyntaxNode) => Expression
  readonly statements: (nodes: readonly SyntaxNode[], tail: Tail) => readonly Statement[]
  readonly pattern: (node: SyntaxNode) => Pattern
  /** A method; also where it is written inside a call: `private def x`. */
  readonly method: (node: SyntaxNode) => FunctionExpression
  readonly block: (node: SyntaxNode, isLambda: boolean) => FunctionExpression
  /** The same file, seen from another place. */
  readonly at: (place: Partial<Place>) => Lowering
}

export const newLocals = (around: Locals | null): Locals => ({ names: new Set(), around })

export const isLocal = (locals: Locals | null, name: string): boolean =>
  locals !== null && (locals.names.has(name) || isLocal(locals.around, name))

/** A method of the receiver or of the program, which is called without a receiver. */
export const methodName = (node: Span, name: string): NameExpression => ({ kind: 'name', name, find: 'method', ...spanOf(node) })

export const plain = (value: Expression): Argument => ({ name: null, spread: null, value })

export const callOf = (node: Span, callee: Expression, args: readonly Argument[], isNew = false): CallExpression => ({
  kind: 'call',
  callee,
  arguments: args,
  isNew,
  ...spanOf(node),
})

export const memberCall = (
  node: Span,
  object: Expression,
  name: string,
  args: readonly Argument[],
  nameSpan: Span = node,
): CallExpression => callOf(node, { kind: 'member', object, name, nameSpan: spanOf(nameSpan), ...spanOf(node) }, args)

/** Statements where a value is asked for: they leave it in a name that no program has. */
export const asExpression = (node: SyntaxNode, lower: (tail: Tail) => readonly Statement[]): Expression => {
  const name = `%${node.start}`
  return {
    kind: 'statements',
    body: [
      { kind: 'declare', scope: 'function', pattern: nameOf(name, node), value: literalOf(null, node), ...spanOf(node) },
      ...lower({ name }),
    ],
    value: nameOf(name, node),
    ...spanOf(node),
  }
}

/** The statement that leaves a value where it is asked for. */
export const finish = (node: Span, value: Expression, tail: Tail): Statement => {
  if (tail === 'drop') return { kind: 'expression', expression: value, ...spanOf(node) }
  if (tail === 'return') return { kind: 'return', value, ...spanOf(node) }
  return { kind: 'declare', scope: 'function', pattern: nameOf(tail.name, node), value, ...spanOf(node) }
}

export const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
