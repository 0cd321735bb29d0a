import type { Text } from '../../source/text.ts'
import { formatNumber } from './number.ts'
import type { Value } from './value.ts'

/** How a sensitive value is written, given how it would be written otherwise. */
export type SensitiveFormat = (written: string) => string

/**
 * A value as a Terraform literal on one line, unknown parts by their ids: equal values are written alike.
 * Sensitive ones are hidden unless the caller has another use for them.
 */
export const formatValue = (value: Value, sensitive: SensitiveFormat = () => '(sensitive value)'): string => {
  const written = formatContents(value, sensitive)
  return value.sensitive ? sensitive(written) : written
}

const formatContents = (value: Value, sensitive: SensitiveFormat): string => {
  switch (value.kind) {
    case 'null':
      return 'null'
    case 'bool':
      return String(value.value)
    case 'number':
      return formatNumber(value)
    case 'string':
      return formatString(value.parts)
    case 'unknown':
      return value.id
    case 'list':
    case 'tuple':
      return `[${value.elements.map((element) => formatValue(element, sensitive)).join(', ')}]`
    case 'set':
      return `toset([${value.elements.map((element) => formatValue(element, sensitive)).join(', ')}])`
    case 'map':
    case 'object': {
      const keys = [...value.entries.keys()].sort()
      const items = keys.map((key) => `${formatKey(key)} = ${formatValue(value.entries.get(key) as Value, sensitive)}`)
      return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`
    }
  }
}

const formatKey = (key: string): string => (/^[A-Za-z_][\w-]*$/.test(key) ? key : formatString([key]))

const formatString = (parts: Text): string => {
  const inner = parts.map((part) =>
    typeof part === 'string' ? escapeString(part) : part.kind === 'unknown' ? `\${${part.id}}` : '*',
  )
  return `"${inner.join('')}"`
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escapeString = (text: string): string =>
  text.replace(/["\\\n\r\t]/g, (character) => escapes[character] ?? character).replace(/([$%])\{/g, '$1$1{')
