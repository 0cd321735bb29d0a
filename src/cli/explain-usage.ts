import { didYouMean } from '../source/nearest-name.ts'

const commands = ['scan']
const options = ['--format', '--output', '--fail-on', '--color', '--no-color', '--help', '--version']

/** In one line what is wrong with the arguments, from the parser's words for it. */
export const explainUsage = (message: string, args: readonly string[]): string => {
  const [, unknown] = /^Unknown (?:argument|command)s?: ([^,]*)/.exec(message) ?? []
  const [, unfinished] = /^Not enough arguments following: (.*)/.exec(message) ?? []
  if (unknown !== undefined) return explainUnknown(unknown, args)
  if (unfinished !== undefined) return `--${unfinished} needs a value. See tf-s3-guard --help.`
  return message.split('\n', 1)[0] ?? message
}

const explainUnknown = (unknown: string, args: readonly string[]): string => {
  const option = args
    .map((arg) => arg.split('=', 1)[0] ?? arg)
    .find((arg) => arg.startsWith('-') && nameOf(arg) === nameOf(unknown))
  if (option !== undefined) return `There is no option "${option}".${didYouMean(option, options)} See tf-s3-guard --help.`
  const [command] = args.filter((arg) => !arg.startsWith('-'))
  if (command !== undefined && commands.includes(command)) return `"${unknown}" is one folder too many: give one folder to scan.`
  return `There is no command "${unknown}".${didYouMean(unknown, commands)} To scan a folder: tf-s3-guard scan <folder>`
}

const nameOf = (option: string): string => option.replace(/^-+(no-)?/, '')
