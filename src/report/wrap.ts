import { displayWidth } from './display-width.ts'
import type { Paint, Style } from './style.ts'

export interface Segment {
  readonly text: string
  readonly style?: Style
}

export interface Layout {
  readonly width: number
  /** Before the first line. */
  readonly indent: number
  /** Before every other line. */
  readonly hanging: number
}

/** Lines of whole words that fit the width; a word that is wider than a line, such as an address, keeps a line of its own. */
export const wrap = (segments: readonly Segment[], { width, indent, hanging }: Layout, paint: Paint): string => {
  let out = ' '.repeat(indent)
  let column = indent
  let lineIsEmpty = true
  for (const { text, style } of segments) {
    for (const word of text.split(' ')) {
      if (word === '') continue
      const size = displayWidth(word)
      if (!lineIsEmpty && column + 1 + size > width) {
        out += `\n${' '.repeat(hanging)}`
        column = hanging
        lineIsEmpty = true
      }
      if (!lineIsEmpty) out += ' '
      out += style ? paint(style, word) : word
      column += size + (lineIsEmpty ? 0 : 1)
      lineIsEmpty = false
    }
  }
  return out
}
