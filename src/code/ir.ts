import type { SourceFile, Span } from '../source/source-file.ts'

/**
 * A program as the flow follows it: small, and the same for every language. A front end turns syntax into it, and leaves
 * out what moves no value: types, annotations that are not called, `delete`, parentheses.
 *
 * Statements stand in the order in which they run: a front end puts what its language hoists (functions in JavaScript)
 * first. Names are the program's own; what no scope and no import binds is looked up in the catalogue as a global of the
 * language (`process`, `str`), under its plain name.
 */
export interface Module {
  readonly file: SourceFile
  readonly body: readonly Statement[]
  /**
   * `scope`: every name of the module can be imported (Python, Go, Java).
   * `exports`: only what `export` statements and the names `exports` and `module.exports` give away (JavaScript).
   */
  readonly exports: 'scope' | 'exports'
  /**
   * Instead of a body, in languages whose modules are folders: each phase is run for all the files of the module before the
   * next one.
   */
  readonly phases?: readonly (readonly Statement[])[]
  /** What could not be read: spans of syntax errors, for the analysis to be `partial` if they are in reach. */
  readonly unreadable: readonly Span[]
}

// ── Statements ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type Statement =
  | DeclareStatement
  | ExpressionStatement
  | OuterStatement
  | ReturnStatement
  | ExitStatement
  | BranchStatement
  | LoopStatement
  | TryStatement
  | WithStatement
  | BlockStatement
  | ImportStatement
  | ExportStatement
  | ExtendStatement
  | OpenStatement
  | MixStatement

/** Binds new names: `x = 1` in Python (`function`), `const x = 1` (`block`), `var x` (`function`), a function or class by its name. */
export interface DeclareStatement extends Span {
  readonly kind: 'declare'
  readonly scope: 'function' | 'block'
  readonly pattern: Pattern
  readonly value: Expression | null
  /** The type as an expression to look up (`S3Client`, `s3.Client`), where the language has it. */
  readonly type?: Expression
}

/** Any expression for its effects; assignments to existing places are `AssignmentExpression`s. */
export interface ExpressionStatement extends Span {
  readonly kind: 'expression'
  readonly expression: Expression
}

/** `global x` (`module`), `nonlocal x` (`enclosing`): declarations of these names in this function bind there. */
export interface OuterStatement extends Span {
  readonly kind: 'outer'
  readonly scope: 'module' | 'enclosing'
  readonly names: readonly string[]
}

/** Several values returned at once (Go) are one `ListExpression`. */
export interface ReturnStatement extends Span {
  readonly kind: 'return'
  /** In a block, of the function that the block is written in (Ruby). */
  readonly isOuter?: boolean
  readonly value: Expression | null
}

/** Nothing after it in its block runs. */
export interface ExitStatement extends Span {
  readonly kind: 'exit'
  readonly how: 'throw' | 'break' | 'continue'
  readonly value: Expression | null
}

/**
 * `if`, `switch`, `match`: the first arm whose test holds runs, or none. An arm with no test always holds (`else`).
 * Arms that fall through hold the following arms' bodies too.
 */
export interface BranchStatement extends Span {
  readonly kind: 'branch'
  /** A `switch`: `break` inside it leaves it, and no loop around it. */
  readonly isLeftByBreak?: boolean
  readonly arms: readonly Arm[]
}

export interface Arm {
  readonly test: Expression | null
  /** Bound before the body runs, from `subject`: `case {"bucket": b}`. */
  readonly pattern?: Pattern
  readonly subject?: Expression
  readonly body: readonly Statement[]
}

/** `for x in xs` has pattern and iterable, `while` a test. `update` of `for (;;)` is at the end of the body, its start before the loop. */
export interface LoopStatement extends Span {
  readonly kind: 'loop'
  readonly pattern: Pattern | null
  /** Whether the pattern takes elements (`of`), keys (`in`), or a pair of key and element (Go's `range`). */
  readonly takes: 'elements' | 'keys' | 'pairs'
  readonly iterable: Expression | null
  readonly test: Expression | null
  readonly body: readonly Statement[]
}

/** `else` of Python's `try` is at the end of the body. */
export interface TryStatement extends Span {
  readonly kind: 'try'
  readonly body: readonly Statement[]
  readonly handlers: readonly { readonly pattern: Pattern | null; readonly body: readonly Statement[] }[]
  readonly finally: readonly Statement[]
}

