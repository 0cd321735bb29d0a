import { styleText } from 'node:util'
import type { Severity } from './report.ts'

type Format = Parameters<typeof styleText>[0]

const formats = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  note: ['bold', 'cyan'],
  place: 'bold',
  gutter: 'dim',
  mark: 'green',
  rule: 'dim',
} as const satisfies Readonly<Record<Severity | 'place' | 'gutter' | 'mark' | 'rule', Format | readonly Format[]>>

export type Style = keyof typeof formats

export type Paint = (style: Style, text: string) => string

export const paintWith = (colour: boolean): Paint => (colour ? colourful : plain)

const plain: Paint = (_style, text) => text

const colourful: Paint = (style, text) => {
  const format = formats[style]
  return styleText(typeof format === 'string' ? format : [...format], text, { validateStream: false })
}
