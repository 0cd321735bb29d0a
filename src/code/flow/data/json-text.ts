import type { Expression } from '../../storage-call.ts'
import { concat, toExpression } from '../values/expression.ts'
import { anyKey, type Value } from '../values/value.ts'

/** Deeper than documents that people write. */
const deepest = 12

/** The JSON that a library makes of a value, as a text; parts of it that are not known stand in it as they are. */
export const jsonText = (value: Value, depth = 0): Expression => {
  if (depth > deepest) return { kind: 'opaque', why: 'it is too deep' }
  switch (value.kind) {
    case 'record': {
      if (value.class || value.slots.has(anyKey)) return { kind: 'opaque', why: 'not all of it is known' }
      const entries = [...value.slots].map(([name, entry]) => {
        const text = jsonText(entry, depth + 1)
        return value.shape === 'list' ? [text] : [literal(`${JSON.stringify(name)}:`), text]
      })
      const parts = entries.flatMap((entry, index) => (index === 0 ? entry : [literal(','), ...entry]))
      const [open, close] = value.shape === 'list' ? ['[', ']'] : ['{', '}']
      return concat([literal(open as string), ...parts, literal(close as string)])
    }
    case 'constant':
      return literal(String(value.value))
    case 'text':
      return concat([literal('"'), ...partsOf(value.expression).map(escaped), literal('"')])
    default:
      return concat([literal('"'), toExpression(value), literal('"')])
  }
}

const literal = (text: string): Expression => ({ kind: 'literal', text })

const partsOf = (expression: Expression): readonly Expression[] => (expression.kind === 'concat' ? expression.parts : [expression])

const escaped = (part: Expression): Expression => (part.kind === 'literal' ? literal(JSON.stringify(part.text).slice(1, -1)) : part)
