import type { Location } from '../../../source/source-file.ts'
import type { ClassExpression, FunctionExpression, Member, Module } from '../../ir.ts'
import type { Expression } from '../../storage-call.ts'
import type { Guard } from './guard.ts'

/** What a program's expression may be at run time. Records, classes and scopes are changed only through the heap. */
export type Value =
  | TextValue
  | ConstantValue
  | RecordValue
  | FunctionValue
  | ClassValue
  | ModuleValue
  | EnvironmentValue
  | ExternalValue
  | MethodValue
  | AlternativesValue
  | OpaqueValue

/** A string, or a part of the event of which only its path is known: such a part may also be an object or a list. */
export interface TextValue {
  readonly kind: 'text'
  readonly expression: Exclude<Expression, { kind: 'alternatives' | 'opaque' }>
}

export interface ConstantValue {
  readonly kind: 'constant'
  readonly value: number | boolean | null
}

/** Where values are kept under names: the entries of an object, the bindings of a scope. */
export interface Slots extends Map<string, Value> {
  /** Counts up with every `Slots` that is made: see `Heap`. */
  readonly born: number
}

let births = 0

/** What the next `Slots` will be older than. */
export const youngest = (): number => births

export const createSlots = (entries: Iterable<readonly [string, Value]> = []): Slots => {
  births += 1
  return Object.assign(new Map(entries), { born: births })
}

/** Objects, dictionaries, instances (with a class), lists, tuples and sets. Has an identity: two of the same entries differ. */
export interface RecordValue {
  readonly kind: 'record'
  readonly shape: 'object' | 'list'
  /** A list's elements are under `0`, `1`, …; entries whose key is not known are joined under `anyKey`. */
  readonly slots: Slots
  readonly class: ClassValue | null
  /** Where an entry is looked up that it does not have itself: a prototype. */
  readonly parent: Value | null
  /** What is known of a library's type whose literal it is: `s3.PutObjectInput`. */
  readonly type: ExternalValue | null
}

export const anyKey = '\u0000any'

/** What an object of a library's type was read from: its fields are the fields of that. */
export const sourceKey = '\u0000source'

/** The name of the argument that is a block, in languages that have one. */
export const blockName = '&'

export interface FunctionValue {
  readonly kind: 'function'
  readonly code: FunctionExpression
  readonly module: ModuleInstance
  readonly scope: Scope
  /** Arguments that it was given before it is called: the receiver of a method, those of `partial`. */
  readonly bound: readonly Value[]
  readonly boundNamed: ReadonlyMap<string, Value>
  readonly this: Value | null
  /** The class whose member it is, for `super`. */
  readonly home: ClassValue | null
  /** Properties of the function itself, `prototype` among them. */
  readonly slots: Slots
  /** Where a `return` goes that is of the function around it. */
  readonly outerReturns?: Value[]
}

export interface ClassValue {
  readonly kind: 'class'
  readonly code: ClassExpression
  readonly module: ModuleInstance
  readonly scope: Scope
  /** Open classes get more of them. */
  readonly bases: Value[]
  readonly metaclass: Value | null
  /** Classes whose methods are called on the class itself. */
  readonly extended: Value[]
  readonly members: Map<string, Member>
  /** Where members are written that are not written with the class. */
  readonly places: Map<Member, Pick<ClassValue, 'module' | 'scope'>>
  /** Methods that decorators of the program have replaced. */
  readonly decorated: Slots
  readonly statics: Slots
}

export interface ModuleValue {
  readonly kind: 'module'
  readonly module: ModuleInstance
  /** As it was imported, and by whom: a name that it does not have may be a module inside it. */
  readonly specifier: string
  readonly importer: ModuleInstance | null
}

/** The environment variables of the function. */
export interface EnvironmentValue {
  readonly kind: 'environment'
}

/** Anything of a library, by the name that the catalogue has for it. */
export interface ExternalValue {
  readonly kind: 'external'
  /** `boto3.client`, `s3.client.put_object`; with `()` for results that the catalogue does not know. */
  readonly type: string
  /** As a user would write it. */
  readonly label: string
  readonly location?: Location
  /** What the calls that made it were given, by the API's names: the bucket of `s3.Bucket("reports")`. */
  readonly bindings: ReadonlyMap<string, Value>
  /** Functions of the program that it was given, and will call with what it is called with: `middy(handler)`. */
  readonly callbacks: readonly Value[]
}

/** A method that the language gives to its own values, or that nothing is known of: `name.lower`, `unknown.put_object`. */
export interface MethodValue {
  readonly kind: 'method'
  readonly receiver: Value
  readonly name: string
}

export interface AlternativesValue {
  readonly kind: 'alternatives'
  readonly options: readonly Value[]
}

export interface OpaqueValue {
  readonly kind: 'opaque'
  /** As `Expression` has it: `it is the result of uuid4()`. */
  readonly why: string
  readonly location?: Location
  readonly parameter?: string
  /** It is true or false by what the environment variables are. */
  readonly guard?: Guard
}

export interface ModuleInstance {
  readonly name: string
  readonly code: Module
  readonly scope: Scope
  /** Null if every name of the scope can be imported. */
  readonly exports: RecordValue | null
  /** Libraries of which every name is in scope: `from pyspark import *`. */
  readonly stars: ExternalValue[]
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'block'
  readonly bindings: Slots
  readonly parent: Scope | null
  /** Names that are bound further out: `global`, `nonlocal`. */
  readonly outer: Map<string, 'module' | 'enclosing'>
}

export const nothing: ConstantValue = { kind: 'constant', value: null }

export const opaque = (why: string, location?: Location): OpaqueValue => ({
  kind: 'opaque',
  why,
  ...(location ? { location } : {}),
})

export const literalText = (text: string, location?: Location): TextValue => ({
  kind: 'text',
  expression: { kind: 'literal', text, ...(location ? { location } : {}) },
})

export const external = (type: string, label: string, location?: Location): ExternalValue => ({
  kind: 'external',
  type,
  label,
  bindings: new Map(),
  callbacks: [],
  ...(location ? { location } : {}),
})

export const record = (shape: RecordValue['shape'], entries: Iterable<readonly [string, Value]> = []): RecordValue => ({
  kind: 'record',
  shape,
  slots: createSlots(entries),
  class: null,
  parent: null,
  type: null,
})

export const list = (elements: readonly Value[], rest?: Value): RecordValue => {
  const made = record(
    'list',
    elements.map((element, index) => [String(index), element] as const),
  )
  if (rest) made.slots.set(anyKey, rest)
  return made
}

export const createScope = (kind: Scope['kind'], parent: Scope | null): Scope => ({
  kind,
  parent,
  bindings: createSlots(),
  outer: new Map(),
})
