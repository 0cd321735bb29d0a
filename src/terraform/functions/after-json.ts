import { isSpread, tuple } from '../value/construct.ts'
import { elementsOf } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { isOrdered } from './order.ts'

/**
 * What was encoded, as it comes back: JSON has arrays and objects, which are tuples and objects, whatever collection they were
 * made from. A set whose order is not certain stays one, so that nothing is taken from it by position.
 */
export const afterJson = (value: Value): Value => {
  if ('elements' in value) {
    const elements = (elementsOf(value) ?? value.elements).map(afterJson)
    const isTuple = isOrdered(value) && !elements.some(isSpread)
    return { ...value, ...(isTuple ? tuple(elements) : { elements }) }
  }
  // The attributes of a resource are not all listed, and are computed when they are asked for.
  if (!('entries' in value) || !(value.entries instanceof Map)) return value
  return { ...value, kind: 'object', entries: new Map([...value.entries].map(([name, entry]) => [name, afterJson(entry)])) }
}
