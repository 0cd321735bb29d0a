import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Statement } from '../ir.ts'
import type { SyntaxNode } from '../syntax.ts'

/** Where a part of a file stands while it is lowered. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly unit: Unit
  /** The namespace around, with dots; empty outside of all. */
  readonly namespace: string
  /** The innermost type around, with those around it. */
  readonly owner: TypeInfo | null
  /** Whether there is no `this`. */
  readonly isStatic: boolean
  /** Variables that are in scope here. */
  readonly scope: Scope
  readonly parts: Parts
  /** What the function around returns, as it is declared: `new()` is of that type. */
  readonly returns?: SyntaxNode | undefined
}

/** The parts of the front end call each other through this, so that they need not import each other. */
export interface Parts {
  readonly expression: (node: SyntaxNode, lowering: Lowering) => Expression
  /** A value where a type is expected: `new()` and `{ … }` are of that type. */
  readonly typed: (node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering) => Expression
  readonly statement: (node: SyntaxNode, lowering: Lowering) => readonly Statement[]
  /** The statements of a block, in a scope of their own. */
  readonly block: (node: SyntaxNode | undefined, lowering: Lowering) => readonly Statement[]
}

/** What `using` says in a file, but for namespaces, which the resolver knows. */
export interface Unit {
  /** `using Alias = Full.Name`. */
  readonly aliases: ReadonlyMap<string, string>
  /** Types of `using static`. */
  readonly statics: readonly string[]
}

/** A variable with the type that it was declared with, as it is written. */
export interface Scope {
  readonly names: Map<string, Variable>
  readonly parent: Scope | null
}

export interface Variable {
  readonly type: string | null
  /** It is an entry of a dictionary: `entry.Key` is the first of a pair, `entry.Value` the second. */
  readonly isEntry?: boolean
}

export interface TypeInfo {
  /** `Acme.Exports.Function`, `Acme.Exports.Outer.Inner`. */
  readonly name: string
  readonly simpleName: string
  readonly node: SyntaxNode
  readonly namespace: string
  /** Fields, properties, events, methods and nested types of this part of it. */
  readonly members: ReadonlyMap<string, MemberInfo>
  readonly nested: ReadonlySet<string>
  /** Parameters of its primary constructor. */
  readonly parameters: readonly SyntaxNode[]
  readonly isPartial: boolean
  /** Whether it may have members that are written elsewhere. */
  readonly inherits: boolean
  /** Names of its type parameters. */
  readonly generics: ReadonlySet<string>
  readonly outer: TypeInfo | null
}

export interface MemberInfo {
  readonly isStatic: boolean
  readonly type: string | null
}

export const modifiersOf = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): ReadonlySet<string> =>
  new Set(node.children.filter((child) => child.type === 'modifier').map(lowering.textOf))

/** The names of its attributes, without their arguments. */
export const attributesOf = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): readonly string[] =>
  node.children
    .filter((child) => child.type === 'attribute_list')
    .flatMap((list) => list.children.filter((child) => child.type === 'attribute'))
    .flatMap((attribute) => attribute.children.filter((child) => child.field === 'name'))
    .map((name) => lowering.textOf(name).replace(/^.*\.|<.*$/g, ''))

export const innerScope = (lowering: Lowering): Lowering => ({ ...lowering, scope: { names: new Map(), parent: lowering.scope } })

export const declare = (lowering: Lowering, name: string, variable: Variable = { type: null }): void => {
  lowering.scope.names.set(name, variable)
}

export const variableIn = (scope: Scope, name: string): Variable | undefined => {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const variable = at.names.get(name)
    if (variable !== undefined) return variable
  }
  return undefined
}

export const ownersFrom = (lowering: Pick<Lowering, 'owner'>): readonly TypeInfo[] => {
  const owners: TypeInfo[] = []
  for (let at = lowering.owner; at; at = at.outer) owners.push(at)
  return owners
}
