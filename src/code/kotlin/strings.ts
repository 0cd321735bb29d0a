import type { Expression } from '../ir.ts'
import { literalOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { lowerName, lowerThis } from './names.ts'
import { partsOf } from './nodes.ts'

/** A string with its templates. https://kotlinlang.org/docs/strings.html */
export const lowerString = (node: SyntaxNode, lowering: Lowering): Expression => {
  const isRaw = node.type === 'multiline_string_literal'
  const quotes = isRaw ? 3 : 1
  const end = node.end - quotes
  const parts: (string | Expression)[] = []
  let at = node.start + quotes
  // The grammar tells `${x}` from text, and `$x` not always.
  for (const child of node.children) {
    if (child.type !== 'interpolation' || lowering.file.text.slice(child.start, child.start + 2) !== '${') continue
    parts.push(...plainParts(at, child.start, isRaw, lowering))
    const [inner] = partsOf(child)
    if (inner) parts.push(lowering.parts.expression(inner, lowering))
    at = child.end
  }
  parts.push(...plainParts(at, end, isRaw, lowering))
  const known = parts.filter((part) => part !== '')
  if (known.every((part) => typeof part === 'string')) return literalOf(known.join(''), node)
  return { kind: 'template', parts: known, ...spanOf(node) }
}

/** Text in which `$name` is a template. */
const plainParts = (start: number, end: number, isRaw: boolean, lowering: Lowering): readonly (string | Expression)[] => {
  const text = lowering.file.text.slice(start, end)
  const parts: (string | Expression)[] = []
  let from = 0
  for (const match of text.matchAll(isRaw ? /\$([A-Za-z_]\w*)/g : /\\u[\da-fA-F]{4}|\\[\s\S]|\$([A-Za-z_]\w*)/g)) {
    const [written, name] = match
    if (name === undefined) {
      parts.push(text.slice(from, match.index), escapeOf(written))
    } else {
      const at = { start: start + match.index + 1, end: start + match.index + written.length }
      parts.push(text.slice(from, match.index), name === 'this' ? lowerThis(null, at, lowering) : lowerName(name, at, lowering))
    }
    from = match.index + written.length
  }
  return [...parts, text.slice(from)]
}

const escapes = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
])

const escapeOf = (written: string): string =>
  written.length > 2
    ? String.fromCharCode(Number.parseInt(written.slice(2), 16))
    : (escapes.get(written.slice(1)) ?? written.slice(1))
