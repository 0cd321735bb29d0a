import type { Options } from 'yargs'
import { type FailOn, failOnLevels } from '../report/exit-code.ts'
import { formats } from '../report/format.ts'
import { UsageError } from '../source/usage-error.ts'
import { DEFAULT_PLAN_SIZE, LARGEST_PLAN_SIZE, MEBIBYTE } from '../terraform/load/plan-size.ts'

const oneOf = <T extends string>(option: string, allowed: readonly T[], given: string): T => {
  const found = allowed.find((value) => value === given)
  if (found !== undefined) return found
  throw new UsageError(`${option} must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, not "${given}".`)
}

const readPlanSize = (given: string): number => {
  const size = Number(given)
  const most = LARGEST_PLAN_SIZE / MEBIBYTE
  if (/^\d+$/.test(given) && size >= 1 && size <= most) return size * MEBIBYTE
  throw new UsageError(`--max-plan-size must be a number of MiB from 1 to ${most}, not "${given}".`)
}

/** What gives a root module its variables and its workspace. */
const moduleOptions = {
  var: { type: 'string', requiresArg: true, array: true, describe: 'Set a variable of the root module: name=value' },
  'var-file': { type: 'string', requiresArg: true, array: true, describe: 'Set variables from a .tfvars or .tfvars.json file' },
  workspace: { type: 'string', requiresArg: true, describe: 'The workspace  [default: TF_WORKSPACE, or the selected one]' },
} as const satisfies Record<string, Options>

const colorOption = {
  type: 'boolean',
  describe: 'Use colour, or not with --no-color  [default: on a terminal]',
} as const satisfies Options

/** What is scanned, and with what. */
const inputOptions = {
  root: { type: 'string', requiresArg: true, array: true, describe: 'Scan only this root module of the folder; can be repeated' },
  source: { type: 'string', requiresArg: true, describe: 'Of a plan: the root module that it was made from' },
  config: {
    type: 'string',
    requiresArg: true,
    describe: 'The configuration file  [default: tf-s3-guard.yaml in the folder, or around it]',
  },
  'max-plan-size': {
    type: 'string',
    requiresArg: true,
    describe: `Of a plan: the largest that is read, in MiB (at most ${LARGEST_PLAN_SIZE / MEBIBYTE})  [default: ${DEFAULT_PLAN_SIZE / MEBIBYTE}]`,
    coerce: readPlanSize,
  },
  scp: {
    type: 'string',
    requiresArg: true,
    array: true,
    describe: 'A file with a service control policy of the account: one a level, or those of one level joined by commas',
  },
  rcp: {
    type: 'string',
    requiresArg: true,
    array: true,
    describe: 'A file with a resource control policy of the account, in the same way',
  },
  ...moduleOptions,
} as const satisfies Record<string, Options>

export const scanOptions = {
  ...inputOptions,
  'only-changed': {
    type: 'boolean',
    describe: 'Of a plan: only findings on functions that it changes, or whose policies or buckets',
  },
  fix: { type: 'boolean', describe: 'Write the changes that findings carry to the configuration, and scan again' },
  'dry-run': { type: 'boolean', describe: 'With --fix: print the changes as a diff, and write nothing' },
  format: {
    type: 'string',
    requiresArg: true,
    default: 'text',
    describe: `How the report is written: ${[...formats.keys()].join(' or ')}`,
    coerce: (format: string): string => oneOf('--format', [...formats.keys()], format),
  },
  output: { type: 'string', requiresArg: true, describe: 'Write the report to this file' },
  'fail-on': {
    type: 'string',
    requiresArg: true,
    default: 'error',
    describe: `Exit with 1 for findings of this severity and above: ${failOnLevels.join(', ')}`,
    coerce: (level: string): FailOn => oneOf('--fail-on', failOnLevels, level),
  },
  color: colorOption,
} as const satisfies Record<string, Options>

export const evalOptions = {
  root: { type: 'string', requiresArg: true, default: '.', describe: 'The root module in which the expression is evaluated' },
  ...moduleOptions,
} as const satisfies Record<string, Options>

const formatOption = (what: string) =>
  ({
    type: 'string',
    requiresArg: true,
    default: 'text',
    describe: `How ${what} written: text or json`,
    coerce: (format: string): 'text' | 'json' => oneOf('--format', ['text', 'json'], format),
  }) as const

export const explainOptions = {
  ...inputOptions,
  format: formatOption('it is'),
  color: colorOption,
} as const satisfies Record<string, Options>

export const callsOptions = {
  handler: {
    type: 'string',
    requiresArg: true,
    describe: 'Only what this handler can reach, as the function has it  [default: every function of every program]',
  },
  config: inputOptions.config,
  format: formatOption('they are'),
  color: colorOption,
} as const satisfies Record<string, Options>

const file = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const
const files = (describe: string) => ({ type: 'string', requiresArg: true, array: true, describe }) as const

export const decideOptions = {
  action: file('The action that is asked for: s3:PutObject'),
  resource: file('The ARN of what it is asked for'),
  principal: file("Who asks: the ARN of a role, a user or a role's session"),
  'resource-account': file("The resource's account, if it is not the principal's"),
  policy: files('An identity policy of the principal; can be repeated, as the others can'),
  boundary: files('A permissions boundary'),
  'session-policy': files('A session policy'),
  'bucket-policy': file('The policy of the resource: of a bucket, an access point, a key'),
  'endpoint-policy': files('The policy of a VPC endpoint'),
  scp: files('A service control policy; those of one level joined by commas'),
  rcp: files('A resource control policy; those of one level joined by commas'),
  context: files('A condition key of the request: aws:SourceVpc=vpc-1; repeated for further values'),
  format: formatOption('the decision is'),
} as const satisfies Record<string, Options>

/** The options of each command, by name: what the parser takes, the help shows and a misspelt option is compared with. */
export const commandOptions: ReadonlyMap<string, Readonly<Record<string, Options>>> = new Map<string, Record<string, Options>>([
  ['scan', scanOptions],
  ['explain', explainOptions],
  ['calls', callsOptions],
  ['eval', evalOptions],
  ['decide', decideOptions],
])

/** Those that are followed by a value. */
export const valuedOptions: ReadonlySet<string> = new Set(
  [...commandOptions.values()].flatMap((options) =>
    Object.entries(options).flatMap(([name, { type }]) => (type === 'boolean' ? [] : [name])),
  ),
)
