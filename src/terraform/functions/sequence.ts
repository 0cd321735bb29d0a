import { isSpread, list, spread, tuple } from '../value/construct.ts'
import { elementsOf, isKnown, knownString, lengthOf, toText } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { formatValue } from '../value/format.ts'
import { compareStrings } from '../value/order.ts'
import { unify } from '../value/unify.ts'
import type { SequenceValue, Value } from '../value/value.ts'
import {
  anyParameter,
  type FunctionTable,
  failure,
  numberParameter,
  type Result,
  sequenceParameter,
  stringsParameter,
} from './definition.ts'
import { isOrdered, unordered } from './order.ts'
import { isNotEmpty } from './text.ts'
import { wholeNumber } from './whole-number.ts'

const concat = (args: readonly Value[]): Result => {
  if (args.length === 0) return failure('at least one argument is required')
  const elements: Value[] = []
  for (const arg of args) {
    if (arg.kind === 'unknown') elements.push(spread(arg))
    else if (!('elements' in arg) || (arg.kind === 'set' && isKnown(arg))) {
      return failure(`all arguments must be lists or tuples; got ${arg.kind}`, 'seqs')
    } else for (const element of arg.elements) elements.push(element)
  }
  if (args.every((arg) => arg.kind === 'unknown')) return args.length === 1 ? args[0] : undefined
  if (args.some((arg) => arg.kind === 'set' && !isOrdered(arg))) return unordered(elements)
  const unified = args.every(({ kind }) => kind === 'list' || kind === 'unknown') ? unify(elements) : undefined
  return unified ? list(unified) : tuple(elements)
}

/** An element that may turn out to be empty is kept: if it is, nothing that it names exists either. */
const compact = ([arg]: readonly Value[]): Result => {
  const elements = arg && elementsOf(arg)
  if (!elements) return undefined
  const kept = elements.filter((element) => element.kind !== 'null' && knownString(element) !== '')
  const certain = kept.every((element) => isNotEmpty(toText(element) ?? []))
  if (certain && isOrdered(arg as SequenceValue)) return list(kept)
  return kept.length === 1 && !certain ? undefined : unordered(kept)
}

const coalesceList = (args: readonly Value[]): Result => {
  if (args.length === 0) return failure('at least one argument is required')
  const isList = (arg: Value): boolean => 'elements' in arg && !(arg.kind === 'set' && isKnown(arg))
  if (args.some((arg) => arg.kind !== 'unknown' && !isList(arg))) return failure('coalescelist arguments must be lists or tuples')
  for (const arg of args) {
    if (arg.kind === 'unknown') return undefined
    const elements = 'elements' in arg ? arg.elements : undefined
    if (!elements) return undefined
    if (elements.some((element) => !isSpread(element))) return arg
    if (elements.length > 0) return undefined
  }
  return failure('no non-null arguments')
}

const MAX_COMPARED = 200

const distinct = ([arg]: readonly Value[]): Result => {
  const unified = arg && 'elements' in arg ? unify(arg.elements) : undefined
  if (!unified) return arg?.kind === 'unknown' ? undefined : failure('cannot convert tuple to list of any single type', 'list')
  if (isKnown(arg as Value)) return list(distinctKnown(unified))
  if (unified.length > MAX_COMPARED) return unordered(unified)
  const kept: Value[] = []
  let certain = isOrdered(arg as SequenceValue)
  for (const element of unified) {
    const answers = kept.map((other) => equals(other, element))
    if (answers.includes('yes')) continue
    if (answers.includes('unknown') || isSpread(element)) certain = false
    kept.push(element)
  }
  return certain ? list(kept) : unordered(kept)
}

const distinctKnown = (elements: readonly Value[]): Value[] => {
  const kept = new Map<string, Value>()
  for (const element of elements) {
    const written = formatValue(element, (text) => text)
    if (!kept.has(written)) kept.set(written, element)
  }
  return [...kept.values()]
}

const element = ([arg, indexValue]: readonly Value[]): Result => {
  if (!arg || !('elements' in arg) || indexValue?.kind !== 'number') return undefined
  if (arg.kind === 'set') return isKnown(arg) ? failure('cannot read elements from set') : undefined
  const index = wholeNumber(indexValue)
  if (typeof index === 'object') return failure(`invalid index: ${index.message}`, 'index')
  const { elements } = arg
  if (elements.length === 0) return failure('cannot use element function with an empty list')
  const firstSpread = elements.findIndex(isSpread)
  if (firstSpread !== -1) return index >= 0 && index < firstSpread ? elements[index] : undefined
  return elements[((index % elements.length) + elements.length) % elements.length]
}

const MAX_DEPTH = 100

const flatten = ([arg]: readonly Value[]): Result => {
  if (!arg || arg.kind === 'unknown') return undefined
  if (!('elements' in arg)) return failure('can only flatten lists, sets and tuples')
  const flat: Value[] = []
  const ordered = flattenInto(flat, arg, 0)
  return ordered ? tuple(flat) : unordered(flat)
}

