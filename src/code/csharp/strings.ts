import type { Expression } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { partsOf } from './nodes.ts'

/** https://learn.microsoft.com/dotnet/csharp/language-reference/language-specification/lexical-structure#6456-string-literals */
const simpleEscapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\u0007'],
  ['e', '\u001b'],
  ['0', '\0'],
])

const resolveEscapes = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:x([\da-fA-F]{1,4})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g, (_, hex, short, long, other) => {
        const code = hex ?? short ?? long
        if (code === undefined) return simpleEscapes.get(other) ?? other
        const point = Number.parseInt(code, 16)
        return point <= 0x10ffff ? String.fromCodePoint(point) : ''
      })
    : text

/** Without the line breaks after the opening and before the closing quotes, and without the indent of the latter. */
const stripIndent = (text: string): string => {
  const lines = text.split(/\r?\n/)
  const indent = lines.at(-1) ?? ''
  if (lines.length < 3 || indent.trim() !== '') return text
  return lines
    .slice(1, -1)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n')
}

export const lowerString = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = lowering.textOf(node).replace(/u8$/i, '')
  return { kind: 'literal', value: contentOf(text), ...spanOf(node) }
}

const contentOf = (text: string): string => {
  const quotes = /^"{3,}/.exec(text)?.[0].length ?? 0
  if (quotes > 0) return stripIndent(text.slice(quotes, -quotes))
  if (text.startsWith('@"')) return text.slice(2, -1).replaceAll('""', '"')
  return resolveEscapes(text.slice(1, -1))
}

/** `$"reports/{id}"`, verbatim and raw ones too. A part with a format that changes its text is not followed. */
export const lowerInterpolated = (node: SyntaxNode, lowering: Lowering): Expression => {
  const head = /^[$@]*"*/.exec(lowering.textOf(node))?.[0] ?? ''
  const isRaw = head.includes('"""')
  const isVerbatim = head.includes('@')
  const parts: (string | Expression)[] = []
  for (const child of node.children) {
    if (child.type === 'interpolation') parts.push(interpolated(child, lowering))
    else if (child.type === 'string_content' || child.type === 'escape_sequence') {
      const text = lowering.textOf(child)
      const doubled = isRaw ? text : text.replaceAll('{{', '{').replaceAll('}}', '}')
      parts.push(isRaw ? doubled : isVerbatim ? doubled.replaceAll('""', '"') : resolveEscapes(doubled))
    }
  }
  const [only] = parts
  const isBlock = isRaw && typeof only === 'string' && parts.length === 1
  return { kind: 'template', parts: isBlock ? [stripIndent(only)] : isRaw ? withoutIndents(parts) : parts, ...spanOf(node) }
}

const withoutIndents = (parts: readonly (string | Expression)[]): readonly (string | Expression)[] => {
  const [first] = parts
  const last = parts.at(-1)
  if (typeof first !== 'string' || typeof last !== 'string' || !/^\s*\n/.test(first)) return parts
  const indent = /\n([ \t]*)$/.exec(last)?.[1] ?? ''
  return parts.map((part, index) => {
    if (typeof part !== 'string') return part
    const opened = index === 0 ? part.replace(/^[ \t]*\r?\n/, '\n') : part
    const plain = opened.replaceAll(`\n${indent}`, '\n')
    const started = index === 0 ? plain.slice(1) : plain
    return index === parts.length - 1 ? started.replace(/\r?\n[ \t]*$/, '') : started
  })
}

const interpolated = (node: SyntaxNode, lowering: Lowering): Expression => {
  const value = partsOf(node).find((child) => !/^interpolation_/.test(child.type))
  if (!value) return opaque(node, 'it does not parse')
  const format = node.children.find((child) => /^interpolation_(?:format|alignment)_clause$/.test(child.type))
  const lowered = lowering.parts.expression(value, lowering)
  return format ? opaque(node, `it is a value in the format "${lowering.textOf(format)}"`, [lowered]) : lowered
}

/** `string.Format` with a known format. https://learn.microsoft.com/dotnet/standard/base-types/composite-formatting */
export const lowerFormat = (format: string, values: readonly Expression[], node: SyntaxNode): Expression => {
  const parts: (string | Expression)[] = []
  const used = new Set<number>()
  let end = 0
  for (const match of format.matchAll(/\{\{|\}\}|\{(\d+)([^{}]*)\}/g)) {
    parts.push(format.slice(end, match.index))
    end = match.index + match[0].length
    if (match[1] === undefined) {
      parts.push(match[0].charAt(0))
      continue
    }
    const value = values[Number(match[1])]
    const why = `it is a value in the format "${match[0]}"`
    parts.push(value && match[2] === '' ? value : opaque(node, why, value ? [value] : []))
    used.add(Number(match[1]))
  }
  parts.push(format.slice(end))
  const unused = values.filter((_, index) => !used.has(index))
  const template: Expression = { kind: 'template', parts, ...spanOf(node) }
  return unused.length === 0 ? template : { kind: 'sequence', expressions: [...unused, template], ...spanOf(node) }
}
