/**
 * A condition on an environment variable: which way it goes is settled where the function is deployed, so a call behind it
 * is made in some deployments only.
 */
export interface Guard {
  /** Of the variables that are asked. */
  readonly names: readonly string[]
  /** Whether it is asked that the variable is set, which a program asks too before it uses the variable. */
  readonly asksPresence: boolean
  /** Of one that asks that: whether it holds where the variable is set, and not where it is not. */
  readonly isSet: boolean
}
