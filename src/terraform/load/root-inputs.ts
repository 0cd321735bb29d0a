import type { VariableInputs } from './variables.ts'

/** What a root module is given besides its files: the arguments and the environment of the command. */
export interface RootInputs {
  readonly variables: VariableInputs
  /** `--workspace` or `TF_WORKSPACE`; null where neither is given. */
  readonly workspace: string | null
  /** `TF_DATA_DIR`, which starts from the root module if it is not absolute; null for `.terraform`. */
  readonly dataDir: string | null
}

/** A command without arguments, in an empty environment. */
export const noInputs: RootInputs = { variables: { environment: new Map(), arguments: [] }, workspace: null, dataDir: null }
