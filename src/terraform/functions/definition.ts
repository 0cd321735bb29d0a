import type { Value } from '../value/value.ts'
import type { FunctionContext } from './context.ts'

/**
 * What an argument is converted to before the call. `strings`, `numbers`: a sequence of them; `sequence`: list, set or
 * tuple; `mapping`: map or object; `any`: as it is.
 */
export type ParameterType = 'string' | 'number' | 'bool' | 'any' | 'sequence' | 'strings' | 'numbers' | 'mapping'

export interface Parameter {
  /** Terraform's name for it, which its messages use. */
  readonly name: string
  readonly type: ParameterType
  /** What a message says is required, where that is not what the type says. */
  readonly required?: string
  /** Null is passed on instead of being an error. */
  readonly nullable?: true
}

export interface FunctionDefinition {
  readonly parameters: readonly Parameter[]
  /** How many of the parameters may be left out, from the end. */
  readonly optional?: number
  /** Takes any number of further arguments. */
  readonly rest?: Parameter
  /** It is called with arguments that are not wholly known, too. Otherwise the result of such a call is unknown. */
  readonly partial?: true
  /**
   * `own`: the result is sensitive when an argument is as a whole, and elements keep their own sensitivity; `none`: the call
   * decides. Otherwise the result is sensitive as soon as anything in the arguments is.
   */
  readonly sensitivity?: 'own' | 'none'
  readonly call: (args: readonly Value[], context: FunctionContext) => Result
}

/** Undefined: it depends on what is not known. The caller makes an unknown of it that stands for this very call. */
export type Result = Value | Failure | Undecided | undefined

/** The call is wrong; the message begins in lower case, without a full stop, as Terraform's do. */
export interface Failure {
  readonly kind: 'failure'
  readonly message: string
  /** The parameter that is to blame, by name. */
  readonly parameter?: string
}

/** The call is right, and its result cannot be told; `reason` ends the sentence "… because …". */
export interface Undecided {
  readonly kind: 'undecided'
  readonly reason: string
}

export const failure = (message: string, parameter?: string): Failure => ({
  kind: 'failure',
  message,
  ...(parameter !== undefined && { parameter }),
})

export const undecided = (reason: string): Undecided => ({ kind: 'undecided', reason })

export type FunctionTable = Readonly<Record<string, FunctionDefinition>>

const parameter =
  (type: ParameterType) =>
  (name: string): Parameter => ({ name, type })

export const stringParameter = parameter('string')
export const numberParameter = parameter('number')
export const anyParameter = parameter('any')
export const sequenceParameter = parameter('sequence')
export const stringsParameter = parameter('strings')
export const mappingParameter = parameter('mapping')
