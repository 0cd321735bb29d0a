import type { Expression } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

/** A string or a text block, with its escapes resolved. */
export const lowerString = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = lowering.textOf(node)
  const value = text.startsWith('"""') ? resolveEscapes(stripIndent(text.slice(3, -3))) : resolveEscapes(text.slice(1, -1))
  return { kind: 'literal', value, ...spanOf(node) }
}

/** https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.10.6 */
const stripIndent = (text: string): string => {
  const lines = text.slice(text.indexOf('\n') + 1).split(/\r?\n/)
  const last = lines.at(-1) ?? ''
  const counted = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1)
  const indent = Math.min(
    ...counted.map((line) => line.length - line.trimStart().length),
    last.trim() === '' ? last.length : Infinity,
  )
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n')
}

const simpleEscapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['s', ' '],
  ['\n', ''],
])

const resolveEscapes = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:u+([\da-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g, (_, unicode, octal, other) =>
        unicode !== undefined || octal !== undefined
          ? String.fromCharCode(Number.parseInt(unicode ?? octal, unicode === undefined ? 8 : 16))
          : (simpleEscapes.get(other) ?? other),
      )
    : text

/** `String.format` with a known format. https://docs.oracle.com/javase/8/docs/api/java/util/Formatter.html */
export const lowerFormat = (format: string, values: readonly Expression[], node: SyntaxNode): Expression => {
  const parts: (string | Expression)[] = []
  let next = 0
  let end = 0
  for (const match of format.matchAll(/%(?:(\d+)\$)?([-#+ 0,(<]*\d*(?:\.\d+)?)([tT][a-zA-Z]|[a-zA-Z%])/g)) {
    const [written, position, flags, conversion = ''] = match
    parts.push(format.slice(end, match.index))
    end = match.index + written.length
    if (conversion === '%' || conversion === 'n') {
      parts.push(conversion === '%' ? '%' : '\n')
      continue
    }
    const value = values[position === undefined ? next++ : Number(position) - 1]
    const isPlain = flags === '' && /^[sd]$/.test(conversion)
    const why = `it is a value in the format "${written}"`
    parts.push(value && isPlain ? value : opaque(node, why, value ? [value] : []))
  }
  parts.push(format.slice(end))
  return { kind: 'template', parts, ...spanOf(node) }
}