/** `with open(…) as f`, `using (var c = …)`. */
export interface WithStatement extends Span {
  readonly kind: 'with'
  readonly pattern: Pattern | null
  readonly value: Expression
  readonly body: readonly Statement[]
}

/** Its own scope for `block` declarations. Bodies of branches and loops have none unless they consist of one. */
export interface BlockStatement extends Span {
  readonly kind: 'block'
  readonly body: readonly Statement[]
}

/** `import`, `from … import`, `using`. `module` is as written: `./storage.js`, `..shared.s3`, `@aws-sdk/client-s3`. */
export interface ImportStatement extends Span {
  readonly kind: 'import'
  readonly module: string
  readonly bindings: readonly ImportBinding[]
}

export type ImportBinding =
  /** `import * as local`, `import local`. */
  | { readonly kind: 'module'; readonly local: string }
  /** `from m import name as local`, `import { name as local }`; `default` for a default import. */
  | { readonly kind: 'member'; readonly name: string; readonly local: string }
  /** `from m import *`, `using M`. */
  | { readonly kind: 'all' }

/**
 * `export { value as name }`; a `name` expression is read when the importer asks. `export default` has the name `default`.
 * `export * from m` has no name and an `ImportExpression`.
 */
export interface ExportStatement extends Span {
  readonly kind: 'export'
  readonly name: string | null
  readonly value: Expression
}

/** Members added to a class that is declared elsewhere: methods with a receiver (Go), partial or reopened classes. */
export interface ExtendStatement extends Span {
  readonly kind: 'extend'
  readonly class: string
  readonly members: readonly Member[]
}

/**
 * `class X … end`, `module X … end` in Ruby: makes the class or adds to it, and runs `body` with the class as `this` and its
 * statics in scope.
 */
export interface OpenStatement extends Span {
  readonly kind: 'open'
  /** What the name is a member of; null for the class around it, or the program. */
  readonly container: Expression | null
  readonly code: ClassExpression
  readonly body: readonly Statement[]
}

/** The members of a class become those of `this`: of its instances (`include`, and `prepend` before their own), or of itself (`extend`). */
export interface MixStatement extends Span {
  readonly kind: 'mix'
  readonly how: 'include' | 'extend' | 'prepend'
  readonly value: Expression
}

// ── Patterns: where a value goes ────────────────────────────────────────────────────────────────────────────────────

export type Pattern = NamePattern | PlacePattern | ListPattern | ObjectPattern | DefaultPattern

export interface NamePattern extends Span {
  readonly kind: 'name'
  readonly name: string
}

/** An existing place: `self.bucket`, `params["Key"]`. */
export interface PlacePattern extends Span {
  readonly kind: 'place'
  readonly place: MemberExpression | IndexExpression
}

export interface ListPattern extends Span {
  readonly kind: 'list-pattern'
  /** `null` takes nothing. */
  readonly elements: readonly (Pattern | null)[]
  /** Takes what is left; elements after it are not told apart from it. */
  readonly rest: Pattern | null
}

export interface ObjectPattern extends Span {
  readonly kind: 'object-pattern'
  readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[]
  readonly rest: Pattern | null
}

/** `pattern = otherwise` inside a destructuring. */
export interface DefaultPattern extends Span {
  readonly kind: 'default-pattern'
  readonly pattern: Pattern
  readonly otherwise: Expression
}

// ── Expressions ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | NameExpression
  | ThisExpression
  | MemberExpression
  | IndexExpression
  | SliceExpression
  | CallExpression
  | FunctionExpression
  | ClassExpression
  | ObjectExpression
  | ListExpression
  | ComprehensionExpression
  | BinaryExpression
  | NotExpression
  | ConditionalExpression
  | AssignmentExpression
  | AwaitExpression
  | YieldExpression
  | SequenceExpression
  | ImportExpression
  | StatementsExpression
  | OpaqueExpression

/** Its text as the language understands it (escapes resolved). `null` is `None` and `undefined` too. */
export interface LiteralExpression extends Span {
  readonly kind: 'literal'
  readonly value: string | number | boolean | null
}

