import type { Decision } from '../aws/iam/decision.ts'
import { printable } from './printable.ts'

/** What AWS answers to one request, and why. */
export interface DecisionReport {
  readonly outcome: Decision['outcome']
  /** The statements that decided. */
  readonly by: readonly StatementReport[]
  /** For an implicit deny: the statements that come near, best first, and why they do not match. */
  readonly nearest: readonly (StatementReport & { readonly failed: string; readonly explanation: string })[]
  /** For `unknown`: what would have to be known, each as the end of "… because …". */
  readonly blockedOn: readonly string[]
  /** Where the Allow is missing: the policies of the principal and the resource, or what limits them. */
  readonly missingIn: Decision['missingIn']
  /** What IAM would reject in the documents; such parts are not known. */
  readonly diagnostics: readonly string[]
}

export interface StatementReport {
  /** `identityPolicies[0]`, or the file. */
  readonly policy: string
  /** Counted from 0. */
  readonly statement: number
  readonly sid: string | null
}

const shortfalls: Readonly<Record<Exclude<NonNullable<Decision['missingIn']>, 'policies'>, string>> = {
  'resource-policy': 'the policy of the resource does not allow it',
  boundary: 'the permissions boundary does not allow it',
  'session-policy': 'the session policy does not allow it',
  'endpoint-policy': 'the policy of the VPC endpoint does not allow it',
  scp: 'the service control policies of a level do not allow it',
  rcp: 'the resource control policies of a level do not allow it',
}

/** A decision for people: the outcome, and why. */
export const formatDecision = ({ blockedOn, by, diagnostics, missingIn, nearest, outcome }: DecisionReport): string => {
  const named = ({ policy, sid, statement }: StatementReport): string =>
    `statement ${sid === null ? statement + 1 : `"${sid}"`} of ${policy}`
  const lines = [
    outcome,
    ...by.map(
      (each) =>
        `  ${outcome === 'allow' ? 'allowed by' : outcome === 'explicit-deny' ? 'denied by' : 'may be decided by'} ${named(each)}`,
    ),
    ...(missingIn && missingIn !== 'policies' ? [`  ${shortfalls[missingIn]}`] : []),
    ...(outcome === 'implicit-deny' && nearest.length === 0 ? ['  no statement comes near'] : []),
    ...nearest.map(({ explanation }) => `  ${explanation}`),
    ...blockedOn.map((reason) => `  not known, because ${reason}`),
    ...diagnostics.map((detail) => `  ${detail}`),
  ]
  return `${lines.map(printable).join('\n')}\n`
}
