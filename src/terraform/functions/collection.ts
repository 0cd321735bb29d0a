import { every, some, type Ternary } from '../../source/ternary.ts'
import { knownText } from '../../source/text.ts'
import { bool, isSpread, list, map, markSensitive, nullValue, object, string, tuple } from '../value/construct.ts'
import { elementsOf, entriesOf, isKnown, knownString, lengthOf, toBool, toText } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { integer } from '../value/number.ts'
import { compareStrings } from '../value/order.ts'
import { formatType, typeOf } from '../value/type.ts'
import { unify } from '../value/unify.ts'
import type { MappingValue, Value } from '../value/value.ts'
import {
  anyParameter,
  type FunctionDefinition,
  type FunctionTable,
  failure,
  mappingParameter,
  type Result,
  sequenceParameter,
  stringParameter,
  stringsParameter,
  undecided,
} from './definition.ts'
import { isOrdered } from './order.ts'
import { isNotEmpty } from './text.ts'

const answered = (answer: Ternary): Result => (answer === 'unknown' ? undefined : bool(answer === 'yes'))

/** Not all attributes of a resource are listed: which its provider adds is not known. */
const ofResource = (value: Value): Result | false =>
  value.kind === 'object' &&
  value.reference !== undefined &&
  undecided(`which attributes ${value.reference} has is for its provider to say`)

const length = ([value]: readonly Value[]): Result => {
  if (!value || value.kind === 'unknown') return undefined
  if (value.kind === 'string') {
    const known = knownText(value.parts)
    return known === undefined ? undefined : integer([...new Intl.Segmenter().segment(known)].length)
  }
  if (!elementsOf(value)) return failure('argument must be a string, a collection type, or a structural type')
  const resource = ofResource(value)
  if (resource) return resource
  const count = lengthOf(value)
  return count === undefined ? undefined : integer(count)
}

const ofMapping = (call: (mapping: MappingValue) => Result): FunctionDefinition => ({
  parameters: [mappingParameter('inputMap')],
  partial: true,
  sensitivity: 'own',
  call: ([value]) => (value && 'entries' in value ? ofResource(value) || call(value) : undefined),
})

const lookup = ([mapping, keyValue, fallback]: readonly Value[]): Result => {
  const key = keyValue && knownString(keyValue)
  if (!mapping || !('entries' in mapping) || key === undefined) return undefined
  const found = mapping.entries.get(key)
  if (found) return found
  if (!fallback)
    return mapping.kind === 'map'
      ? failure(`lookup failed to find key ${JSON.stringify(key)}`)
      : failure(`the given object has no attribute ${JSON.stringify(key)}`, 'inputMap')
  if (mapping.kind === 'object') return fallback
  const elements = [...mapping.entries.values()]
  const unified = unify([...elements, fallback])
  const fits = unified && elements.every((element, index) => unified[index]?.kind === element.kind)
  return (fits && unified.at(-1)) || failure('the default value must have the same type as the map elements', 'default')
}

const merge = (args: readonly Value[]): Result => {
  const mappings: MappingValue[] = []
  for (const arg of args) {
    if ('entries' in arg) mappings.push(arg)
    else if (arg.kind !== 'null' && arg.kind !== 'unknown')
      return failure(`arguments must be maps or objects, got ${JSON.stringify(arg.kind)}`)
  }
  if (args.some(({ kind }) => kind === 'unknown')) return args.length === 1 ? args[0] : undefined
  const entries = mappings.flatMap((mapping) => [...mapping.entries])
  const types = new Set(mappings.map((mapping) => formatType(typeOf(mapping))).filter((type) => type !== 'map(dynamic)'))
  const isMap = mappings.length > 0 && mappings.every(({ kind }) => kind === 'map') && types.size < 2
  return isMap ? map(entries) : object(entries)
}

