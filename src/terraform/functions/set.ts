import { some, type Ternary } from '../../source/ternary.ts'
import { isSpread, list, set, tuple } from '../value/construct.ts'
import { lengthOf } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { unify } from '../value/unify.ts'
import type { SequenceValue, Value } from '../value/value.ts'
import {
  type FunctionDefinition,
  type FunctionTable,
  failure,
  type Parameter,
  type Result,
  sequenceParameter,
} from './definition.ts'
import { isOrdered } from './order.ts'

const isSequence = (value: Value): value is SequenceValue => 'elements' in value

/** Sets of one element type each, as the arguments of set operations are. */
const unifyAll = (args: readonly SequenceValue[]): SequenceValue[] | undefined => {
  const unified = unify(args.flatMap(({ elements }) => elements))
  let at = 0
  return unified && args.map(({ elements }) => set(elements.map(() => unified[at++] as Value)))
}

const setParameter = (name: string): Parameter => ({ ...sequenceParameter(name), required: 'set of any single type required' })

const ofSets = (
  parameters: readonly string[],
  rest: string | undefined,
  call: (sets: readonly SequenceValue[]) => Result,
): FunctionDefinition => ({
  parameters: parameters.map(setParameter),
  ...(rest !== undefined && { rest: setParameter(rest) }),
  partial: true,
  call: (args) => {
    const sequences = args.filter(isSequence)
    const mixed = sequences.findIndex(({ elements }) => !unify(elements))
    if (mixed !== -1) return failure('all set elements must have the same type', parameters[mixed] ?? rest)
    if (sequences.length < args.length) return undefined
    const sets = unifyAll(sequences)
    return sets ? call(sets) : failure('given sets must all have compatible element types')
  },
})

const containedIn = (element: Value, { elements }: SequenceValue): Ternary => some(elements.map((other) => equals(element, other)))

/** The elements for which the answer is yes; undefined when it is not certain for any of them. */
const keepWhere = (elements: readonly Value[], answer: (element: Value) => Ternary): Result => {
  const answers = elements.map(answer)
  return answers.includes('unknown') ? undefined : set(elements.filter((_, index) => answers[index] === 'yes'))
}

const intersection = ([first, ...others]: readonly SequenceValue[]): Result =>
  keepWhere(first?.elements ?? [], (element) => {
    const answers = others.map((other) => containedIn(element, other))
    return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
  })

const subtract = ([from, taken]: readonly SequenceValue[]): Result =>
  keepWhere(from?.elements ?? [], (element) => {
    const answer = taken ? containedIn(element, taken) : 'no'
    return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown'
  })

const MAX_PRODUCT = 100_000

const product = (args: readonly Value[]): Result => {
  if (args.length < 2) return failure('at least two arguments are required')
  const sequences = args.filter(isSequence)
  if (sequences.length < args.length || sequences.some((each) => each.elements.some(isSpread))) return undefined
  if (sequences.reduce((size, { elements }) => size * elements.length, 1) > MAX_PRODUCT) {
    return { kind: 'undecided', reason: `the product has more than ${MAX_PRODUCT} elements` }
  }
  const columns = sequences.map(({ elements, kind }) => (kind === 'tuple' ? (unify(elements) ?? elements) : elements))
  const rows = columns.reduce<readonly (readonly Value[])[]>(
    (product, column) => product.flatMap((row) => column.map((element) => [...row, element])),
    [[]],
  )
  const anySet = sequences.some(({ kind }) => kind === 'set')
  if (!anySet && sequences.every(isOrdered)) return list(rows.map(tuple))
  return sequences.every(({ kind }) => kind === 'set') || sequences.every((each) => lengthOf(each) !== undefined)
    ? set(rows.map(tuple))
    : undefined
}

/** https://developer.hashicorp.com/terraform/language/functions/setunion and the others of its group. */
export const setFunctions: FunctionTable = {
  setunion: ofSets(['first_set'], 'other_sets', (sets) => set(sets.flatMap(({ elements }) => elements))),
  setintersection: ofSets(['first_set'], 'other_sets', intersection),
  setsubtract: ofSets(['a', 'b'], undefined, subtract),
  setproduct: {
    parameters: [],
    rest: { ...sequenceParameter('sets'), required: 'a set or a list is required' },
    partial: true,
    call: product,
  },
}
