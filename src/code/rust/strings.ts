import type { Expression } from '../ir.ts'
import { literalOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { type Lowering, partsOf } from './lowering.ts'

/** The text of a string, with its escapes resolved. https://doc.rust-lang.org/reference/tokens.html#string-literals */
export const textOfString = (node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): string => {
  const text = textOf(node)
  if (node.type === 'raw_string_literal') return text.replace(/^b?c?r#*"/, '').replace(/"#*$/, '')
  return text
    .replace(/^b?c?"/, '')
    .replace(/"$/, '')
    .replace(/\\(?:x([\da-fA-F]{2})|u\{([\da-fA-F_]{1,8})\}|\r?\n\s*|([\s\S]))/g, (_, byte, code, other) => {
      if (byte !== undefined || code !== undefined) {
        const point = Number.parseInt((byte ?? code).replaceAll('_', ''), 16)
        return point <= 0x10ffff ? String.fromCodePoint(point) : ''
      }
      return other === undefined ? '' : (escapes.get(other) ?? other)
    })
}

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
])

/** `format!("{}/{id}.json", prefix)`. https://doc.rust-lang.org/std/fmt/ */
export const lowerFormat = (node: SyntaxNode, values: readonly SyntaxNode[], lowering: Lowering): Expression => {
  const [format, ...given] = values
  if (format?.type !== 'string_literal' && format?.type !== 'raw_string_literal')
    return opaque(
      node,
      'its format is not known',
      values.map((value) => lowering.parts.expression(value, lowering)),
    )
  const named = new Map<string, Expression>()
  const positional: Expression[] = []
  for (const value of given) {
    const [left, right] = value.type === 'assignment_expression' ? partsOf(value) : []
    if (left && right) named.set(lowering.textOf(left), lowering.parts.expression(right, lowering))
    else positional.push(lowering.parts.expression(value, lowering))
  }
  const text = textOfString(format, lowering)
  const parts: (string | Expression)[] = []
  let next = 0
  let end = 0
  for (const match of text.matchAll(/\{\{|\}\}|\{(\w*)(?::([^{}]*))?\}/g)) {
    const [written, name = '', style = ''] = match
    parts.push(text.slice(end, match.index))
    end = match.index + written.length
    if (written === '{{' || written === '}}') {
      parts.push(written.charAt(0))
      continue
    }
    const value =
      name === ''
        ? positional[next++]
        : /^\d+$/.test(name)
          ? positional[Number(name)]
          : (named.get(name) ?? lowering.parts.name(name, format, lowering))
    const why = `it is a value in the format "${written}"`
    parts.push(value && style === '' ? value : opaque(format, why, value ? [value] : []))
  }
  parts.push(text.slice(end))
  const known = parts.filter((part) => part !== '')
  return known.every((part) => typeof part === 'string')
    ? literalOf(known.join(''), node)
    : { kind: 'template', parts: known, ...spanOf(node) }
}
