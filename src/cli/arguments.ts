import { resolve } from 'node:path'
import yargs, { type Argv } from 'yargs'
import { tool } from '../report/tool.generated.ts'
import { UsageError } from '../source/usage-error.ts'
import type { Command, InputArguments, ScanArguments } from './command.ts'
import { readDecideArguments } from './decide-arguments.ts'
import { explainUsage } from './explain-usage.ts'
import { readGiven, valuesOf } from './given.ts'
import { callsOptions, decideOptions, evalOptions, explainOptions, scanOptions, valuedOptions } from './options.ts'
import { readRootInputs } from './root-inputs.ts'
import type { Terminal } from './terminal.ts'

/** @throws {UsageError} There is nothing that could be written, or nothing to do without writing. */
const fixing = (isFix: boolean, isDryRun: boolean, dir: string): Pick<ScanArguments, 'isFix' | 'isDryRun'> => {
  if (isDryRun && !isFix) throw new UsageError('--dry-run goes with --fix: it prints what --fix would write.')
  if (isFix && dir === '-') throw new UsageError('--fix changes a configuration: give its folder, not standard input.')
  return { isFix, isDryRun }
}

const epilogue = `Exit codes:
  0  no finding at or above the level of --fail-on, and everything could be read; the expression has a value,
     the request is allowed
  1  such a finding, or a part of the input that could not be read; the expression has no value,
     the request is not allowed
  2  a mistake in the arguments or the configuration file, a folder that does not exist, or a plan that cannot be read
  3  the scan failed and there is no report`

/**
 * What the arguments ask for.
 * @throws {UsageError} They ask for nothing, or for something that does not exist.
 */
export const readArguments = async (args: readonly string[], terminal: Terminal): Promise<Command> => {
  const given = readGiven(args, valuedOptions)
  let command: Command | undefined
  let failure: string | undefined
  const inputOf = (
    dir: string,
    {
      config,
      maxPlanSize,
      source,
    }: { readonly source: string | undefined; readonly maxPlanSize: number | undefined; readonly config: string | undefined },
  ): InputArguments => ({
    dir,
    roots: valuesOf(given, 'root').map((root) => resolve(terminal.cwd, root)),
    inputs: readRootInputs(given, terminal),
    source: source ?? null,
    maximumPlanSize: maxPlanSize ?? null,
    configuration: config ?? null,
    scps: valuesOf(given, 'scp'),
    rcps: valuesOf(given, 'rcp'),
  })
  const parser = yargs([], terminal.cwd)
    .scriptName(tool.name)
    .locale('en')
    .usage('$0 <command>\n\nFinds the AWS Lambda functions in Terraform that write S3 objects which their role may not write.')
    .command(
      'scan [dir]',
      'Scan a folder with Terraform configuration, or a plan, and the code of its functions',
      (yargs: Argv) =>
        yargs
          .positional('dir', {
            type: 'string',
            default: '.',
            describe: 'A folder, a plan file, plan JSON, or - for standard input',
          })
          .options(scanOptions),
      ({ onlyChanged, fix, dryRun, format, output, failOn, color, ...input }) => {
        const [, dir = '.'] = given.positionals
        command = {
          kind: 'scan',
          options: {
            ...inputOf(dir, input),
            onlyChanged: onlyChanged ?? false,
            ...fixing(fix ?? false, dryRun ?? false, dir),
            format,
            output: output ?? null,
            failOn,
            color: color ?? null,
          },
        }
      },
    )
    .command(
      'explain <address> [dir]',
      'Print how the verdict on a function comes about: each write, what it asks of AWS, and what each statement says to that',
      (yargs: Argv) =>
        yargs
          .positional('address', { type: 'string', describe: 'Of a function: aws_lambda_function.export' })
          .positional('dir', {
            type: 'string',
            default: '.',
            describe: 'A folder, a plan file, plan JSON, or - for standard input',
          })
          .options(explainOptions),
      ({ format, color, ...input }) => {
        const [, address = '', dir = '.'] = given.positionals
        command = { kind: 'explain', options: { ...inputOf(dir, input), address, format, color: color ?? null } }
      },
    )
    .command(
      'calls [path]',
      'Print the S3 writes of programs, with bucket, key and where they come from, without any Terraform',
      (yargs: Argv) =>
        yargs
          .positional('path', { type: 'string', default: '.', describe: 'A folder, a file of a program, or a zip' })
          .options(callsOptions),
      ({ handler, config, format, color }) => {
        const [, path = '.'] = given.positionals
        const chosen = { handler: handler ?? null, configuration: config ?? null, color: color ?? null }
        command = { kind: 'calls', options: { path, format, ...chosen } }
      },
    )
    .command(
      'eval <expression>',
      'Print what an expression is in a root module, or why that is not known until apply',
      (yargs: Argv) =>
        yargs
          .positional('expression', { type: 'string', describe: 'An expression; - for one a line from standard input' })
          .options(evalOptions),
      ({ root }) => {
        const [, expression = ''] = given.positionals
        command = { kind: 'eval', options: { root, inputs: readRootInputs(given, terminal), expression } }
      },
    )
    .command(
      'decide [input]',
      'Print what AWS answers to a request with these policies, and why; with - to a request a line from standard input',
      (yargs: Argv) =>
        yargs.positional('input', { type: 'string', describe: '- for requests as JSON, one a line' }).options(decideOptions),
      ({ format }) => {
        command = { kind: 'decide', options: readDecideArguments(given, format) }
      },
    )
    .demandCommand(1, 'Name a command, such as "tf-s3-guard scan".')
    .strict()
    .version(tool.version)
    .help()
    .epilogue(epilogue)
    .wrap(terminal.output.columns === null ? 100 : Math.min(terminal.output.columns, 100))
    .parserConfiguration({
      'duplicate-arguments-array': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
      'greedy-arrays': false,
    })
    .exitProcess(false)
    .fail((message, error) => {
      failure ??= error?.message || message
    })
  const text = await new Promise<string>((done) => {
    parser.parse([...args], {}, (_error, _argv, output) => done(output))
  })
  if (failure !== undefined) throw new UsageError(explainUsage(failure, args))
  return command ?? { kind: 'print', text }
}
