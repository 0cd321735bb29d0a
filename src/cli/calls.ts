import { renderCallsText } from '../report/calls-text.ts'
import { exitCode } from '../report/exit-code.ts'
import { jsonText } from '../report/json.ts'
import type { CallsArguments } from './command.ts'
import { lookOf } from './look.ts'
import type { Terminal } from './terminal.ts'

/** `tf-s3-guard calls`: prints what programs write, and returns the exit code. */
export const runCalls = async (
  { path, handler, configuration, format, color }: CallsArguments,
  terminal: Terminal,
): Promise<number> => {
  const { findCalls } = await import('../calls.ts')
  const { report, sources } = await findCalls({ path, handler, configuration, cwd: terminal.cwd })
  const look = lookOf({ color, output: null }, terminal)
  terminal.output.write(format === 'json' ? jsonText(report) : renderCallsText(report, { ...look, sources }))
  return exitCode.clean
}
