import type { Location } from '../../source/source-file.ts'
import type { Address } from '../address/address.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import type { EvaluatedBody } from './body.ts'

/** One instance of a resource or data source, with its arguments. */
export interface ResourceInstance {
  readonly address: Address
  /** The address as Terraform writes it. */
  readonly id: string
  /** From the block's type to its last label. */
  readonly location: Location
  /** What decides whether there is one: an unknown `count` or `for_each`, its own or of a module that it is in. */
  readonly existence: readonly string[]
  readonly body: EvaluatedBody
  /** Known from a plan alone, which has no `lifecycle`. */
  readonly withoutLifecycle?: true
  /** An attribute as a reference to it sees it: an argument, what the provider is known to compute, or not known. */
  attribute(name: string): Value
  /** The attribute as something not known until apply, which is equal to itself wherever it is referred to. */
  unknownAttribute(name: string, extra?: Pick<UnknownValue, 'domain' | 'expansion'>): UnknownValue
  /** The configuration of the provider that manages it, if it is configured; `alias` tells providers apart. */
  readonly provider: { readonly alias: string; readonly body: EvaluatedBody | null }
}

/** Where more may be declared than is known: a module that is not installed, a file that is not read. */
export interface Elsewhere {
  /** As the end of the sentence "… because …". */
  readonly reason: string
  readonly location: Location
  /** The resource instances that it is given; null if it may be about any. */
  readonly references: readonly string[] | null
}

/** What a provider computes for a type of resource: the only thing about providers that evaluation has to be told. */
export interface ResourceModel {
  /** Attributes that are not simply the argument of that name. Undefined: as for any other attribute. */
  readonly attributes?: ReadonlyMap<string, (instance: ResourceInstance) => Value | undefined>
  /** What it does to others lasts when Terraform only forgets it: a policy that stays attached. */
  readonly lasts?: true
}

/** By type, `data.` before that of a data source. Instances of these types are part of what evaluation returns. */
export type ResourceModels = ReadonlyMap<string, ResourceModel>
