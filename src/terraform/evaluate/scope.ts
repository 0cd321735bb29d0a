import type { Diagnostic } from '../../source/diagnostic.ts'
import { type Location, locate, type SourceFile, type Span } from '../../source/source-file.ts'
import type { FunctionSymbols } from '../functions/index.ts'
import { unknown } from '../value/construct.ts'
import type { UnknownValue, Value } from '../value/value.ts'

/** What an expression may refer to, and where it stands. */
export interface Scope {
  readonly file: SourceFile
  readonly module: References
  /** `each`, `count`, `self`, iterators of `dynamic` blocks, names of `for` expressions, variables of a template. */
  readonly names: ReadonlyMap<string, Value>
  /** Inside a template file: only its own variables can be referred to. */
  readonly closed: boolean
  readonly report: (diagnostic: Diagnostic) => void
}

/** What a module instance has to refer to. Every answer is computed once, when it is first asked for. */
export interface References {
  variable(name: string, at: Location): Value
  local(name: string, at: Location): Value
  moduleCall(name: string, at: Location): Value
  /** `aws_s3_bucket.logs` with all its instances; `data.…` for a data source. */
  resource(key: string, at: Location): Value
  /** `path.module`, `path.root`, `path.cwd`, `terraform.workspace`. */
  ambient(object: 'path' | 'terraform', attribute: string): Value | undefined
  readonly files: Files
  readonly symbols: FunctionSymbols
}

/** What Terraform's file functions may read; paths are resolved from the working directory of the root module. */
export interface Files {
  text(path: string): { readonly ok: true; readonly file: SourceFile } | { readonly ok: false; readonly reason: string }
  bytes(path: string): Uint8Array | undefined
  exists(path: string): boolean
  absolute(path: string): string
  /** All files below a folder, relative to it. */
  list(folder: string): readonly string[]
}

/** The scope with more names: those of a `for`, a template or a `dynamic` block, `count` and `each`. */
export const withNames = (scope: Scope, names: Iterable<readonly [string, Value]>): Scope => ({
  ...scope,
  names: new Map([...scope.names, ...names]),
})

/** Where a node of a block stands: in the block's own file, or in one that overrides it. */
export const scopeAt = (scope: Scope, { file }: { readonly file?: SourceFile }): Scope => (file ? { ...scope, file } : scope)

/** For what may not count, as a branch of a condition that is not known: Terraform reports nothing of it either. */
export const quietly = (scope: Scope): Scope => ({ ...scope, report: () => {} })

/** The place of a node in the file of the scope. */
export const locationIn = (scope: Scope, span: Span): Location => locate(scope.file, span)

/** Reports what is wrong with an expression, and stands in for its value. */
export const failed = (scope: Scope, span: Span, summary: string, detail: string): UnknownValue => {
  scope.report({ severity: 'error', summary, detail, location: locationIn(scope, span) })
  return { ...unknown(anonymousId(scope, 'invalid expression '), 'its expression is not valid'), origin: locationIn(scope, span) }
}

/** An id for a value that has no better name and is equal to no other: its kind, and which one of that kind it is. */
export const anonymousId = (scope: Scope, kind: string): string => {
  const { calls } = scope.module.symbols
  const count = (calls.get(kind) ?? 0) + 1
  calls.set(kind, count)
  return `${kind}#${count}`
}
