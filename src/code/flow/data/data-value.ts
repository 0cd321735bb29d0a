import type { Location, SourceFile } from '../../../source/source-file.ts'
import { list, literalText, nothing, opaque, record, type Value } from '../values/value.ts'

/** Data of a file as the program has it, each text with its place in the file. */

/** More than a file of settings has. */
const mostValues = 20_000
const deepest = 64

interface Cursor {
  readonly location: Location
  /** Where the search for the next text starts: data is in the order in which it was written. */
  at: number
  left: number
}

/** `written`: the text that says the data. */
export const valueOfData = (data: unknown, written: Location): Value =>
  convert(data, { location: written, at: written.start, left: mostValues }, 0)

/** All of a file. */
export const wholeOf = (file: SourceFile): Location => ({ file, start: 0, end: file.text.length })

const convert = (data: unknown, cursor: Cursor, depth: number): Value => {
  cursor.left -= 1
  if (depth > deepest || cursor.left < 0) return opaque('it is of a file that is too large to be followed', cursor.location)
  if (typeof data === 'string') return literalText(data, place(data, cursor))
  if (typeof data === 'number' || typeof data === 'boolean') return { kind: 'constant', value: data }
  if (typeof data === 'bigint') return { kind: 'constant', value: Number(data) }
  if (data === null || data === undefined) return nothing
  if (Array.isArray(data)) return list(data.map((one) => convert(one, cursor, depth + 1)))
  if (data instanceof Date) return opaque('it is a date', cursor.location)
  const entries: readonly (readonly [unknown, unknown])[] =
    data instanceof Map ? [...data] : typeof data === 'object' ? Object.entries(data) : []
  return record(
    'object',
    entries.map(([key, value]) => {
      place(String(key), cursor)
      return [String(key), convert(value, cursor, depth + 1)] as const
    }),
  )
}

/** The next place at which the text stands; all of the document if it is written in another way there. */
const place = (text: string, cursor: Cursor): Location => {
  const { file, end } = cursor.location
  const found = text === '' ? -1 : file.text.indexOf(text, cursor.at)
  if (found === -1 || found + text.length > end) return cursor.location
  cursor.at = found + text.length
  return { file, start: found, end: found + text.length }
}
