import { lineOf, type Range, type SourceFile } from '../source/source-file.ts'
import { displayWidth } from './display-width.ts'
import { printable } from './printable.ts'
import type { Paint } from './style.ts'

export interface ExcerptLayout {
  readonly width: number
  /** Columns for the line number. */
  readonly gutter: number
}

/** A range over more lines is shown by its beginning. */
const mostLines = 6
const tab = '    '

/**
 * The lines of the range with their numbers, and a mark under what it covers of the first:
 *
 *     12 |   s3.put_object(Bucket=BUCKET, Key=key)
 *        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 */
export const excerpt = (file: SourceFile, range: Range, { width, gutter }: ExcerptLayout, paint: Paint): readonly string[] => {
  const line = lineOf(file, range.line)
  if (line.trim() === '') return []
  const last = lastLine(range)
  const room = Math.max(20, width - gutter - 5)
  const bar = (number: number | null): string => paint('gutter', `  ${`${number ?? ''}`.padStart(gutter)} |`)
  const start = range.column - 1
  const shown = visible(line, start, last > range.line ? line.trimEnd().length : range.endColumn - 1, room)
  const mark = ' '.repeat(shown.indent) + paint('mark', '^'.repeat(Math.max(1, shown.marked)))
  const lines = [`${bar(range.line)} ${shown.text}`, `${bar(null)} ${mark}`]
  const shownLast = last - range.line < mostLines ? last : range.line + mostLines - 2
  for (let number = range.line + 1; number <= shownLast; number++)
    lines.push(`${bar(number)} ${visible(lineOf(file, number), 0, 0, room).text}`.trimEnd())
  if (shownLast < last) lines.push(`${bar(null)} …`)
  return lines
}

const lastLine = ({ line, endLine, endColumn }: Range): number => (endColumn <= 1 && endLine > line ? endLine - 1 : endLine)

interface Visible {
  readonly text: string
  /** Columns before what is marked, and of what is marked. */
  readonly indent: number
  readonly marked: number
}

/** What fits of a line around the start of the mark, printable; `…` stands for what was left out. */
const visible = (line: string, start: number, end: number, room: number): Visible => {
  const from = windowStart(line, start, room)
  let text = from > 0 ? '…' : ''
  let column = text.length
  let indent = column
  let marked = 0
  let offset = from
  for (const character of line.slice(from, from + room + 1)) {
    const shown = character === '\t' ? tab : printable(character)
    const size = displayWidth(shown)
    if (column + size >= room) {
      text += '…'
      break
    }
    text += shown
    column += size
    if (offset < start) indent += size
    else if (offset < end) marked += size
    offset += character.length
  }
  return { text: text.trimEnd(), indent, marked }
}

/** Long lines are those of minified programs, and of policies written in one line. */
const windowStart = (line: string, start: number, room: number): number => {
  if (start <= room / 2) return 0
  const from = start - Math.floor(room / 3)
  return (line.charCodeAt(from) & 0xfc00) === 0xdc00 ? from - 1 : from
}