/** f-strings, template literals: parts joined. A part with a format that changes its text is an `OpaqueExpression` around it. */
export interface TemplateExpression extends Span {
  readonly kind: 'template'
  readonly parts: readonly (string | Expression)[]
}

export interface NameExpression extends Span {
  readonly kind: 'name'
  readonly name: string
  /**
   * In languages whose classes inherit from other files and are open: `method` is one of `this` or of the program, by its
   * `calledName`; `constant` one of the classes around it, what these inherit, or of the program.
   */
  readonly find?: 'method' | 'constant'
  /** The module that is imported if nothing binds the name: constants in Ruby. */
  readonly module?: string
}

/** `this` of languages that have it; `self` in Python is an ordinary parameter. `super` is the receiver seen as its base class. */
export interface ThisExpression extends Span {
  readonly kind: 'this' | 'super'
}

export interface MemberExpression extends Span {
  readonly kind: 'member'
  readonly object: Expression
  readonly name: string
  /** Where the name itself is written: calls are reported on its line. */
  readonly nameSpan: Span
  /** The module that is imported if the object is a class of the program that has no such member: `A::B` in Ruby. */
  readonly module?: string
}

export interface IndexExpression extends Span {
  readonly kind: 'index'
  readonly object: Expression
  readonly index: Expression
}

/** `xs[a:b]`. */
export interface SliceExpression extends Span {
  readonly kind: 'slice'
  readonly object: Expression
  readonly from: Expression | null
  readonly to: Expression | null
}

/** Lambdas of callbacks, constructors (`isNew`), decorators, tagged templates: every call. `super(…)` has a `super` callee. */
export interface CallExpression extends Span {
  readonly kind: 'call'
  readonly callee: Expression
  readonly arguments: readonly Argument[]
  readonly isNew: boolean
}

/** `name=value` has a name; `*value` spreads a list, `**value` an object. */
export interface Argument {
  readonly name: string | null
  readonly spread: 'list' | 'object' | null
  readonly value: Expression
}

export interface FunctionExpression extends Span {
  readonly kind: 'function'
  /** As it is called in traces; `null` for lambdas. It binds nothing by itself: a `declare` statement does. */
  readonly name: string | null
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
  /** `own`: called as a method, `this` is its receiver. `enclosing`: an arrow function; Python and Go, where `this` is no word. */
  readonly this: 'own' | 'enclosing'
  /** Calling it gives the values that it yields. */
  readonly isGenerator: boolean
  /** From the outermost to the innermost; each is called with the function, and the result takes its place. */
  readonly decorators: readonly Expression[]
  /** Its first parameter is what it is called on, as a method that the type of that does not have: extensions in Kotlin. */
  readonly isExtension?: boolean
  /** Made by a front end for the runtime or a container: nobody else calls it. */
  readonly isMade?: true
  /** Called with one argument where it has several parameters, it takes the several results of a call: `must(f())` in Go. */
  readonly takesResults?: boolean
  /** A `return` in it may be of the function around it (`isOuter`). */
  readonly isBlock?: boolean
  /** Named arguments are the entries of an object, which is its last argument. */
  readonly namesAreEntries?: boolean
}

export interface Parameter {
  readonly pattern: Pattern
  readonly otherwise: Expression | null
  /** `*args`, `...args` take the positional arguments that are left, `**kwargs` the named ones. */
  readonly takes: 'one' | 'positional' | 'named'
  readonly type?: Expression
  /** It is given by its name only, and has no position. */
  readonly byName?: boolean
}

export interface ClassExpression extends Span {
  readonly kind: 'class'
  readonly name: string | null
  readonly bases: readonly Expression[]
  readonly members: readonly Member[]
  readonly decorators: readonly Expression[]
  /** A constructor that takes the instance fields in order, or by name: `@dataclass`, `NamedTuple`, records, Go structs. */
  readonly hasFieldConstructor: boolean
  /** The class of the class itself: calling the class calls its `__call__`. */
  readonly metaclass?: Expression
  /** Fields whose members are seen as the class's own: embedded structs in Go. */
  readonly embeds?: readonly string[]
  /** A class that the scope has under its name already has these members too. */
  readonly isPartial?: boolean
}

/**
 * The constructor is the method called `constructor`: a front end gives Python's `__init__` that name, also where it is
 * called (`super().__init__(…)` is a member call of `constructor`).
 */
