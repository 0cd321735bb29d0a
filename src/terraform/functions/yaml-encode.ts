import { knownText } from '../../source/text.ts'
import { entriesOf } from '../value/convert.ts'
import { formatNumber } from '../value/number.ts'
import type { Value } from '../value/value.ts'

/**
 * A value that is wholly known as Terraform writes YAML: every string in quotes, or as a literal block when it has several lines.
 * https://developer.hashicorp.com/terraform/language/functions/yamlencode
 */
export const writeYaml = (value: Value): string => {
  const emitter: Emitter = { text: '', column: 0, whitespace: true, indention: true, openEnded: false }
  writeNode(emitter, value, -1, { inMapping: false, asKey: false })
  const written = emitter.text.endsWith('\n') ? emitter.text : `${emitter.text}\n`
  return emitter.openEnded ? `${written}...\n` : written
}

/** What is written so far, and what the next indicator needs to know of it. The names are libyaml's. */
interface Emitter {
  text: string
  column: number
  /** The last character is a space, or begins a line. */
  whitespace: boolean
  /** Only indentation and indicators stand on this line. */
  indention: boolean
  /** Where it ends does not show in what is written. */
  openEnded: boolean
}

interface Place {
  readonly inMapping: boolean
  readonly asKey: boolean
}

const STEP = 2
const WIDTH = 80

const put = (emitter: Emitter, text: string): void => {
  emitter.text += text
  emitter.column += [...text].length
}

const breakLine = (emitter: Emitter): void => {
  emitter.text += '\n'
  emitter.column = 0
}

const writeIndent = (emitter: Emitter, indent: number): void => {
  const wanted = Math.max(0, indent)
  const { column } = emitter
  if (!emitter.indention || column > wanted || (column === wanted && !emitter.whitespace)) breakLine(emitter)
  put(emitter, ' '.repeat(Math.max(0, wanted - emitter.column)))
  emitter.whitespace = true
  emitter.indention = true
}

const writeIndicator = (emitter: Emitter, indicator: string, spaced: boolean, isIndention: boolean): void => {
  put(emitter, spaced && !emitter.whitespace ? ` ${indicator}` : indicator)
  emitter.whitespace = false
  emitter.indention = emitter.indention && isIndention
  emitter.openEnded = false
}

const writePlain = (emitter: Emitter, text: string, isRoot: boolean): void => {
  put(emitter, emitter.whitespace ? text : ` ${text}`)
  emitter.whitespace = false
  emitter.indention = false
  if (isRoot) emitter.openEnded = true
}

const deeper = (indent: number): number => (indent < 0 ? 0 : indent + STEP)

const writeNode = (emitter: Emitter, value: Value, indent: number, place: Place): void => {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      writePlain(emitter, 'null', indent < 0)
      return
    case 'bool':
      writePlain(emitter, String(value.value), indent < 0)
      return
    case 'number':
      writePlain(emitter, formatNumber(value), indent < 0)
      return
    case 'string':
      writeString(emitter, knownText(value.parts) ?? '', indent < 0 ? STEP : indent + STEP, place)
      return
    case 'list':
    case 'set':
    case 'tuple':
      writeSequence(emitter, value.elements, indent, place)
      return
    case 'map':
    case 'object':
      writeMapping(emitter, entriesOf(value), indent)
      return
  }
}

const writeSequence = (emitter: Emitter, elements: readonly Value[], indent: number, { inMapping }: Place): void => {
  if (elements.length === 0) {
    writeEmpty(emitter, '[]')
    return
  }
  // A sequence that is the value of a key stands as far left as the key.
  const inner = inMapping && !emitter.indention && indent >= 0 ? indent : deeper(indent)
  for (const element of elements) {
    writeIndent(emitter, inner)
    writeIndicator(emitter, '-', true, true)
    writeNode(emitter, element, inner, { inMapping: false, asKey: false })
  }
}

const writeMapping = (emitter: Emitter, entries: readonly (readonly [string, Value])[], indent: number): void => {
  if (entries.length === 0) {
    writeEmpty(emitter, '{}')
    return
  }
  const inner = deeper(indent)
  for (const [key, element] of entries) {
    writeIndent(emitter, inner)
    const isSimple = Buffer.byteLength(key) <= 128 && !breaks.test(key)
    if (!isSimple) writeIndicator(emitter, '?', true, true)
    writeString(emitter, key, inner + STEP, { inMapping: true, asKey: isSimple })
    if (isSimple) writeIndicator(emitter, ':', false, false)
    else {
      writeIndent(emitter, inner)
      writeIndicator(emitter, ':', true, true)
    }
    writeNode(emitter, element, inner, { inMapping: true, asKey: false })
  }
}

const writeEmpty = (emitter: Emitter, brackets: string): void => {
  writeIndicator(emitter, brackets, true, false)
  emitter.whitespace = false
  emitter.indention = false
}

const breaks = /[\n\r\u0085\u2028\u2029]/

const printable = /^[\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/

const isPrintable = (character: string): boolean => printable.test(character)

const writeString = (emitter: Emitter, text: string, indent: number, { asKey }: Place): void => {
  const isBlock =
    text.includes('\n') && !asKey && !text.endsWith(' ') && !/ [\n\r\u0085\u2028\u2029]/.test(text) && [...text].every(isPrintable)
  if (isBlock) writeLiteral(emitter, text, indent)
  else writeQuoted(emitter, text, indent, !asKey)
}

const endingBreaks = /[\n\r\u0085\u2028\u2029]*$/

const writeLiteral = (emitter: Emitter, text: string, indent: number): void => {
  const ending = endingBreaks.exec(text)?.[0].length ?? 0
  const chomp = ending === 0 ? '-' : ending > 1 || text.length === 1 ? '+' : ''
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? String(STEP) : ''
  writeIndicator(emitter, `|${hint}${chomp}`, true, false)
  breakLine(emitter)
  emitter.indention = true
  emitter.whitespace = true
  let begun = false
  for (const character of text) {
    if (breaks.test(character)) {
      if (character === '\n') breakLine(emitter)
      else {
        emitter.text += character
        emitter.column = 0
      }
      emitter.indention = true
      begun = false
      continue
    }
    if (!begun) writeIndent(emitter, indent)
    put(emitter, character)
    emitter.indention = false
    begun = true
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\0', '0'],
  ['\u0007', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\u001b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\u0085', 'N'],
  ['\u00a0', '_'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
])

const escapeOf = (character: string): string => {
  const short = escapes.get(character)
  if (short) return `\\${short}`
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

const writeQuoted = (emitter: Emitter, text: string, indent: number, mayFold: boolean): void => {
  writeIndicator(emitter, '"', true, false)
  const characters = [...text]
  let spaces = false
  for (const [at, character] of characters.entries()) {
    if (!isPrintable(character) || breaks.test(character) || character === '"' || character === '\\') {
      put(emitter, escapeOf(character))
      spaces = false
    } else if (character !== ' ') {
      put(emitter, character)
      spaces = false
    } else {
      if (mayFold && !spaces && emitter.column > WIDTH && at > 0 && at < characters.length - 1) {
        writeIndent(emitter, indent)
        if (characters[at + 1] === ' ') put(emitter, '\\')
      } else put(emitter, ' ')
      spaces = true
    }
  }
  writeIndicator(emitter, '"', false, false)
  emitter.whitespace = false
  emitter.indention = false
}
