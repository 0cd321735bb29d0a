import { set } from '../value/construct.ts'
import { isKnown } from '../value/convert.ts'
import type { SequenceValue, Value } from '../value/value.ts'

/** The elements stand in the order that they will have at apply: not so in a set some of which is not known. */
export const isOrdered = (value: SequenceValue): boolean => value.kind !== 'set' || value.elements.length < 2 || isKnown(value)

/**
 * The elements of a list whose order, or number of repetitions, is not certain: as a set, so that nothing takes them by
 * position.
 */
export const unordered = (elements: readonly Value[]): SequenceValue => set(elements)
