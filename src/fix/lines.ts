/** Offsets of the line that an offset is in; the end is before its line break. */
export const lineAt = (text: string, offset: number): { readonly start: number; readonly end: number } => {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const found = text.indexOf('\n', offset)
  const end = found === -1 ? text.length : found
  return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end }
}

/** The white space that the line of an offset begins with. */
export const indentAt = (text: string, offset: number): string => {
  const { end, start } = lineAt(text, offset)
  return /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? ''
}

/** Whether nothing but space stands before it on its line. */
export const beginsLine = (text: string, offset: number): boolean => text.slice(lineAt(text, offset).start, offset).trim() === ''

export const isOneLine = (text: string, { end, start }: { readonly start: number; readonly end: number }): boolean =>
  !text.slice(start, end).includes('\n')

/** With the line breaks that the file has. */
export const withBreaksOf = (file: string, text: string): string => (file.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text)
