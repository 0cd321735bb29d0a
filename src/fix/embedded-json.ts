import type { SourceFile } from '../source/source-file.ts'
import type { Template } from '../terraform/hcl/ast.ts'
import { readJson } from '../terraform/hcl/json-reader.ts'
import { type Node, nodeOfJson } from './node.ts'

/** JSON that is written as a string, and how a text of JSON is written into it. */
export interface EmbeddedJson {
  readonly node: Node
  readonly encode: (json: string) => string
  /** In a quoted string there are no line breaks. */
  readonly isEscaped: boolean
}

/** What a string says, with the place of each character; interpolations stand as that many letters. */
interface Unescaped {
  readonly text: string
  readonly at: (offset: number) => number
}

/** A JSON document in a heredoc or a quoted string; null if it is no JSON, or made by directives of the template. */
export const embeddedJson = (template: Template, file: SourceFile, isJsonFile: boolean): EmbeddedJson | null => {
  const masked = mask(template, file.text)
  if (masked === null) return null
  const { at, text } = template.heredoc ? heredocBody(template, masked) : unescaped(template, masked)
  const { diagnostics, value } = readJson({ path: file.path, text })
  if (diagnostics.length > 0) return null
  const encode = template.heredoc ? (json: string) => json : isJsonFile ? inJsonString : inQuotes
  return { node: nodeOfJson(value, at), encode, isEscaped: !template.heredoc }
}

/** The whole file with the template's interpolations hidden; null if there are directives in it. */
const mask = ({ parts }: Template, text: string): string | null => {
  let masked = text
  for (const part of parts) {
    if (part.kind === 'if' || part.kind === 'for') return null
    if (part.kind === 'interpolation')
      masked = masked.slice(0, part.start) + 'x'.repeat(part.end - part.start) + masked.slice(part.end)
  }
  return masked
}

const heredocBody = ({ end, start }: Template, text: string): Unescaped => {
  const from = text.indexOf('\n', start) + 1
  const until = text.lastIndexOf('\n', end - 1) + 1
  return { text: text.slice(from, until), at: (offset) => from + offset }
}

/** Both syntaxes escape as JSON does, as far as a policy needs it. */
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|.)/gy

const unescaped = ({ end, start }: Template, text: string): Unescaped => {
  const places: number[] = []
  let said = ''
  for (let at = start + 1; at < end - 1; ) {
    ESCAPE.lastIndex = at
    const [sequence = text.charAt(at)] = ESCAPE.exec(text) ?? []
    places.push(at)
    said += sequence.length > 1 ? meaningOf(sequence) : sequence
    at += sequence.length
  }
  places.push(end - 1)
  return { text: said, at: (offset) => places[offset] ?? end - 1 }
}

const meaningOf = (sequence: string): string => {
  switch (sequence[1]) {
    case 'n':
      return '\n'
    case 't':
      return '\t'
    case 'r':
      return '\r'
    case 'u':
      return String.fromCharCode(Number.parseInt(sequence.slice(2), 16))
    default:
      return sequence.slice(1)
  }
}

/** In JSON a whole string is escaped, its interpolations too. */
export const inJsonString = (text: string): string => JSON.stringify(text).slice(1, -1)

/** In native syntax an interpolation in a quoted string is written as elsewhere. */
const inQuotes = (text: string): string =>
  text
    .split(/(?<!\$)(\$\{[^}]*\})/)
    .map((part, index) => (index % 2 === 1 ? part : inJsonString(part)))
    .join('')
