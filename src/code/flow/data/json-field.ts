import type { Location } from '../../../source/source-file.ts'
import type { Expression } from '../../storage-call.ts'
import type { TextValue, Value } from '../values/value.ts'

/** What a text says as JSON that only the configuration knows: `json.loads(os.environ["SETTINGS"])`. */

type Field = Extract<Expression, { kind: 'field' }>

const deepest = 24

export const isJson = (value: Value): value is TextValue & { expression: Field } =>
  value.kind === 'text' && value.expression.kind === 'field'

export const jsonIn = (value: TextValue, location: Location | undefined): TextValue => ({
  kind: 'text',
  expression: { kind: 'field', of: value.expression, path: [], otherwise: null, ...(location ? { location } : {}) },
})

/** An entry of it; undefined for any other text. Without a key, any of its entries. */
export const jsonField = (value: TextValue, key: string | undefined, location: Location | undefined): TextValue | undefined => {
  if (!isJson(value)) return undefined
  const { expression } = value
  if (expression.path.length > deepest) return value
  const path = [...expression.path, key === undefined || /^-?\d+$/.test(key) ? '*' : key]
  return { kind: 'text', expression: { ...expression, path, otherwise: null, ...(location ? { location } : {}) } }
}
