import type { Options } from 'yargs'
import { didYouMean } from '../source/nearest-name.ts'
import { commandOptions } from './options.ts'

const common = ['--help', '--version']

const namesOf = (options: Readonly<Record<string, Options>>): readonly string[] =>
  Object.entries(options).flatMap(([name, { type }]) => (type === 'boolean' ? [`--${name}`, `--no-${name}`] : [`--${name}`]))

/** In one line what is wrong with the arguments, from the parser's words for it. */
export const explainUsage = (message: string, args: readonly string[]): string => {
  const [, unknown] = /^Unknown (?:argument|command)s?: ([^,]*)/.exec(message) ?? []
  const [, unfinished] = /^Not enough arguments following: (.*)/.exec(message) ?? []
  if (unknown !== undefined) return explainUnknown(unknown, args)
  if (unfinished !== undefined) return `--${unfinished} needs a value. See tf-s3-guard --help.`
  if (message.startsWith('Not enough non-option arguments'))
    return `Name an expression, such as 'var.region', or - to read them from standard input.`
  return message.split('\n', 1)[0] ?? message
}

const explainUnknown = (unknown: string, args: readonly string[]): string => {
  const [command = ''] = args.filter((arg) => !arg.startsWith('-'))
  const option = args
    .map((arg) => arg.split('=', 1)[0] ?? arg)
    .find((arg) => arg.startsWith('-') && nameOf(arg) === nameOf(unknown))
  const known = [...commandOptions].flatMap(([name, options]) => (name === command ? namesOf(options) : []))
  if (option !== undefined)
    return `There is no option "${option}".${didYouMean(option, [...known, ...common])} See tf-s3-guard --help.`
  switch (command) {
    case 'scan':
      return `"${unknown}" is one folder too many: give one folder to scan.`
    case 'explain':
      return `"${unknown}" is one argument too many: give the address of a function, and a folder or a plan.`
    case 'calls':
      return `"${unknown}" is one path too many: give one folder, file or zip.`
    case 'decide':
      return `"${unknown}" is one argument too many: decide takes options, or - for standard input.`
    case 'eval':
      return `"${unknown}" is one expression too many: put the expression in quotes.`
    default:
      return `There is no command "${unknown}".${didYouMean(unknown, commandOptions.keys())} To scan a folder: tf-s3-guard scan <folder>`
  }
}

const nameOf = (option: string): string => option.replace(/^-+(no-)?/, '')
