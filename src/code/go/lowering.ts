import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Argument, Expression, FunctionExpression, Pattern, Statement } from '../ir.ts'
import { spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Facts } from './facts.ts'

/** What the parts of the front end share while they lower one file, so that they need not import each other. */
export interface Lowering {
  readonly file: SourceFile
  readonly facts: Facts
  readonly textOf: (node: Span) => string
  readonly expression: (node: SyntaxNode) => Expression
  /** The statements of a block, in the scope that it is in. */
  readonly statements: (node: SyntaxNode | undefined) => readonly Statement[]
  /** A function's parameters and body; `receiver` is a method's. */
  readonly function: (node: SyntaxNode, receiver?: SyntaxNode) => FunctionExpression
  /** The results of the function that is being lowered. */
  readonly results: Results
  readonly within: (results: Results) => Lowering
}

export interface Results {
  /** For a `return` without values. */
  readonly names: readonly string[]
  /** The last one is an error, with which the others are not used. */
  readonly canFail: boolean
}

export const argument = (value: Expression, spread: Argument['spread'] = null): Argument => ({ name: null, spread, value })

/** A new name in the scope that it stands in. */
export const declare = (node: Span, pattern: Pattern, value: Expression | null, type?: Expression): Statement => ({
  kind: 'declare',
  scope: 'block',
  pattern,
  value,
  ...(type ? { type } : {}),
  ...spanOf(node),
})

export const blockOf = (node: Span, body: readonly Statement[]): Statement => ({ kind: 'block', body, ...spanOf(node) })

/** A method of this name is no constructor, which Go has none of. */
export const memberName = (text: string): string => (text === 'constructor' ? 'constructor()' : text)
