import type { Diagnostic } from '../../../src/source/diagnostic.ts'
import { rangeOf } from '../../../src/source/source-file.ts'
import type { Body } from '../../../src/terraform/hcl/ast.ts'

/** The diagnostics as the text reporter has them. */
export const printed = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(({ location, severity, summary, detail }) => {
      const range = location && rangeOf(location)
      return `${range?.file}:${range?.line}:${range?.column}: ${severity}: ${summary}\n  ${detail}\n`
    })
    .join('')

/** The names of all that was read: `a, b!, block label { c }`, where `!` marks an argument whose value was not. */
export const outline = ({ attributes, blocks }: Body): string =>
  [
    ...attributes.map(({ start, name, value }) => ({ start, text: value.kind === 'invalid' ? `${name}!` : name })),
    ...blocks.map(({ start, type, labels, body }) => {
      const header = [type, ...labels.map(({ value }) => value)].join(' ')
      return { start, text: `${header} { ${outline(body)} }` }
    }),
  ]
    .sort((one, other) => one.start - other.start)
    .map(({ text }) => text)
    .join(', ')
