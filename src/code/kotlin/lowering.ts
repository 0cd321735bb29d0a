import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Statement } from '../ir.ts'
import { assignmentOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Unit } from './unit.ts'

/** Where a part of a file stands while it is lowered. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly unit: Unit
  /** The innermost class around, with those around it. */
  readonly owner: ClassInfo | null
  /** Whether there is no instance: in a companion, or outside of all classes. */
  readonly isStatic: boolean
  readonly scope: Scope
  /** What `this` and plain names may mean besides the class: receivers of extensions and lambdas, the innermost last. */
  readonly receivers: readonly Receiver[]
  /** Statements that an expression needs before it: branches whose value it is, bodies of inlined lambdas. */
  readonly sink: Statement[]
  /** Labels of inlined loops: `return@forEach` goes on with the next element. */
  readonly loops: ReadonlySet<string>
  readonly parts: Parts
}

/** The parts of the front end call each other through this, so that they need not import each other. */
export interface Parts {
  readonly expression: (node: SyntaxNode, lowering: Lowering) => Expression
  readonly statement: (node: SyntaxNode, lowering: Lowering) => readonly Statement[]
  /** The full name of something in a package: `java.util.UUID.randomUUID`. */
  readonly qualified: (node: SyntaxNode, lowering: Lowering) => Expression | undefined
  readonly isVariable: (name: string, lowering: Lowering) => boolean
  readonly name: (name: string, at: Span, lowering: Lowering) => Expression
  readonly type: (node: SyntaxNode, lowering: Lowering) => Expression
  readonly localClass: (node: SyntaxNode, lowering: Lowering) => Expression
}

/** Variables by their names, with the name that the IR has for each. */
export interface Scope {
  readonly names: Map<string, string>
  readonly parent: Scope | null
}

export interface Receiver {
  readonly variable: string
  /** Of a lambda that may have none: `putObject { bucket = … }`, as opposed to `apply { … }`. */
  readonly isGuess: boolean
}

export interface ClassInfo {
  /** Its only name in the file: `Outer$Inner`. */
  readonly name: string
  readonly node: SyntaxNode
  readonly body: readonly SyntaxNode[]
  readonly isObject: boolean
  readonly isEnum: boolean
  /** Its own members, and whether they belong to the class as its companion's do. */
  readonly members: ReadonlyMap<string, { readonly isStatic: boolean }>
  readonly nested: ReadonlyMap<string, string>
  /** Whether it extends a class, of which it may have members. */
  readonly inherits: boolean
  readonly outer: ClassInfo | null
}

export const innerScope = (lowering: Lowering): Lowering => ({ ...lowering, scope: { names: new Map(), parent: lowering.scope } })

export const declareName = (lowering: Lowering, name: string, variable = name): string => {
  lowering.scope.names.set(name, variable)
  return variable
}

export const variableOf = (scope: Scope, name: string): string | undefined => {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const variable = at.names.get(name)
    if (variable !== undefined) return variable
  }
  return undefined
}

/** A name as it is written, without the backticks of one that is a keyword. */
export const plainText = (node: Span, { textOf }: Pick<Lowering, 'textOf'>): string => textOf(node).replaceAll('`', '')

export const assigned = (place: Expression, value: Expression, node: Span): Statement => ({
  kind: 'expression',
  expression: assignmentOf(place, value, node),
  ...spanOf(node),
})
