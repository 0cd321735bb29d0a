/** The text of one file. `path` is relative to where the scan was started, with `/`; a member of a zip is `lambda.zip!app.py`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Of a text that is no file of the user's: where to show what stands in it. */
  readonly shownAt?: Location
}

/** A stretch of a file's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A stretch of a given file: what values, statements and calls carry to say where they were written. */
export interface Location extends Span {
  readonly file: SourceFile
}

/** Lines and columns are counted from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Range {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Position {
  readonly line: number
  readonly column: number
}

const lineStartsOf = new WeakMap<SourceFile, readonly number[]>()

const lineStarts = (file: SourceFile): readonly number[] => {
  const known = lineStartsOf.get(file)
  if (known) return known
  const starts = [0]
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1)
  lineStartsOf.set(file, starts)
  return starts
}

/** The line and column of an offset; an offset past the end is the end. */
export const positionAt = (file: SourceFile, offset: number): Position => {
  const starts = lineStarts(file)
  const wanted = Math.min(offset, file.text.length)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= wanted) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: wanted - (starts[low] as number) + 1 }
}

export const locate = (file: SourceFile, span: Span): Location => file.shownAt ?? { file, start: span.start, end: span.end }

export const rangeOf = ({ file, start, end }: Location): Range => {
  const from = positionAt(file, start)
  const to = positionAt(file, end)
  return { file: file.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/** The text of a line (counted from 1), without its line break. */
export const lineOf = (file: SourceFile, line: number): string => {
  const starts = lineStarts(file)
  const start = starts[line - 1]
  if (start === undefined) return ''
  return file.text.slice(start, (starts[line] ?? file.text.length + 1) - 1).replace(/\r$/, '')
}
