import yargs, { type Argv } from 'yargs'
import { type FailOn, failOnLevels } from '../report/exit-code.ts'
import { formats } from '../report/format.ts'
import { tool } from '../report/tool.generated.ts'
import { UsageError } from '../source/usage-error.ts'
import { explainUsage } from './explain-usage.ts'
import type { Terminal } from './terminal.ts'

export type Command = { readonly kind: 'print'; readonly text: string } | { readonly kind: 'scan'; readonly options: ScanArguments }

export interface ScanArguments {
  readonly dir: string
  readonly format: string
  /** The file to write the report to; null for standard output. */
  readonly output: string | null
  readonly failOn: FailOn
  /** Null to let the terminal decide. */
  readonly color: boolean | null
}

const epilogue = `Exit codes:
  0  no finding at or above the level of --fail-on, and everything could be read
  1  such a finding, or a part of the input that could not be read
  2  a mistake in the arguments, or a folder that does not exist
  3  the scan failed and there is no report`

/**
 * What the arguments ask for.
 * @throws {UsageError} They ask for nothing, or for something that does not exist.
 */
export const readArguments = async (args: readonly string[], terminal: Terminal): Promise<Command> => {
  let command: Command | undefined
  let failure: string | undefined
  const parser = yargs([], terminal.cwd)
    .scriptName(tool.name)
    .locale('en')
    .usage('$0 <command>\n\nFinds the AWS Lambda functions in Terraform that write S3 objects which their role may not write.')
    .command(
      'scan [dir]',
      'Scan a folder with Terraform configuration, and the code of its functions',
      scanOptions,
      ({ dir, format, output, failOn, color }) => {
        command = { kind: 'scan', options: { dir, format, output: output ?? null, failOn, color: color ?? null } }
      },
    )
    .demandCommand(1, 'Name a command, such as "tf-s3-guard scan".')
    .strict()
    .version(tool.version)
    .help()
    .epilogue(epilogue)
    .wrap(terminal.output.columns === null ? 100 : Math.min(terminal.output.columns, 100))
    .parserConfiguration({ 'duplicate-arguments-array': false, 'dot-notation': false, 'parse-positional-numbers': false })
    .exitProcess(false)
    .fail((message, error) => {
      failure ??= error?.message || message
    })
  const text = await new Promise<string>((resolve) => {
    parser.parse([...args], {}, (_error, _argv, output) => resolve(output))
  })
  if (failure !== undefined) throw new UsageError(explainUsage(failure, args))
  return command ?? { kind: 'print', text }
}

const scanOptions = (command: Argv) =>
  command
    .positional('dir', { type: 'string', default: '.', describe: 'The folder to scan' })
    .option('format', {
      type: 'string',
      requiresArg: true,
      default: 'text',
      describe: `How the report is written: ${[...formats.keys()].join(' or ')}`,
      coerce: (format: string) => oneOf('--format', [...formats.keys()], format),
    })
    .option('output', { type: 'string', requiresArg: true, describe: 'Write the report to this file' })
    .option('fail-on', {
      type: 'string',
      requiresArg: true,
      default: 'error' as const,
      describe: `Exit with 1 for findings of this severity and above: ${failOnLevels.join(', ')}`,
      coerce: (level: string) => oneOf('--fail-on', failOnLevels, level),
    })
    .option('color', { type: 'boolean', describe: 'Use colour, or not with --no-color  [default: on a terminal]' })

const oneOf = <T extends string>(option: string, allowed: readonly T[], given: string): T => {
  const found = allowed.find((value) => value === given)
  if (found !== undefined) return found
  throw new UsageError(`${option} must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, not "${given}".`)
}