/**
 * Says whether the elements are in order. An unknown element of the outermost sequence may be a sequence, unless it is known
 * to be a string; one further inside is taken for a single value.
 */
const flattenInto = (flat: Value[], { elements, kind }: SequenceValue, depth: number): boolean => {
  let ordered = kind !== 'set' || elements.length < 2 || elements.every(isKnown)
  for (const element of elements) {
    if ('elements' in element && depth < MAX_DEPTH) ordered = flattenInto(flat, element, depth + 1) && ordered
    else if (element.kind === 'unknown' && depth === 0 && !element.domain && !element.expansion) flat.push(spread(element))
    else flat.push(element)
  }
  return ordered
}

const chunkList = ([arg, sizeValue]: readonly Value[]): Result => {
  if (!arg || !('elements' in arg) || sizeValue?.kind !== 'number' || lengthOf(arg) === undefined || !isOrdered(arg))
    return undefined
  const size = wholeNumber(sizeValue)
  if (typeof size === 'object') return failure(`invalid size: ${size.message}`)
  if (size < 0) return failure('the size argument must be positive')
  const elements = unify(arg.elements) ?? arg.elements
  if (elements.length === 0) return list([])
  const chunks: Value[] = []
  for (let at = 0; at < elements.length; at += size || elements.length)
    chunks.push(list(elements.slice(at, at + (size || elements.length))))
  return list(chunks)
}

const slice = ([arg, startValue, endValue]: readonly Value[]): Result => {
  if (!arg || !('elements' in arg) || startValue?.kind !== 'number' || endValue?.kind !== 'number') return undefined
  if (arg.kind === 'set')
    return isKnown(arg)
      ? failure(
          'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
          'list',
        )
      : undefined
  const [start, end] = [wholeNumber(startValue), wholeNumber(endValue)]
  if (typeof start === 'object') return failure(`invalid start index: ${start.message}`, 'start_index')
  if (typeof end === 'object') return failure(`invalid end index: ${end.message}`, 'end_index')
  const { elements } = arg
  if (start < 0) return failure('start index must not be less than zero', 'start_index')
  if (elements.slice(0, end).some(isSpread)) return undefined
  if (end > elements.length) return failure('end index must not be greater than the length of the list', 'end_index')
  if (start > end) return failure('start index must not be greater than end index', 'start_index')
  return { kind: arg.kind, elements: elements.slice(start, end) }
}

const reverse = ([arg]: readonly Value[]): Result => {
  if (!arg || arg.kind === 'unknown') return undefined
  if (!('elements' in arg)) return failure(`can only reverse list or tuple values, not ${arg.kind}`, 'list')
  if (!isOrdered(arg)) return arg
  return { kind: arg.kind === 'set' ? 'list' : arg.kind, elements: [...arg.elements].reverse() }
}

const sort = ([arg]: readonly Value[]): Result => {
  if (!arg || !('elements' in arg)) return undefined
  const empty = arg.elements.findIndex(({ kind }) => kind === 'null')
  if (empty !== -1) return failure(`given list element ${empty} is null; a null string cannot be sorted`)
  if (arg.elements.length > 1 && !isKnown(arg)) return unordered(arg.elements)
  return list([...arg.elements].sort((a, b) => compareStrings(knownString(a) ?? '', knownString(b) ?? '')))
}

const listParameter = { ...sequenceParameter('list'), required: 'list of any single type required' }

/** https://developer.hashicorp.com/terraform/language/functions/concat and the others of its group. */
export const sequenceFunctions: FunctionTable = {
  concat: { parameters: [], rest: anyParameter('seqs'), partial: true, sensitivity: 'own', call: concat },
  compact: { parameters: [stringsParameter('list')], partial: true, call: compact },
  coalescelist: {
    parameters: [],
    rest: { ...anyParameter('vals'), nullable: true },
    partial: true,
    sensitivity: 'own',
    call: coalesceList,
  },
  distinct: { parameters: [listParameter], partial: true, call: distinct },
  element: { parameters: [sequenceParameter('list'), numberParameter('index')], partial: true, sensitivity: 'own', call: element },
  flatten: { parameters: [anyParameter('list')], partial: true, sensitivity: 'own', call: flatten },
  chunklist: { parameters: [listParameter, numberParameter('size')], partial: true, sensitivity: 'own', call: chunkList },
  slice: {
    parameters: [
      { ...listParameter, required: 'must be a list or tuple value' },
      numberParameter('start_index'),
      numberParameter('end_index'),
    ],
    partial: true,
    sensitivity: 'own',
    call: slice,
  },
  reverse: { parameters: [anyParameter('list')], partial: true, sensitivity: 'own', call: reverse },
  sort: { parameters: [stringsParameter('list')], partial: true, call: sort },
}
