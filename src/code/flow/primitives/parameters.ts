import { argumentAt } from '../calls/arguments.ts'
import { jsonIn } from '../data/json-field.ts'
import { anyElement, elementsOf } from '../values/entries.ts'
import { isNull, knownString, toExpression } from '../values/expression.ts'
import { list, opaque, record, type TextValue, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Values that are kept beside the program: in Parameter Store and in Secrets Manager. */

/** As many as one request may have. */
const mostNames = 10

const missing = opaque('it is not given')

const kept =
  (kind: 'ssm' | 'secret') =>
  (call: PrimitiveCall): Value => {
    const { args, site } = call
    const name = argumentAt(args, 0) ?? args.named.get('name') ?? missing
    const value: TextValue = { kind: 'text', expression: { kind, name: toExpression(name), location: site.location } }
    const transform = transformOf(call)
    if (transform === undefined || isNull(transform)) return value
    return knownString(transform) === 'json' ? jsonIn(value, site.location) : opaque('it is a text that is decoded', site.location)
  }

/** `transform="json"`, `{ transform: "json" }`. */
const transformOf = ({ args, machine }: PrimitiveCall): Value | undefined => {
  const second = argumentAt(args, 1)
  return args.named.get('transform') ?? (second?.kind === 'record' ? machine.entryOf(second, 'transform', undefined) : second)
}

/** `get_parameter("/app/bucket")`. */
export const parameter = kept('ssm')

/** `get_secret("app")`. */
export const secret = kept('secret')

const namesIn = ({ args, machine }: PrimitiveCall): Value => {
  const first = argumentAt(args, 0)
  // A command keeps the names that it was made with.
  if (first?.kind === 'external') return first.bindings.get('Names') ?? missing
  const given =
    args.named.get('Names') ??
    (first?.kind === 'record' && first.shape === 'object' ? machine.entryOf(first, 'Names', undefined) : first)
  return given ?? missing
}

/** `ssm.get_parameters(Names=[…])`: their order is not that of the names. */
export const listed = (call: PrimitiveCall): Value => {
  const { machine, site } = call
  const names = elementsOf(machine, namesIn(call), 'elements')
  const parameterOf = (name: Value): Value =>
    record('object', [
      ['Name', name],
      ['Value', { kind: 'text', expression: { kind: 'ssm', name: toExpression(name), location: site.location } }],
    ])
  // Under keys that are no positions, each is an element, and which one is the first is not known.
  const found =
    'kind' in names
      ? list([], parameterOf(names))
      : record(
          'list',
          names.slice(0, mostNames).map((name, index) => [`#${index}`, parameterOf(name)] as const),
        )
  return record('object', [['Parameters', found]])
}

/** `get_parameters_by_name({"/app/bucket": {}})`: an object of the values. */
export const byName = ({ args, machine, site }: PrimitiveCall): Value => {
  const given = argumentAt(args, 0) ?? args.named.get('parameters') ?? missing
  const names = elementsOf(machine, given, 'keys')
  const made = record('object')
  for (const name of 'kind' in names ? [anyElement(machine, names)] : names) {
    const value: Value = { kind: 'text', expression: { kind: 'ssm', name: toExpression(name), location: site.location } }
    machine.setEntry(made, knownString(name), value)
  }
  return made
}
