import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { UsageError } from '../../source/usage-error.ts'
import type { Graph, Guardrail } from './graph.ts'
import { readDocument } from './resources/policies.ts'

/** A policy of the organization in a file. */
export interface GivenPolicy {
  readonly path: string
  readonly text: string
}

/** Those of each level, from the root to the account. */
export interface GivenGuardrails {
  readonly scps: readonly (readonly GivenPolicy[])[]
  readonly rcps: readonly (readonly GivenPolicy[])[]
}

/** A graph with the policies of the organization that are given beside the configuration. */
export const withGuardrails = (graph: Outcome<Graph>, given: GivenGuardrails | undefined): Outcome<Graph> => {
  if (!given) return graph
  const { diagnostics, value } = guardrailsGiven(given)
  return {
    value: { ...graph.value, guardrails: [...graph.value.guardrails, ...value] },
    diagnostics: [...graph.diagnostics, ...diagnostics],
  }
}

/**
 * Policies of the organization that are not in the configuration: they limit every account.
 * @throws {UsageError} One of them is not a policy.
 */
const guardrailsGiven = ({ rcps, scps }: GivenGuardrails): Outcome<readonly Guardrail[]> => {
  const diagnostics: Diagnostic[] = []
  const read = (kind: Guardrail['kind'], levels: GivenGuardrails['scps']): readonly Guardrail[] =>
    levels.flatMap((policies, index) => {
      const level = `level ${index + 1} of --${kind}`
      return policies.map((policy) => {
        const file = { path: policy.path, text: policy.text.replace(/^\uFEFF/, '') }
        checkPolicy(file, kind)
        const location = { file, start: 0, end: file.text.length }
        const value = { kind: 'string' as const, parts: [file.text], pieces: [{ offset: 0, text: file.text, location }] }
        const document = readDocument(value, location, (diagnostic) => diagnostics.push(diagnostic))
        return { kind, address: policy.path, document, location, level, accounts: null, isOpen: false, manager: null }
      })
    })
  return { value: [...read('scp', scps), ...read('rcp', rcps)], diagnostics }
}

const checkPolicy = ({ path, text }: GivenPolicy, kind: Guardrail['kind']): void => {
  const document = parsed(text)
  if (typeof document === 'object' && document !== null && 'Statement' in document) return
  throw new UsageError(
    document === undefined
      ? `The policy "${path}" of --${kind} is not JSON.`
      : `The policy "${path}" of --${kind} has no "Statement", so it is no policy.`,
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