export interface Member extends Span {
  /**
   * `method`: its receiver is `this`, or the first parameter where `receiver` says so. `getter`: called when read; without
   * a receiver, one of the class. A method `set x` is called where `x` is written.
   * `static`: no receiver, or the class. `field`: of each instance, evaluated in the constructor. `static-field`: of the class.
   */
  readonly kind: 'method' | 'getter' | 'static' | 'field' | 'static-field'
  readonly name: string
  readonly receiver: 'this' | 'parameter' | 'none'
  readonly value: Expression | null
  readonly type?: Expression
  /** Of a static field that is written with its type: a field of each instance, if a library's base class makes a constructor of those. */
  readonly isAnnotated?: true
  /** What a field is called where it is read from, by the reader: `json:"bucket"` in Go. */
  readonly tags?: ReadonlyMap<string, string>
}

/** `{…}`, `dict`, a struct literal with its `type`. */
export interface ObjectExpression extends Span {
  readonly kind: 'object'
  readonly type: Expression | null
  readonly entries: readonly ObjectEntry[]
}

/** With no key, the value's own entries are spread. */
export interface ObjectEntry {
  readonly key: Expression | null
  readonly value: Expression
}

export interface ListExpression extends Span {
  readonly kind: 'list'
  readonly elements: readonly { readonly spread: boolean; readonly value: Expression }[]
}

/** `[element for pattern in iterable if test]`; with a key it makes an object. Clauses have a scope of their own. */
export interface ComprehensionExpression extends Span {
  readonly kind: 'comprehension'
  readonly clauses: readonly { readonly pattern: Pattern; readonly iterable: Expression; readonly tests: readonly Expression[] }[]
  readonly key: Expression | null
  readonly element: Expression
}

/**
 * `||` and `&&` are also Python's `or` and `and`; `??` takes the right side for null only; `+` joins or adds; `%` formats a
 * text; `/` joins where the left is a path; `|` merges objects. Comparison operators are `==`, `!=`, `in`, `not in`; any other
 * operator is `other`.
 */
export interface BinaryExpression extends Span {
  readonly kind: 'binary'
  /** `===`: of the same type too, and `null` is not `undefined`. */
  readonly operator: '+' | '%' | '/' | '|' | '||' | '&&' | '??' | '==' | '!=' | '===' | '!==' | 'in' | 'not in' | 'other'
  readonly left: Expression
  readonly right: Expression
}

export interface NotExpression extends Span {
  readonly kind: 'not'
  readonly operand: Expression
}

export interface ConditionalExpression extends Span {
  readonly kind: 'conditional'
  readonly test: Expression
  readonly whenTrue: Expression
  readonly whenFalse: Expression
}

/** Assigns to what is there already (`x = 1` in JavaScript), or declares in the function (`:=`). `x += y` has `x + y` as its value. */
export interface AssignmentExpression extends Span {
  readonly kind: 'assignment'
  readonly declares: boolean
  readonly pattern: Pattern
  readonly value: Expression
}

export interface AwaitExpression extends Span {
  readonly kind: 'await'
  readonly value: Expression
}

/** `yield x`; `isEach` for `yield from xs` and `yield* xs`. */
export interface YieldExpression extends Span {
  readonly kind: 'yield'
  readonly value: Expression | null
  readonly isEach: boolean
}

/** All are evaluated, the last is the value. */
export interface SequenceExpression extends Span {
  readonly kind: 'sequence'
  readonly expressions: readonly Expression[]
}

/** `require('m')`, `await import('m')`: the module itself. */
export interface ImportExpression extends Span {
  readonly kind: 'import'
  readonly module: string
  /** Of a module of the program, its member of this name, where names stand for what an autoloader finds (PHP); a library is itself. */
  readonly member?: string
}

/** Statements where a value is asked for, which they leave in a name of their own. */
export interface StatementsExpression extends Span {
  readonly kind: 'statements'
  readonly body: readonly Statement[]
  readonly value: Expression
}

/** Not followed; its children are evaluated for the calls in them. `why` ends the sentence "not known, because …". */
export interface OpaqueExpression extends Span {
  readonly kind: 'opaque'
  readonly why: string
  readonly children: readonly Expression[]
}
