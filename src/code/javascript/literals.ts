import type { Expression, TemplateExpression } from '../ir.ts'
import { literalOf, opaque, spanOf } from '../ir-build.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import { type Lowering, shorten } from './lowering.ts'

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['0', '\0'],
  ['\n', ''],
  ['\r\n', ''],
])

/** The character that `\…` stands for. https://tc39.es/ecma262/#prod-EscapeSequence */
const unescaped = (written: string): string => {
  const body = written.slice(1)
  const simple = simpleEscapes.get(body)
  if (simple !== undefined) return simple
  const code = /^(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\})$/i.exec(body)
  if (!code) return body
  const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16)
  return point <= 0x10ffff ? String.fromCodePoint(point) : ''
}

/** The text of a string, or of a template that has no expression in it; undefined for anything else. */
export const textOfString = (node: SyntaxNode, lowering: Lowering): string | undefined => {
  if (node.type !== 'string' && node.type !== 'template_string') return undefined
  const parts = partsOf(node, lowering)
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined
}

export const lowerTemplate = (node: SyntaxNode, lowering: Lowering): Expression => {
  const parts = partsOf(node, lowering)
  const text = parts.every((part) => typeof part === 'string') ? parts.join('') : undefined
  return text === undefined ? { kind: 'template', parts, ...spanOf(node) } : literalOf(text, node)
}

/** What lies between the children of a template is text too: older grammars give it no node. */
export const partsOf = (node: SyntaxNode, lowering: Lowering): TemplateExpression['parts'] => {
  const parts: (string | Expression)[] = []
  let at = node.start + 1
  const upTo = (end: number): void => {
    if (end > at) parts.push(lowering.textOf({ start: at, end }))
  }
  for (const child of node.children) {
    if (child.start < at || child.end > node.end - 1) continue
    if (child.type === 'string_fragment') continue
    upTo(child.start)
    at = child.end
    if (child.type === 'escape_sequence') parts.push(unescaped(lowering.textOf(child)))
    else if (child.type === 'template_substitution') {
      const [inner] = namedChildren(child)
      parts.push(inner ? lowering.expression(inner) : opaque(child, 'it does not parse'))
    } else at = child.start
  }
  upTo(node.end - 1)
  return parts
}

export const lowerNumber = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = lowering.textOf(node)
  const value = Number(text.replaceAll('_', '').replace(/n$/, ''))
  return Number.isNaN(value) ? opaque(node, `it is the number ${shorten(text)}`) : literalOf(value, node)
}
