import type { Plan } from './plan.ts'

/** A plan, with the configuration that it was made from if it holds it. */
export interface OpenedPlan {
  readonly plan: Plan
  readonly source: PlanFileSource | null
  /** Null where it is not told. */
  readonly workspace: string | null
}

/** The members of a zip whose names are wanted, by name. */
export type ReadZip = (
  zip: Uint8Array,
  isWanted: (name: string) => boolean,
) => ReadonlyMap<string, Uint8Array> | { readonly failure: string }

/** The configuration that a plan file holds. */
export interface PlanFileSource {
  /** The path of the plan file, as it is shown. */
  readonly shown: string
  /** By the path of calls (`network.subnets`, empty for the root module): the folder, from the root module, and its files. */
  readonly modules: ReadonlyMap<string, PlanFileModule>
}

export interface PlanFileModule {
  readonly dir: string
  /** By name: the member of the zip, and its text. */
  readonly files: ReadonlyMap<string, { readonly member: string; readonly text: string }>
}
