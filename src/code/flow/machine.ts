import type { Location, Span } from '../../source/source-file.ts'
import type { Library } from '../catalog/library.ts'
import type { Expression, Pattern, Statement } from '../ir.ts'
import type { CodePackage, LanguageFrontEnd } from '../program.ts'
import type { StorageCall } from '../storage-call.ts'
import type { Guard } from './values/guard.ts'
import type { Heap, State } from './values/heap.ts'
import type { ClassValue, ExternalValue, FunctionValue, ModuleInstance, RecordValue, Scope, Slots, Value } from './values/value.ts'
import type { NotedCredentials } from './writes/assumed-role.ts'

/** One run of the analysis over one program. What its parts share, so that they need not import each other. */
export interface Machine {
  readonly pkg: CodePackage
  readonly frontEnd: LanguageFrontEnd
  readonly library: Library
  readonly heap: Heap
  /** The conditions on environment variables that what is being run is behind. */
  readonly guards: Guard[]
  /** The functions that are being run, from the handler inwards. */
  readonly frames: Frame[]
  readonly modules: Map<string, ModuleInstance>
  /** What all modules share, and `this` at their top level, in languages that have it. */
  readonly shared: { readonly scope: Scope; readonly main: RecordValue } | null
  readonly parseModule: (path: string) => ModuleInstance['code'] | undefined
  /** Variables that the program sets itself. */
  readonly environment: Slots
  /** By the path of calls that led to it, so that a loop's second round replaces its first. */
  readonly calls: Map<string, StorageCall>
  /** How often each place has been called. */
  readonly ways: Map<string, number>
  /** The calls that a library's object stands for, by the keys of `calls`. */
  readonly callsOf: WeakMap<ExternalValue, readonly string[]>
  /** Whose credentials each of `calls` is made with. */
  readonly credentials: Map<string, NotedCredentials>
  readonly reasons: Set<string>
  /** What the files of variables (`.env`) say that the program has loaded. */
  readonly variables: Map<string, StorageCall['bucket']>
  /** Imported modules that are no public library and could not be found, and why. */
  readonly unreadImports: Map<string, string>
  /** The reasons among these that have been told. */
  readonly notedImports: Set<string>
  /** By the file of a module that is not in the package: where it was found, and the import. */
  readonly takenModules: Map<string, TakenModule>
  /** Of the program's own files: members that the user has said the calls of, with the catalogue's names for them. */
  readonly addedMembers: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Functions that a library was given at module level, to be called at the end if nothing else has called them. */
  readonly given: Map<FunctionValue['code'], Given>
  readonly invoked: Set<FunctionValue['code']>
  /** Classes of the program that a library may call methods of. */
  readonly frameworkClasses: Map<ClassValue, Value>
  steps: number
  /** Loops that are being run inside each other. */
  loops: number
  /** Expressions and statements that are being evaluated inside each other. */
  nesting: number
  certainty: StorageCall['certainty']

  readonly evaluate: (expression: Expression, context: Context) => Value
  readonly execute: (statements: readonly Statement[], context: Context) => Completion
  /** `site` is where it is called. */
  readonly call: (callee: Value, args: Arguments, site: CallSite) => Value
  /** A function of the program, called from library code or by being read. */
  readonly callFunction: (fn: FunctionValue, args: Arguments, location: Location) => Value
  readonly memberOf: (object: Value, name: string, location: Location | undefined) => Value
  /** The entry under a key; undefined for one that is not known. */
  readonly entryOf: (object: Value, key: string | undefined, location: Location | undefined) => Value
  readonly setEntry: (object: Value, key: string | undefined, value: Value) => void
  readonly importModule: (name: string, from: ModuleInstance, location: Location) => Value
  /** The value, or another one if it is not set. */
  readonly orElse: (value: Value, otherwise: Value) => Value
  /** What decorators make of a function or a class. */
  readonly decorate: (value: Value, decorators: readonly Expression[], context: Context) => Value
  /** A module inside another one, if there is such a module. */
  readonly submodule: (name: string, importer: ModuleInstance) => Value | undefined
  readonly bind: (pattern: Pattern, value: Value, context: Context, how: 'function' | 'block' | 'assign') => void
}

/** A module that was read from `path` in the repository, which is not in the package. */
export interface TakenModule {
  readonly module: string
  readonly path: string
  readonly location: Location
}

export interface Given {
  readonly fn: FunctionValue
  readonly by: string
  readonly location: Location
  readonly frames: readonly Frame[]
  /** Whether it is called at all is not known. */
  readonly isPossible?: true
}

export interface Frame {
  readonly name: string
  readonly module: ModuleInstance
  /** Where it was called; null for the handler and for modules. */
  readonly site: Location | null
  /** Which round of which unrolled loop the call was made in. */
  readonly round: string
  readonly code: FunctionValue['code'] | null
  readonly this: Value | null
  readonly home: ClassValue | null
  /** The receiver, for `super`. */
  readonly receiver: Value | null
  readonly returns: Value[]
  /** How many conditions the call itself is behind. */
  readonly guardsBefore?: number
  /** Of a block: where what the function around it returns is kept. */
  readonly outerReturns?: Value[]
  readonly yields: Value[]
  readonly target: ExitTarget
}

/** What can be left before its end: a function by `return`, a loop by `break`. Its states are joined where it ends. */
export interface ExitTarget {
  readonly mark: number
  readonly depth: number
  readonly states: State[]
  /** Left by a way on which no state had to be set aside. */
  isLeft: boolean
}

export interface Context {
  readonly scope: Scope
  readonly frame: Frame
  readonly loop: ExitTarget | null
  readonly round: string
}

export type Completion = 'normal' | 'return' | 'exit' | 'throw'

export interface Arguments {
  readonly positional: readonly Value[]
  /** Any number of further ones. */
  readonly rest: Value | null
  readonly named: ReadonlyMap<string, Value>
  /** Any further names. */
  readonly namedRest: Value | null
  /** What further names are looked up in: the event of `save(**event)`, the environment. */
  readonly namedFrom?: Value
}

export interface CallSite {
  /** Of the whole call, and of the name that is called. */
  readonly location: Location
  readonly nameLocation: Location
  readonly context: Context
  readonly isNew: boolean
  /** What it is a method of, for functions with a `this` of their own. */
  readonly receiver: Value | null
}

export const noArguments: Arguments = { positional: [], rest: null, named: new Map(), namedRest: null }

export const locationIn = (context: Context, span: Span): Location => ({
  file: context.frame.module.code.file,
  start: span.start,
  end: span.end,
})
