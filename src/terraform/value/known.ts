import { knownText } from '../../source/text.ts'
import type { Value } from './value.ts'

/** Nothing in it is unknown, at any depth. */
export const isKnown = (value: Value): boolean => {
  switch (value.kind) {
    case 'unknown':
      return false
    case 'string':
      return knownText(value.parts) !== undefined
    case 'list':
    case 'set':
    case 'tuple':
      return value.elements.every(isKnown)
    case 'map':
    case 'object':
      for (const element of value.entries.values()) if (!isKnown(element)) return false
      return true
    case 'null':
    case 'bool':
    case 'number':
      return true
  }
}
