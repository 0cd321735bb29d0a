import type { Location } from '../../source/source-file.ts'
import type { Text, Unknown } from '../../source/text.ts'
import type { BigFloat } from './big-float.ts'

/** What an expression of Terraform's language evaluates to. Immutable; told apart by `kind`. */
export type Value = NullValue | BoolValue | NumberValue | StringValue | SequenceValue | MappingValue | UnknownValue

interface Annotated {
  /** Where the expression was written that this value was made by; kept through references, variables and modules. */
  readonly origin?: Location
  /** Terraform calls it sensitive: it is used, and never printed. */
  readonly sensitive?: true
  /** The resource instance whose attribute this is: `aws_iam_role.export` for `aws_iam_role.export.name`, even where the name is known. */
  readonly reference?: string
}

export interface NullValue extends Annotated {
  readonly kind: 'null'
}

export interface BoolValue extends Annotated {
  readonly kind: 'bool'
  readonly value: boolean
}

export interface NumberValue extends Annotated {
  readonly kind: 'number'
  /** The number, or the double that is nearest to it where there is an `exact` one: enough for a count or an index. */
  readonly value: number
  /** What it is when no double is: Terraform's numbers have 512 bits. */
  readonly exact?: BigFloat
  /** How many bits results that are computed with it may have, where these are not 512. */
  readonly precision?: number
}

/** A string, possibly with parts that are not known until apply. One that is wholly unknown is an UnknownValue instead. */
export interface StringValue extends Annotated {
  readonly kind: 'string'
  /** Never has a Varying part: Terraform's strings are fixed. */
  readonly parts: Text
  /** The string is JSON, and this is what it says: kept by `jsonencode`, so that an unknown inside does not blind the rest. */
  readonly json?: Value
  /** Which stretches of a longer string were written where, so that a statement inside a heredoc or a file has a line. */
  readonly pieces?: readonly Piece[]
}

/** `offset` counts UTF-16 units of the string, each unknown part as one; `location` is where this stretch was written. */
export interface Piece {
  readonly offset: number
  readonly text: string
  readonly location: Location
}

export interface SequenceValue extends Annotated {
  readonly kind: 'list' | 'set' | 'tuple'
  readonly elements: readonly Value[]
}

/** Terraform iterates a mapping in the order of its keys: `entriesOf()`; `entries` itself is in the order of writing. */
export interface MappingValue extends Annotated {
  readonly kind: 'map' | 'object'
  readonly entries: ReadonlyMap<string, Value>
}

/** Not known until apply, of whatever type. Its `id` says what it stands for, so two of the same id are equal. */
export interface UnknownValue extends Annotated, Unknown {
  /** Of a collection whose keys are not known: what is known of each of its elements. */
  readonly element?: Value
  /** Which of them `element` is, and how others differ from it. */
  readonly members?: Members
  /** Of a conditional whose condition is not known: it is one of these. */
  readonly options?: readonly Value[]
  /** Of a mapping whose other keys are not known: entries that it certainly has. */
  readonly known?: ReadonlyMap<string, Value>
}

/** How the members of a collection whose keys are not known are told apart. */
export interface Members {
  /** What the keys come from: collections of the same `of` have the same keys. */
  readonly of: string
  /** The keys, as `describe` writes them, that find `element` itself. */
  readonly own: readonly string[]
  /** What stands in the ids of unknowns that differ from one member to another. */
  readonly varying: readonly string[]
  /** Its keys are not those of the collection that it was made from, and are called by this name. */
  readonly alias?: string
}
