import { isNull } from './expression.ts'
import { optionsOf } from './join.ts'
import type { ExternalValue, Value } from './value.ts'

/** Whether a client may have credentials that are not those of the execution role, which Lambda gives in the environment. */
export const hasOwnCredentials = ({ bindings }: ExternalValue): boolean => {
  const given = bindings.get('credentials')
  return given !== undefined && optionsOf(given).some(isOwn)
}

const isOwn = (value: Value): boolean => {
  if (isNull(value)) return false
  switch (value.kind) {
    case 'text':
      return !(value.expression.kind === 'env' && value.expression.name === 'AWS_ACCESS_KEY_ID')
    case 'record': {
      const id = value.slots.get('accessKeyId')
      return id === undefined || optionsOf(id).some(isOwn)
    }
    case 'external':
      return !value.type.startsWith('$credentials.default')
    default:
      return true
  }
}
