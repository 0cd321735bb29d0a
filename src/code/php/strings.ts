import type { Expression } from '../ir.ts'
import { literalOf, opaque, spanOf } from '../ir-build.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['v', '\v'],
  ['e', '\u001b'],
  ['f', '\f'],
])

/** What `\n`, `\x41`, `\u{1F600}` and `\101` stand for in double quotes. */
const unescaped = (text: string): string => {
  const code = /^\\(?:x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]{1,6})\}|([0-7]{1,3}))$/.exec(text)
  if (code?.[3] !== undefined) return String.fromCharCode(Number.parseInt(code[3], 8) & 0xff)
  const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16)
  if (code) return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  return escapes.get(text.slice(1)) ?? text.slice(1)
}

/** `'…'` knows `\\` and `\'` alone. */
export const singleQuoted = (node: SyntaxNode, lowering: Lowering): Expression =>
  literalOf(
    lowering
      .textOf(node)
      .replace(/^[bB]?'|'$/g, '')
      .replaceAll(/\\([\\'])/g, '$1'),
    node,
  )

/** `"a/{$b->c}/$d[e]"` and heredocs; the name in `$d[e]` is a text. */
export const interpolated = (node: SyntaxNode, lowering: Lowering): Expression => {
  const parts = namedChildren(node).map((child): string | Expression => {
    switch (child.type) {
      case 'string_content':
      case 'string_value':
      case 'nowdoc_string':
        return lowering.textOf(child)
      case 'escape_sequence':
        return unescaped(lowering.textOf(child))
      case 'subscript_expression':
        return simpleIndex(child, lowering)
      case 'dynamic_variable_name': {
        const name = /^\$\{(\w+)\}$/.exec(lowering.textOf(child))?.[1]
        return name === undefined ? lowering.parts.expression(child, lowering) : { kind: 'name', name, ...spanOf(child) }
      }
      default:
        return lowering.parts.expression(child, lowering)
    }
  })
  const texts = parts.filter((part) => typeof part === 'string')
  return texts.length === parts.length ? literalOf(texts.join(''), node) : { kind: 'template', parts, ...spanOf(node) }
}

const simpleIndex = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [object, index] = namedChildren(node)
  if (object && index?.type === 'name')
    return {
      kind: 'index',
      object: lowering.parts.expression(object, lowering),
      index: literalOf(lowering.textOf(index), index),
      ...spanOf(node),
    }
  return lowering.parts.expression(node, lowering)
}

/** Its lines without the indentation of the closing word. */
export const heredoc = (node: SyntaxNode, lowering: Lowering): Expression => {
  const body = node.children.find((child) => child.field === 'value')
  const end = node.children.find((child) => child.field === 'end_tag')
  if (!body) return literalOf('', node)
  const before = end ? (/[ \t]*$/.exec(lowering.file.text.slice(Math.max(0, end.start - 80), end.start))?.[0] ?? '') : ''
  const indentation = before + (end ? (/^[ \t]*/.exec(lowering.textOf(end))?.[0] ?? '') : '')
  const lowered = interpolated(body, lowering)
  const strip = (text: string, isFirst: boolean): string => {
    if (indentation === '') return text
    const inner = text.replaceAll(`\n${indentation}`, '\n')
    return isFirst && inner.startsWith(indentation) ? inner.slice(indentation.length) : inner
  }
  const trimEnd = (text: string): string => text.replace(/\r?\n[ \t]*$/, '')
  if (lowered.kind === 'literal') return literalOf(trimEnd(strip(String(lowered.value).replace(/^\r?\n/, ''), true)), node)
  if (lowered.kind !== 'template') return opaque(node, 'it is a text of several lines')
  const parts = lowered.parts.map((part, index) => {
    if (typeof part !== 'string') return part
    const text = strip(index === 0 ? part.replace(/^\r?\n/, '') : part, index === 0)
    return index === lowered.parts.length - 1 ? trimEnd(text) : text
  })
  return { ...lowered, parts }
}
