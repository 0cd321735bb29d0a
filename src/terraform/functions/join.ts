import type { Part, Text } from '../../source/text.ts'
import { isSpread, stringOf } from '../value/construct.ts'
import { toText } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { failure, type Result } from './definition.ts'
import { isOrdered } from './order.ts'

/** What `join` gives; undefined when it is not certain which elements there are, or in what order. */
export const joinStrings = (separator: Text, lists: readonly Value[]): Result => {
  const parts: Part[] = []
  if (lists.length === 0) return failure('at least one list is required')
  let position = 0
  let certain = true
  for (const each of lists) {
    if (!('elements' in each) || !isOrdered(each)) {
      certain = false
      continue
    }
    for (const [index, element] of each.elements.entries()) {
      if (element.kind === 'null') return failure(`element ${index} is null; cannot concatenate null values`, 'lists')
      if (isSpread(element)) certain = false
      if (position++ > 0) append(parts, separator)
      append(parts, toText(element) ?? [])
    }
  }
  return certain ? stringOf(parts) : undefined
}

const append = (parts: Part[], more: Text): void => {
  for (const part of more) parts.push(part)
}
