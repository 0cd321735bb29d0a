import type { Edit } from '../source/edit.ts'
import type { SourceFile } from '../source/source-file.ts'
import { beginsLine, indentAt, isOneLine, lineAt } from './lines.ts'
import type { Node } from './node.ts'

/** Where and how a value stands in a file. */
export interface Place {
  readonly file: SourceFile
  /** How a text of its syntax is written there. */
  readonly encode: (text: string) => string
  /** In native syntax a comma may follow the last element. */
  readonly syntax: 'hcl' | 'json'
  /** There are no line breaks. */
  readonly isEscaped: boolean
}

/** `make` is given the indentation of the element's last line. */
type Make = (indent: string) => string

/**
 * Puts an element behind the last one of a list, or makes a list of one value; null where that cannot be done exactly. Comments and
 * the commas of neighbours stay as they are.
 */
export const append = (place: Place, node: Node, make: Make): Edit | null => {
  switch (node.kind) {
    case 'list':
      return appendToList(place, node, make)
    case 'value':
    case 'object': {
      const { file } = place
      const added = follow(place, node, make)
      return { file, start: node.start, end: node.end, text: `[${file.text.slice(node.start, added.start)}${added.text}]` }
    }
    case 'other':
      return null
  }
}

const appendToList = (place: Place, list: Node & { readonly kind: 'list' }, make: Make): Edit | null => {
  const { encode, file, isEscaped, syntax } = place
  const { text } = file
  const last = list.elements.at(-1)
  if (!last) {
    if (text.slice(list.start + 1, list.end - 1).trim() !== '') return null
    return { file, start: list.start, end: list.end, text: `[${encode(make(isEscaped ? '' : indentAt(text, list.start)))}]` }
  }
  const line = lineAt(text, last.end)
  const isOwnLine = !isEscaped && beginsLine(text, last.start) && line.end < list.end - 1
  if (!isOwnLine) return follow(place, last, make)
  const indent = indentAt(text, last.start)
  const rest = text.slice(last.end, line.end)
  const hasComma = /^\s*,/.test(rest)
  // Comments stand below each other, so that one more comma would move them all.
  if (!hasComma && rest.trim() !== '') return prependToList(place, list, make)
  const comma = hasComma && syntax === 'hcl' ? ',' : ''
  return {
    file,
    start: last.end,
    end: line.end,
    text: `${hasComma ? '' : ','}${rest}\n${indent}${encode(make(indent))}${comma}`,
  }
}

/** On a line of its own before the first element and the comments that it has. */
const prependToList = ({ encode, file }: Place, list: Node & { readonly kind: 'list' }, make: Make): Edit | null => {
  const [first] = list.elements
  const line = lineAt(file.text, list.start)
  if (!first || file.text.slice(list.start + 1, line.end).trim() !== '' || !beginsLine(file.text, first.start)) return null
  const indent = indentAt(file.text, first.start)
  return { file, start: line.end, end: line.end, text: `\n${indent}${encode(make(indent))},` }
}

/** Another text in place of one value. */
export const replace = ({ encode, file }: Place, { end, start }: Node, text: string): Edit => ({
  file,
  start,
  end,
  text: encode(text),
})

/** Behind a value, on its last line; a brace that begins that line is then indented as what it closed, as `terraform fmt` has it. */
const follow = ({ encode, file, isEscaped, syntax }: Place, { end, start }: Node, make: Make): Edit => {
  const { text } = file
  if (isEscaped || isOneLine(text, { start, end })) {
    const indent = isEscaped ? '' : indentAt(text, end - 1)
    return { file, start: end, end, text: encode(`, ${make(indent)}`) }
  }
  const indent = indentAt(text, end - 1)
  const made = `, ${make(indent)}`
  const isBrace = syntax === 'hcl' && beginsLine(text, end - 1)
  return isBrace ? { file, start: end - 1, end, text: `  ${text[end - 1]}${made}` } : { file, start: end, end, text: made }
}
