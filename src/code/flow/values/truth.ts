import { isNull } from './expression.ts'
import type { Value } from './value.ts'

/** Whether a condition holds, where that is known whatever the program is given. */
export const truthOf = (value: Value): boolean | undefined => {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value)
    case 'text':
      return value.expression.kind === 'literal' ? value.expression.text !== '' : undefined
    case 'alternatives': {
      const truths = new Set(value.options.map(truthOf))
      return truths.size === 1 ? [...truths][0] : undefined
    }
    case 'function':
    case 'class':
    case 'module':
      return true
    case 'record':
      return value.class ? true : undefined
    case 'external':
      return isMade(value.type) ? true : undefined
    case 'environment':
    case 'method':
    case 'opaque':
      return undefined
  }
}

/** Whether two values are equal, where that is known. */
export const equals = (left: Value, right: Value): boolean | undefined => {
  const a = plain(left)
  const b = plain(right)
  if (a !== undefined && b !== undefined) return a === b
  if (a === null || b === null) return isObject(a === null ? right : left) ? false : undefined
  return undefined
}

/** As `===` has it. `null` and `undefined` are one value here, so whether one is the other is not known. */
export const strictlyEquals = (left: Value, right: Value): boolean | undefined =>
  isNull(left) && isNull(right) ? undefined : equals(left, right)

const plain = (value: Value): string | number | boolean | null | undefined => {
  if (value.kind === 'constant') return value.value
  return value.kind === 'text' && value.expression.kind === 'literal' ? value.expression.text : undefined
}

const isObject = (value: Value): boolean =>
  value.kind === 'function' ||
  value.kind === 'class' ||
  value.kind === 'record' ||
  value.kind === 'module' ||
  (value.kind === 'external' && isMade(value.type))

/** An object that the catalogue knows; what its methods give may be nothing. */
const isMade = (type: string): boolean => type.startsWith('$') && !/[()[\]]/.test(type)
