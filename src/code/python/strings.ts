import type { Expression } from '../ir.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { type Lowering, opaque, spanOf } from './lowering.ts'

type StringPart = string | Expression

/** A string literal of any prefix, or an f-string with what it interpolates. */
export const lowerString = (node: SyntaxNode, lowering: Lowering): Expression => {
  const parts =
    node.type === 'concatenated_string'
      ? node.children.flatMap((child) => stringParts(child, lowering))
      : stringParts(node, lowering)
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), ...spanOf(node) }
  return { kind: 'template', parts, ...spanOf(node) }
}

const stringParts = (node: SyntaxNode, lowering: Lowering): StringPart[] => {
  if (node.type !== 'string') return []
  const start = node.children.find((child) => child.type === 'string_start')
  const prefix = start ? lowering.textOf(start).toLowerCase() : ''
  const isRaw = prefix.includes('r')
  return node.children.flatMap((child): StringPart[] => {
    if (child.type === 'interpolation') return interpolation(child, lowering)
    if (child.type !== 'string_content') return []
    const text = lowering.textOf(child)
    const unbraced = prefix.includes('f') ? text.replace(/\{\{|\}\}/g, (braces) => braces.slice(1)) : text
    return [isRaw ? unbraced : resolveEscapes(unbraced)]
  })
}

const interpolation = (node: SyntaxNode, lowering: Lowering): StringPart[] => {
  const value = childOf(node, 'expression') ?? node.children.find((child) => child.named)
  if (!value) return []
  const lowered = lowering.expression(value)
  const format = node.children.find((child) => child.type === 'format_specifier')
  const conversion = node.children.find((child) => child.type === 'type_conversion')
  const shown = node.children.some((child) => child.type === '=') ? [`${lowering.textOf(value)}=`] : []
  const changed =
    format ??
    (conversion && lowering.textOf(conversion) !== '!s' ? conversion : undefined) ??
    (shown.length > 0 ? value : undefined)
  if (!changed) return [lowered]
  return [...shown, opaque(node, `it is ${lowering.textOf(value)} in the format "${lowering.textOf(changed)}"`, [lowered])]
}

const simpleEscapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\n', ''],
])

const resolveEscapes = (text: string): string =>
  text.includes('\\')
    ? text.replace(
        /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g,
        (all, octal, hex, short, long, other) => {
          if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
          const code = hex ?? short ?? long
          if (code !== undefined) return codePoint(Number.parseInt(code, 16))
          return simpleEscapes.get(other) ?? all
        },
      )
    : text

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
