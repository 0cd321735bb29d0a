import type { FailOn } from '../report/exit-code.ts'
import type { RootInputs } from '../terraform/load/root-inputs.ts'

/** What the arguments ask for. */
export type Command =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'scan'; readonly options: ScanArguments }
  | { readonly kind: 'explain'; readonly options: ExplainArguments }
  | { readonly kind: 'calls'; readonly options: CallsArguments }
  | { readonly kind: 'eval'; readonly options: EvalArguments }
  | { readonly kind: 'decide'; readonly options: DecideArguments }

/** What is scanned, and with what. */
export interface InputArguments {
  readonly dir: string
  /** The only root modules to scan, absolute; empty for all. */
  readonly roots: readonly string[]
  readonly inputs: RootInputs
  /** Of a plan: the root module that it was made from; null if it is not given. */
  readonly source: string | null
  /** The configuration file; null for the one in the folder or around it. */
  readonly configuration: string | null
  /** In bytes; null for the default. */
  readonly maximumPlanSize: number | null
  /** Files with policies of the organization, one for each level; those of one level joined by commas. */
  readonly scps: readonly string[]
  readonly rcps: readonly string[]
}

export interface ScanArguments extends InputArguments {
  readonly onlyChanged: boolean
  /** Write the changes that findings carry. */
  readonly isFix: boolean
  /** Print them instead. */
  readonly isDryRun: boolean
  readonly format: string
  /** The file to write the report to; null for standard output. */
  readonly output: string | null
  readonly failOn: FailOn
  /** Null to let the terminal decide. */
  readonly color: boolean | null
}

export interface ExplainArguments extends InputArguments {
  /** Of the function. */
  readonly address: string
  readonly format: 'text' | 'json'
  /** Null to let the terminal decide. */
  readonly color: boolean | null
}

export interface CallsArguments {
  readonly path: string
  /** Null for every function of every program. */
  readonly handler: string | null
  /** The configuration file; null for the one in the folder or around it. */
  readonly configuration: string | null
  readonly format: 'text' | 'json'
  /** Null to let the terminal decide. */
  readonly color: boolean | null
}

export interface DecideArguments {
  /** Requests come as lines of standard input; the rest has no meaning then. */
  readonly fromInput: boolean
  readonly action: string
  readonly resource: string
  readonly principal: string | null
  readonly resourceAccount: string | null
  /** Files with policy documents. */
  readonly policies: readonly string[]
  readonly boundaries: readonly string[]
  readonly sessionPolicies: readonly string[]
  readonly endpointPolicies: readonly string[]
  readonly resourcePolicy: string | null
  /** One for each level: files, joined by commas. */
  readonly scps: readonly string[]
  readonly rcps: readonly string[]
  readonly context: ReadonlyMap<string, readonly string[]>
  readonly format: 'text' | 'json'
}

export interface EvalArguments {
  readonly root: string
  readonly inputs: RootInputs
  /** `-` for the lines of standard input. */
  readonly expression: string
}
