import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Statement } from '../ir.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Unit } from './unit.ts'

/** Where a part of a file stands while it is lowered. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly unit: Unit
  /** The innermost class around, with those around it. */
  readonly owner: ClassInfo | null
  /** Whether there is no `this`. */
  readonly isStatic: boolean
  /** Variables that are in scope here. */
  readonly scope: Scope
  readonly parts: Parts
}

/** The parts of the front end call each other through this, so that they need not import each other. */
export interface Parts {
  readonly expression: (node: SyntaxNode, lowering: Lowering) => Expression
  /** The statements of a block, in a scope of their own. */
  readonly block: (node: SyntaxNode | undefined, lowering: Lowering) => readonly Statement[]
  /** A class inside an expression or a block. */
  readonly localClass: (node: SyntaxNode, name: string, base: Expression | null, lowering: Lowering) => Expression
}

/** A variable with the type that it was declared with, as it is written. */
export interface Scope {
  readonly names: Map<string, string | null>
  readonly parent: Scope | null
}

export interface ClassInfo {
  /** Its only name in the file: `Outer$Inner`. */
  readonly name: string
  readonly node: SyntaxNode
  readonly body: SyntaxNode | undefined
  /** `local` and anonymous classes see the variables around them. */
  readonly place: 'member' | 'local'
  /** A class inside a class, with an instance of that around it. */
  readonly isInner: boolean
  readonly fields: ReadonlyMap<string, { readonly isStatic: boolean; readonly type: string | null }>
  readonly methods: ReadonlyMap<string, MethodInfo>
  readonly nested: ReadonlyMap<string, string>
  /** Whether it may have members that are written elsewhere. */
  readonly inherits: boolean
  readonly outer: ClassInfo | null
}

export interface MethodInfo {
  readonly isStatic: boolean
  /** How many arguments it takes; null if there are several of its name that differ in that. */
  readonly arity: number | null
}

export const modifiersOf = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): ReadonlySet<string> => {
  const modifiers = node.children.find((child) => child.type === 'modifiers')
  return new Set(modifiers?.children.filter((child) => !child.named).map(lowering.textOf) ?? [])
}

/** The names of its annotations, without their arguments. */
export const annotationsOf = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): ReadonlySet<string> => {
  const modifiers = node.children.find((child) => child.type === 'modifiers')
  const names = modifiers?.children.flatMap((child) => child.children.find((part) => part.field === 'name') ?? []) ?? []
  return new Set(names.map((name) => lowering.textOf(name).replace(/^.*\./, '')))
}

export const innerScope = (lowering: Lowering): Lowering => ({ ...lowering, scope: { names: new Map(), parent: lowering.scope } })

export const declare = (lowering: Lowering, name: string, type: string | null = null): void => {
  lowering.scope.names.set(name, type)
}

/** The declared type of a variable, null if it has none, undefined if there is no such variable. */
export const variableType = (scope: Scope, name: string): string | null | undefined => {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const type = at.names.get(name)
    if (type !== undefined) return type
  }
  return undefined
}

/** The name of the variable that holds the instance around a local or inner class. */
export const instanceName = (owner: Pick<ClassInfo, 'name'>): string => `${owner.name}$this`
