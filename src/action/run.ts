import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { readRootInputs } from '../cli/root-inputs.ts'
import { exitCode, exitCodeOf, failOnLevels } from '../report/exit-code.ts'
import { formats } from '../report/format.ts'
import { scan } from '../scan.ts'
import { UsageError } from '../source/usage-error.ts'
import { annotations } from './workflow-command.ts'

const width = 120
const levels = new Map(failOnLevels.map((level) => [level, level]))

/**
 * Scans the folder or plan of the input `path`, writes the report to the log and an annotation for each finding, and returns the
 * exit code. Inputs come as `INPUT_<NAME>`, the way GitHub passes them to an action; variables as Terraform has them from the
 * environment.
 */
export const runAction = async (
  environment: Readonly<Record<string, string | undefined>>,
  write: (text: string) => void,
): Promise<number> => {
  const input = (name: string): string | undefined => environment[`INPUT_${name.toUpperCase()}`]?.trim() || undefined
  const guard = randomUUID()
  try {
    const render = oneOf('format', formats, input('format') ?? 'text')
    const failOn = oneOf('fail-on', levels, input('fail-on') ?? 'error')
    const cwd = resolve(environment.GITHUB_WORKSPACE || '.')
    const inputs = readRootInputs({ options: [], positionals: [] }, { cwd, environment })
    const { report, sources } = await scan({ root: resolve(cwd, input('path') ?? '.'), cwd, inputs })
    // Scanned names are in the report: what they say is never a command to the runner.
    write(`::stop-commands::${guard}\n${render(report, { colour: false, width, sources })}::${guard}::\n`)
    for (const annotation of annotations(report)) write(`${annotation}\n`)
    return exitCodeOf(report, failOn)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    write(`::stop-commands::${guard}\ntf-s3-guard: ${message}\n::${guard}::\n`)
    return error instanceof UsageError ? exitCode.usage : exitCode.failure
  }
}

const oneOf = <T>(name: string, allowed: ReadonlyMap<string, T>, given: string): T => {
  const value = allowed.get(given)
  if (value !== undefined) return value
  throw new UsageError(`The input "${name}" must be one of ${[...allowed.keys()].join(', ')}, not "${given}".`)
}
