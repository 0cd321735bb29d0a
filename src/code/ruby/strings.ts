import type { Expression } from '../ir.ts'
import { literalOf, opaque, spanOf } from '../ir-build.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import { asExpression, type Lowering } from './lowering.ts'

type StringPart = string | Expression

/** A text in any of its forms: quoted, chained, as a symbol, a heredoc, or an element of `%w[]`. */
export const lowerString = (node: SyntaxNode, lowering: Lowering): Expression => joined(node, partsOf(node, lowering))

const joined = (node: SyntaxNode, parts: readonly StringPart[]): Expression =>
  parts.every((part) => typeof part === 'string') ? literalOf(parts.join(''), node) : { kind: 'template', parts, ...spanOf(node) }

const partsOf = (node: SyntaxNode, lowering: Lowering): readonly StringPart[] => {
  const isSingle = /^(?:'|%q)/.test(lowering.textOf(node).slice(0, 2))
  return node.children.flatMap((child): readonly StringPart[] => {
    switch (child.type) {
      case 'string':
        return partsOf(child, lowering)
      case 'string_content':
      case 'heredoc_content':
        return [isSingle ? lowering.textOf(child).replace(/\\([\\'])/g, '$1') : lowering.textOf(child)]
      case 'escape_sequence':
        return [resolveEscape(lowering.textOf(child))]
      case 'interpolation':
        return [interpolation(child, lowering)]
      default:
        return []
    }
  })
}

const interpolation = (node: SyntaxNode, lowering: Lowering): Expression => {
  const children = namedChildren(node)
  const [only] = children
  if (only && children.length === 1) return lowering.expression(only)
  return only ? asExpression(node, (tail) => lowering.statements(children, tail)) : literalOf('', node)
}

/** What `<<~` takes away is white space at the start of lines: the least that any of them has. */
export const lowerHeredoc = (node: SyntaxNode, lowering: Lowering): Expression => {
  const body = lowering.heredocs.get(node.start)
  if (!body) return opaque(node, 'its text does not parse')
  const opening = lowering.textOf(node)
  const content = body.children.filter((child) => child.type !== 'heredoc_end')
  const parts = partsOf({ ...body, children: content }, lowering)
  const [first, ...others] = parts
  const whole = typeof first === 'string' ? [first.replace(/^\r?\n/, ''), ...others] : parts
  const closed = whole.map((part, index) =>
    index === whole.length - 1 && typeof part === 'string' ? part.replace(/[ \t]+$/, '') : part,
  )
  return joined(node, opening.startsWith('<<~') ? withoutIndent(closed) : closed)
}

const withoutIndent = (parts: readonly StringPart[]): readonly StringPart[] => {
  const text = parts.map((part) => (typeof part === 'string' ? part : '\u0001')).join('')
  const indents = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0]))
  const indent = Math.min(...indents, 200)
  if (indent === 0) return parts
  const start = new RegExp(`^[ \\t]{0,${indent}}`)
  return parts.map((part, index) =>
    typeof part === 'string'
      ? part
          .split('\n')
          .map((line, number) => (number > 0 || index === 0 ? line.replace(start, '') : line))
          .join('\n')
      : part,
  )
}

/** `:name`, `:"na#{me}"`, `name:`. */
export const lowerSymbol = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = lowering.textOf(node)
  if (node.type === 'simple_symbol') return literalOf(text.replace(/^:/, ''), node)
  if (node.type === 'hash_key_symbol') return literalOf(text.replace(/:$/, ''), node)
  return lowerString(node, lowering)
}

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['s', ' '],
  ['0', '\0'],
  ['e', '\u001b'],
  ['\n', ''],
])

const resolveEscape = (text: string): string => {
  const code = /^\\(?:x([\da-fA-F]{1,2})|u\{?([\da-fA-F]{1,6})\}?)$/.exec(text)
  const digits = code?.[1] ?? code?.[2]
  if (digits !== undefined) {
    const point = Number.parseInt(digits, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  }
  const character = text.slice(1)
  return escapes.get(character) ?? character
}

/** The bodies of heredocs, in the order in which they begin. */
export const heredocsIn = (root: SyntaxNode): ReadonlyMap<number, SyntaxNode> => {
  const beginnings: SyntaxNode[] = []
  const bodies: SyntaxNode[] = []
  const walk = (node: SyntaxNode): void => {
    if (node.type === 'heredoc_beginning') beginnings.push(node)
    if (node.type === 'heredoc_body') bodies.push(node)
    for (const child of node.children) walk(child)
  }
  walk(root)
  bodies.sort((a, b) => a.start - b.start)
  beginnings.sort((a, b) => a.start - b.start)
  return new Map(beginnings.flatMap((beginning, index) => (bodies[index] ? [[beginning.start, bodies[index]] as const] : [])))
}
