import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, FunctionExpression, Pattern, Statement } from '../ir.ts'
import { functionOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Helpers } from './helpers.ts'

/** What the parts of the front end share while they lower one file, so that they need not import each other. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly expression: (node: SyntaxNode) => Expression
  readonly pattern: (node: SyntaxNode) => Pattern
  /** A body: declarations that are hoisted stand first. */
  readonly statements: (nodes: readonly SyntaxNode[]) => readonly Statement[]
  readonly function: (node: SyntaxNode, options?: FunctionOptions) => FunctionExpression
  readonly class: (node: SyntaxNode) => Expression
  /** In an async function that was compiled to a generator, where `yield` is `await`. */
  readonly inAsync: () => Lowering
  readonly isAsync: boolean
  /** Whether a name that is imported is used as a value; always in JavaScript. */
  readonly isValue: (name: string) => boolean
  /** What compilers and bundlers put into the file to join modules. */
  readonly helpers: Helpers
}

export interface FunctionOptions {
  readonly name?: string
  readonly decorators?: readonly Expression[]
  /** Runs before the body: parameter properties. */
  readonly first?: readonly Statement[]
}

export const nothing = (node: Span): Expression => ({ kind: 'literal', value: null, ...spanOf(node) })

/** `const save = async () => {}` is called `save` in traces. */
export const named = (value: Expression, text: string): Expression =>
  (value.kind === 'function' || value.kind === 'class') && value.name === null && /^[\w$#]+$/.test(text)
    ? { ...value, name: text }
    : value

/** What is called, as it is written; `''` for anything longer than a name with its qualifiers. */
export const calleeText = (callee: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): string =>
  callee.end - callee.start <= 100 ? lowering.textOf(callee) : ''

/** An arrow function of these statements. */
export const arrowOf = (body: readonly Statement[], node: Span): FunctionExpression => functionOf(node, null, [], body)

export const shorten = (text: string): string => {
  const line = text.slice(0, 200).replace(/\s+/g, ' ')
  return line.length > 60 || text.length > 200 ? `${line.slice(0, 57)}…` : line
}