const zipmap = ([keys, values]: readonly Value[]): Result => {
  if (!keys || !values || !('elements' in keys) || !('elements' in values)) return undefined
  if (!isKnown(keys) || values.elements.some(isSpread) || !isOrdered(values)) return undefined
  const [names, elements] = [keys.elements.map(knownString), values.elements]
  const empty = keys.elements.findIndex(({ kind }) => kind === 'null')
  if (empty !== -1) return failure(`keys list has null value at index ${empty}`)
  if (names.length !== elements.length)
    return failure(`number of keys (${names.length}) does not match number of values (${elements.length})`)
  return (values.kind === 'tuple' ? object : map)(names.map((name, index) => [name ?? '', elements[index] as Value]))
}

const transpose = ([mapping]: readonly Value[]): Result => {
  if (!mapping || !('entries' in mapping)) return undefined
  const transposed = new Map<string, Value[]>()
  for (const [key, names] of entriesOf(mapping)) {
    if (!('elements' in names)) return failure(`element ${JSON.stringify(key)}: list of string required`, 'values')
    for (const name of names.elements.map(knownString)) {
      if (name === undefined) return failure(`element ${JSON.stringify(key)}: list of string required`, 'values')
      transposed.set(name, [...(transposed.get(name) ?? []), string(key)])
    }
  }
  return map([...transposed].sort(([a], [b]) => compareStrings(a, b)).map(([name, keys]) => [name, list(keys)]))
}

const contains = ([sequence, wanted]: readonly Value[]): Result => {
  if (!sequence || !wanted || sequence.kind === 'unknown') return undefined
  if (!('elements' in sequence)) return failure('argument must be list, tuple, or set')
  return answered(some(sequence.elements.map((element) => equals(element, wanted))))
}

const index = ([sequence, wanted]: readonly Value[]): Result => {
  if (sequence?.kind === 'set' && isKnown(sequence)) return failure('argument must be a list or tuple')
  if (!sequence || !wanted || !('elements' in sequence) || !isOrdered(sequence)) return undefined
  for (const [at, element] of sequence.elements.entries()) {
    const answer = isSpread(element) ? 'unknown' : equals(element, wanted)
    if (answer === 'unknown') return undefined
    if (answer === 'yes') return integer(at)
  }
  return failure(sequence.elements.length === 0 ? 'cannot search an empty list' : 'item not found')
}

const matchKeys = ([values, keys, searched]: readonly Value[]): Result => {
  if (!values || !keys || !searched || !('elements' in values) || !('elements' in keys) || !('elements' in searched))
    return undefined
  if (keys.elements.length !== values.elements.length) return failure('length of keys and values should be equal')
  if (!isOrdered(values) || !isOrdered(keys) || [values, keys].some(({ elements }) => elements.some(isSpread))) return undefined
  const all = unify([...keys.elements, ...searched.elements])
  if (!all) return failure('lists must be of the same type')
  const [names, wanted] = [all.slice(0, keys.elements.length), all.slice(keys.elements.length)]
  const answers = names.map((key) => some(wanted.map((each) => equals(each, key))))
  const elements = unify(values.elements)
  if (!elements) return failure('list of any single type required', 'values')
  return answers.includes('unknown') ? undefined : list(elements.filter((_, at) => answers[at] === 'yes'))
}

const isEmpty = (value: Value): boolean => value.kind === 'null' || (value.kind === 'string' && knownText(value.parts) === '')

const coalesce = (args: readonly Value[]): Result => {
  if (args.length === 0) return failure('all arguments must have the same type')
  const unified = unify(args)
  if (!unified) return failure('all arguments must have the same type')
  const candidates = unified.filter((value) => !isEmpty(value))
  const [first, ...others] = candidates
  if (!first) return failure('no non-null, non-empty-string arguments')
  const parts = first.kind === 'string' || first.kind === 'unknown' ? toText(first) : undefined
  return others.length === 0 || !parts || isNotEmpty(parts) ? first : undefined
}

