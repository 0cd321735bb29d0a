import { type DataFormat, decodeData } from '../../data/decode.ts'
import { argumentAt } from '../calls/arguments.ts'
import { valueOfData, wholeOf } from '../data/data-value.ts'
import { documentOf, fromFile } from '../data/documents.ts'
import { findFile, folderOfModule } from '../data/package-files.ts'
import { knownString, toExpression } from '../values/expression.ts'
import { join, mapOptions, optionsOf } from '../values/join.ts'
import { truthOf } from '../values/truth.ts'
import { anyKey, literalText, nothing, opaque, type Value } from '../values/value.ts'
import { pathOf } from './files.ts'
import { firstArgument } from './functions.ts'
import type { PrimitiveCall } from './primitive.ts'
import { joinPaths } from './texts.ts'

/** Texts and files that say data. */

/** What a decoder gives for a text, a file that was opened, or an object that says what its text would. */
export const decode =
  (format: DataFormat) =>
  (call: PrimitiveCall): Value => {
    const given = argumentAt(call.args, 0) ?? [...call.args.named.values()][0]
    if (given === undefined) return opaque('it is not given', call.site.location)
    return mapOptions(given, (option) => decoded(call, option, format))
  }

const decoded = (call: PrimitiveCall, value: Value, format: DataFormat): Value =>
  documentOf(call.machine, value, format, call.site.location) ??
  firstArgument({ ...call, args: { ...call.args, positional: [value] } })

/** `toml.load("settings.toml")`: by a path, in the format that the name of the file says. */
export const decodeFile = ({ args, machine, site }: PrimitiveCall): Value => {
  const given = argumentAt(args, 0) ?? [...args.named.values()][0]
  return given ? fromFile(machine, pathOf(given), undefined, site.location) : opaque('it is not given', site.location)
}

/** `parser.read("settings.ini")`, `properties.load(stream)`: the entries of the file become those of the receiver. */
export const fillFromFile = ({ args, machine, site }: PrimitiveCall): Value => {
  const given = argumentAt(args, 0) ?? [...args.named.values()][0]
  const { receiver } = site
  if (!given || !receiver) return nothing
  const paths = optionsOf(given).flatMap((option) =>
    option.kind === 'record' && option.shape === 'list' ? [...option.slots.values()] : [option],
  )
  for (const path of paths) {
    const data = fromFile(machine, pathOf(path), undefined, site.location)
    for (const option of optionsOf(data)) {
      if (option.kind !== 'record') machine.setEntry(receiver, undefined, option)
      else for (const [key, entry] of option.slots) machine.setEntry(receiver, key === anyKey ? undefined : key, entry)
    }
  }
  return receiver
}

/** `parser.get("s3", "bucket", fallback="reports")`, `config.get("s3.bucket")`. */
export const entryAtPath = ({ args, machine, site }: PrimitiveCall): Value => {
  const { receiver } = site
  const written = args.positional.map(knownString)
  const keys = written.flatMap((key) => key?.split('.') ?? [])
  if (!receiver || written.length === 0 || written.includes(undefined))
    return opaque('it is a setting whose name is not known', site.location)
  const whole = written.length === 1 ? machine.entryOf(receiver, written[0], site.location) : nothing
  const found =
    whole.kind === 'constant' && whole.value === null
      ? keys.reduce((object, key) => machine.entryOf(object, key, site.location), receiver)
      : whole
  const otherwise = args.named.get('fallback') ?? args.named.get('default')
  if (!otherwise) return found
  return found.kind === 'constant' && found.value === null ? otherwise : join([found, otherwise])
}

// ── Files of variables ──────────────────────────────────────────────────────────────────────────────────────────────

/** `dotenv_values(".env")`: what the file says, which the environment does not have. */
export const readVariables = (call: PrimitiveCall): Value =>
  variablesIn(call) ?? opaque('it is what a file of variables says', call.site.location)

/** `load_dotenv()`, `dotenv.config()`: the variables of the function win over those of the file, unless it says `override`. */
export const loadVariables = (call: PrimitiveCall): Value => {
  const first = argumentAt(call.args, 0)
  const option = first?.kind === 'record' ? call.machine.entryOf(first, 'override', undefined) : undefined
  const override = call.args.named.get('override') ?? argumentAt(call.args, 3) ?? option
  return load(call, override ? truthOf(override) : false)
}

/** `godotenv.Overload()`, `Dotenv.overload`: those of the file win. */
export const loadVariablesOver = (call: PrimitiveCall): Value => load(call, true)

const load = (call: PrimitiveCall, isOver: boolean | undefined): Value => {
  const { machine, site } = call
  const data = variablesIn(call)
  if (data?.kind === 'record') {
    for (const [name, value] of data.slots) {
      const own = isOver === undefined ? machine.entryOf({ kind: 'environment' }, name, site.location) : null
      if (isOver !== false) machine.setEntry({ kind: 'environment' }, name, own ? join([own, value]) : value)
      else if (!machine.variables.has(name)) machine.variables.set(name, toExpression(value))
    }
  }
  return data ?? opaque('it is what a file of variables says', site.location)
}

const variablesIn = ({ args, machine, site }: PrimitiveCall): Value | null => {
  const first = argumentAt(args, 0)
  const options = first?.kind === 'record' ? machine.entryOf(first, 'path', undefined) : undefined
  const given = args.named.get('dotenv_path') ?? (first?.kind === 'record' ? options : first)
  const isGiven = given !== undefined && toExpression(given).kind !== 'opaque'
  const folder = folderOfModule(site.context.frame.module)
  const candidates = isGiven ? [pathOf(given)] : [joinPaths([folder, literalText('.env')]), literalText('.env')]
  for (const path of candidates) {
    const found = findFile(machine, path)
    const result = found.kind === 'file' ? decodeData(found.file.text, 'variables') : undefined
    if (found.kind === 'file' && result?.ok) return valueOfData(result.data, wholeOf(found.file))
  }
  return null
}
