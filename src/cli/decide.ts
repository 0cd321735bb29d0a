import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DecideRequest } from '../decide.ts'
import { formatDecision } from '../report/decision-report.ts'
import { exitCode } from '../report/exit-code.ts'
import { UsageError } from '../source/usage-error.ts'
import type { DecideArguments } from './command.ts'
import { linesOf } from './lines.ts'
import type { Terminal } from './terminal.ts'

/**
 * `tf-s3-guard decide`: prints what AWS answers to a request, or to one a line of standard input, and returns the exit code:
 * 0 if the one request is allowed.
 */
export const runDecide = async (options: DecideArguments, terminal: Terminal): Promise<number> => {
  const { decideJson } = await import('../decide.ts')
  if (options.fromInput) {
    for await (const line of linesOf(terminal.input)) {
      if (line.trim() === '') continue
      const decided = parsed(line, decideJson)
      terminal.output.write(`${JSON.stringify(decided.ok ? decided.report : { error: decided.message })}\n`)
    }
    return exitCode.clean
  }
  const names = new Map<string, string>()
  const decided = decideJson(await requestOf(options, terminal, names), names)
  if (!decided.ok) throw new UsageError(decided.message)
  const { report } = decided
  terminal.output.write(options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatDecision(report))
  return report.outcome === 'allow' ? exitCode.clean : exitCode.findings
}

type Decide = typeof import('../decide.ts').decideJson

const parsed = (line: string, decideJson: Decide): ReturnType<Decide> => {
  let request: unknown
  try {
    request = JSON.parse(line)
  } catch (error) {
    return { ok: false, message: `the line is not JSON: ${error instanceof Error ? error.message : ''}` }
  }
  return decideJson(request)
}

/** The request of the arguments; `names` become the files that its policies are from. */
const requestOf = async (options: DecideArguments, { cwd }: Terminal, names: Map<string, string>): Promise<DecideRequest> => {
  const read = async (path: string, place: string): Promise<string> => {
    names.set(place, path)
    return readFile(resolve(cwd, path), 'utf8').catch(() => {
      throw new UsageError(`The policy "${path}" cannot be read.`)
    })
  }
  const list = (paths: readonly string[], field: string): Promise<readonly string[]> =>
    Promise.all(paths.map((path, index) => read(path, `${field}[${index}]`)))
  const levels = (given: readonly string[], field: string): Promise<readonly (readonly string[])[]> =>
    Promise.all(given.map((level, index) => list(level.split(','), `${field}[${index}]`)))
  const { action, context, principal, resource, resourceAccount, resourcePolicy } = options
  return {
    action,
    resource,
    ...(principal !== null && { principal }),
    ...(resourceAccount !== null && { resourceAccount }),
    identityPolicies: await list(options.policies, 'identityPolicies'),
    boundaries: await list(options.boundaries, 'boundaries'),
    sessionPolicies: await list(options.sessionPolicies, 'sessionPolicies'),
    endpointPolicies: await list(options.endpointPolicies, 'endpointPolicies'),
    ...(resourcePolicy !== null && { resourcePolicy: await read(resourcePolicy, 'resourcePolicy') }),
    scps: await levels(options.scps, 'scps'),
    rcps: await levels(options.rcps, 'rcps'),
    context: Object.fromEntries([...context].map(([key, values]) => [key, values.length === 1 ? (values[0] as string) : values])),
  }
}
