import { inJsonString } from './embedded-json.ts'

export type Syntax = 'hcl' | 'json'

/** A string of literal parts and references, which stand in it as `${…}`. */
export type Parts = readonly (string | { readonly reference: string })[]

/** The value of an element of a statement: strings, written as a list or as one; or an object, such as a principal. */
export type FieldValue =
  | { readonly kind: 'one'; readonly parts: Parts }
  | { readonly kind: 'list'; readonly elements: readonly Parts[]; readonly lines: boolean }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }

export interface Field {
  readonly name: string
  readonly value: FieldValue
}

/** How the objects of a document are written. */
export interface Style {
  readonly syntax: Syntax
  /** Each field on a line of its own. */
  readonly lines: boolean
  /** The names of fields in quotes, in native syntax. */
  readonly quotes: boolean
  /** Between name and value. */
  readonly separator: '=' | ':'
}

const escapedTemplate = (text: string): string => text.replaceAll('${', '$${').replaceAll('%{', '%%{')

/** A string with references, as it is written in either syntax. */
export const renderParts = (parts: Parts, syntax: Syntax): string => {
  const [only] = parts
  if (syntax === 'hcl' && parts.length === 1 && typeof only === 'object') return only.reference
  const inside = parts.map((part) => (typeof part === 'string' ? escapedTemplate(inJsonString(part)) : `\${${part.reference}}`))
  return `"${inside.join('')}"`
}

const renderValue = (value: FieldValue, style: Style, indent: string): string => {
  switch (value.kind) {
    case 'one':
      return renderParts(value.parts, style.syntax)
    case 'list':
      return renderList(value.elements, value.lines && style.lines, style.syntax, indent)
    case 'object':
      return renderObject(value.fields, value.fields.length > 1 ? style : { ...style, lines: false }, indent)
  }
}

const renderList = (elements: readonly Parts[], lines: boolean, syntax: Syntax, indent: string): string => {
  const rendered = elements.map((element) => renderParts(element, syntax))
  if (!lines) return `[${rendered.join(', ')}]`
  const last = syntax === 'hcl' ? ',' : ''
  return `[\n${rendered.map((each) => `${indent}  ${each}`).join(',\n')}${last}\n${indent}]`
}

/** An object without a line break before it; `indent` is that of its last line. */
export const renderObject = (fields: readonly Field[], style: Style, indent: string): string => {
  const name = (field: Field): string => (style.syntax === 'json' || style.quotes ? JSON.stringify(field.name) : field.name)
  if (!style.lines) {
    const between = style.separator === ':' ? ': ' : ' = '
    return `{ ${fields.map((field) => `${name(field)}${between}${renderValue(field.value, style, indent)}`).join(', ')} }`
  }
  const inner = `${indent}  `
  const values = fields.map((field) => renderValue(field.value, style, inner))
  if (style.separator === ':') {
    const end = style.syntax === 'json' ? ',\n' : '\n'
    return `{\n${fields.map((field, index) => `${inner}${name(field)}: ${values[index]}`).join(end)}\n${indent}}`
  }
  return `{\n${alignedArguments(
    fields.map((field, index) => [name(field), values[index] as string]),
    inner,
  )}\n${indent}}`
}

/** Arguments as `terraform fmt` has them: those of one line with their `=` below each other, up to the next one of several. */
export const alignedArguments = (fields: readonly (readonly [name: string, value: string])[], indent: string): string => {
  const lines: string[] = []
  let chain: (readonly [string, string])[] = []
  const close = (): void => {
    const width = Math.max(...chain.map(([name]) => name.length))
    for (const [name, value] of chain) lines.push(`${indent}${name.padEnd(width)} = ${value}`)
    chain = []
  }
  for (const field of fields) {
    if (field[1].includes('\n')) {
      close()
      lines.push(`${indent}${field[0]} = ${field[1]}`)
    } else chain.push(field)
  }
  close()
  return lines.join('\n')
}

const one = (text: string): FieldValue => ({ kind: 'one', parts: [text] })

/** The elements of a statement that allows actions. */
export interface Allowing {
  readonly actions: readonly string[]
  /** Null in the trust policy of a role, which is about that role alone. */
  readonly resource: Parts | null
  /** Of the policy of a resource. */
  readonly principal: Parts | null
}

export const statementFields = (
  { actions, principal, resource }: Allowing,
  {
    listOfActions,
    listOfResources,
    lines,
  }: { readonly listOfActions: boolean; readonly listOfResources: boolean; readonly lines: boolean },
): readonly Field[] => {
  const value = (parts: Parts, isList: boolean): FieldValue =>
    isList ? { kind: 'list', elements: [parts], lines } : { kind: 'one', parts }
  const granted: FieldValue =
    actions.length > 1
      ? { kind: 'list', elements: actions.map((action) => [action]), lines }
      : value([actions[0] ?? ''], listOfActions)
  const fields: Field[] = [{ name: 'Effect', value: one('Allow') }]
  if (principal)
    fields.push({ name: 'Principal', value: { kind: 'object', fields: [{ name: 'AWS', value: value(principal, false) }] } })
  fields.push({ name: 'Action', value: granted })
  if (resource) fields.push({ name: 'Resource', value: value(resource, listOfResources) })
  return fields
}

/** A `statement` block of `aws_iam_policy_document`; `effect` is Allow where it is not written. */
export const renderStatementBlock = (
  { actions, principal, resource }: Allowing,
  { effect, lines }: { readonly effect: boolean; readonly lines: boolean },
  indent: string,
): string => {
  const inner = `${indent}  `
  const fields = alignedArguments(
    [
      ...(effect ? [['effect', '"Allow"'] as const] : []),
      [
        'actions',
        renderList(
          actions.map((action) => [action]),
          lines,
          'hcl',
          inner,
        ),
      ],
      ...(resource ? [['resources', renderList([resource], lines, 'hcl', inner)] as const] : []),
    ],
    inner,
  )
  const named = principal
    ? `\n\n${inner}principals {\n${alignedArguments(
        [
          ['type', '"AWS"'],
          ['identifiers', `[${renderParts(principal, 'hcl')}]`],
        ],
        `${inner}  `,
      )}\n${inner}}`
    : ''
  return `${indent}statement {\n${fields}${named}\n${indent}}`
}
