import type { Location, SourceFile } from '../../source/source-file.ts'
import type { Address } from '../address/address.ts'
import type { Json, JsonObject } from './json.ts'

/** A plan, from whichever form it was read: what is there once it is applied, as far as it is known. */
export interface Plan {
  readonly file: SourceFile
  readonly variables: ReadonlyMap<string, Json>
  readonly sensitiveVariables: ReadonlySet<string>
  /** By address: managed resources that exist after apply, and data sources. */
  readonly resources: ReadonlyMap<string, PlannedResource>
  /** Those that are deleted, with the values that they have before. */
  readonly removed: readonly PlannedResource[]
  /** The `configuration` of plan JSON: references, and no values. Null where there is none, as in a plan file. */
  readonly configuration: JsonObject | null
  readonly trouble: readonly PlanTrouble[]
  /** Where the plan speaks of a resource instance. */
  readonly locate: (id: string) => Location
}

export interface PlannedResource {
  readonly address: Address
  readonly id: string
  /** `none` for one that stays as it is, and for a data source that was read while planning. */
  readonly change: 'none' | 'create' | 'update' | 'replace' | 'delete' | 'read' | 'forget'
  readonly values: JsonObject
  /** True where a value is not known until apply; shaped as `values` above that. */
  readonly unknown: Json
  /** True where a value is sensitive. */
  readonly sensitive: Json
}

export interface PlanTrouble {
  readonly severity: 'error' | 'warning' | 'note'
  readonly summary: string
  readonly detail: string
}