const one = ([value]: readonly Value[]): Result => {
  if (!value || value.kind === 'unknown') return undefined
  const elements = 'elements' in value ? value.elements : undefined
  if (elements?.length === 0) return nullValue
  if (elements?.length === 1) return elements.some(isSpread) ? undefined : elements[0]
  if (elements && lengthOf(value) === undefined) return undefined
  return failure('must be a list, set, or tuple value with either zero or one elements', 'list')
}

const ofBools = (combine: (answers: readonly Ternary[]) => Ternary): FunctionDefinition => ({
  parameters: [{ ...sequenceParameter('list'), required: 'list of bool required' }],
  partial: true,
  call: ([value]) => {
    const answers: Ternary[] = []
    for (const [at, element] of ((value && elementsOf(value)) ?? []).entries()) {
      const converted = toBool(element)
      if (!converted) return failure(`element ${at}: bool required`, 'list')
      answers.push(converted.kind === 'bool' ? (converted.value ? 'yes' : 'no') : converted.kind === 'null' ? 'no' : 'unknown')
    }
    return value?.kind === 'unknown' ? undefined : answered(combine(answers))
  },
})

const gone = (name: string, instead: string): FunctionDefinition => ({
  parameters: [],
  rest: { ...anyParameter('vals'), nullable: true },
  partial: true,
  call: () => failure(`the "${name}" function was deprecated in Terraform v0.12 and is no longer available; use ${instead}`),
})

const sequence = sequenceParameter('list')
const value = anyParameter('value')

/** https://developer.hashicorp.com/terraform/language/functions/length and the others of its group. */
export const collectionFunctions: FunctionTable = {
  length: { parameters: [value], partial: true, sensitivity: 'own', call: length },
  keys: ofMapping((mapping) => (mapping.kind === 'map' ? list : tuple)(entriesOf(mapping).map(([key]) => string(key)))),
  values: ofMapping((mapping) => (mapping.kind === 'map' ? list : tuple)(entriesOf(mapping).map(([, element]) => element))),
  lookup: {
    parameters: [
      { ...mappingParameter('inputMap'), required: 'lookup() requires a map as the first argument' },
      stringParameter('key'),
      { ...anyParameter('default'), nullable: true },
    ],
    optional: 1,
    partial: true,
    sensitivity: 'none',
    call: (args) => {
      const found = lookup(args)
      const isMarked = args[0]?.sensitive || args[1]?.sensitive
      return isMarked && found && found.kind !== 'failure' && found.kind !== 'undecided' ? markSensitive(found) : found
    },
  },
  merge: { parameters: [], rest: { ...anyParameter('maps'), nullable: true }, partial: true, sensitivity: 'own', call: merge },
  zipmap: { parameters: [stringsParameter('keys'), sequenceParameter('values')], partial: true, sensitivity: 'own', call: zipmap },
  transpose: { parameters: [{ ...mappingParameter('values'), required: 'map of list of string required' }], call: transpose },
  contains: { parameters: [anyParameter('list'), value], partial: true, call: contains },
  index: { parameters: [{ ...sequence, required: 'argument must be a list or tuple' }, value], partial: true, call: index },
  matchkeys: {
    parameters: ['values', 'keys', 'searchset'].map((name) => ({
      ...sequenceParameter(name),
      required: 'list of any single type required',
    })),
    partial: true,
    call: matchKeys,
  },
  coalesce: {
    parameters: [],
    rest: { ...anyParameter('vals'), nullable: true },
    partial: true,
    sensitivity: 'own',
    call: coalesce,
  },
  one: { parameters: [anyParameter('list')], partial: true, sensitivity: 'own', call: one },
  alltrue: ofBools(every),
  anytrue: ofBools(some),
  list: gone('list', 'tolist([ ... ]) syntax to write a literal list'),
  map: gone('map', 'tomap({ ... }) syntax to write a literal map'),
}
