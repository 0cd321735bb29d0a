import type { Edit } from '../source/edit.ts'
import type { Block } from '../terraform/hcl/ast.ts'
import { argumentOf } from '../terraform/load/module-config.ts'
import { literalArgument, type PlacedDocument, type PlacedStatement } from './document.ts'
import { indentAt, isOneLine, lineAt } from './lines.ts'
import { append, replace } from './lists.ts'
import { entryNamed, type Node, nodeOf } from './node.ts'
import {
  type Allowing,
  alignedArguments,
  type Field,
  type Parts,
  renderObject,
  renderParts,
  renderStatementBlock,
  type Style,
  statementFields,
} from './render.ts'

/** One more statement behind those that are there, written as they are; null where they are made by what cannot be changed. */
export const addStatement = (document: PlacedDocument, allowing: Allowing): Edit | null => {
  switch (document.kind) {
    case 'object': {
      const like = document.statements.findLast(({ node }) => node?.kind === 'object')
      const fields = statementFields(allowing, {
        listOfActions: like?.actions?.kind === 'list',
        listOfResources: like?.resources?.kind === 'list',
        lines: like?.actions?.kind === 'list' && !isOneLine(document.file.text, like.actions),
      })
      return append(document, document.list, (indent) => renderObject(fields, document.style, indent))
    }
    case 'blocks':
      return addBlock(document, allowing)
  }
}

const addBlock = ({ block, file }: PlacedDocument & { readonly kind: 'blocks' }, allowing: Allowing): Edit | null => {
  const { text } = file
  const written = block.body.blocks.filter(({ type }) => type === 'statement')
  const last = block.body.blocks.at(-1)
  const effect = written.some(({ body }) => body.attributes.some(({ name }) => name === 'effect'))
  const actions = written.at(-1)?.body.attributes.find(({ name }) => name === 'actions')
  const lines = actions !== undefined && !isOneLine(text, actions)
  if (last) {
    const { end } = lineAt(text, last.end)
    return { file, start: end, end, text: `\n\n${renderStatementBlock(allowing, { effect, lines }, indentAt(text, last.start))}` }
  }
  const close = block.end - 1
  const indent = `${indentAt(text, block.start)}  `
  const rendered = renderStatementBlock(allowing, { effect, lines }, indent)
  if (isOneLine(text, block))
    return block.body.attributes.length === 0
      ? { file, start: text.indexOf('{', block.start) + 1, end: close, text: `\n${rendered}\n` }
      : null
  const { start } = lineAt(text, close)
  return text.slice(start, close).trim() === '' ? { file, start, end: start, text: `\n${rendered}\n` } : null
}

/** Strings behind those that an element of a statement has. */
const addStrings = (document: PlacedDocument, node: Node | null, strings: readonly Parts[]): Edit | null => {
  if (!node || (node.kind !== 'list' && node.kind !== 'value') || strings.length !== 1) return null
  const [parts] = strings
  return parts ? append(document, node, () => renderParts(parts, document.syntax)) : null
}

export const addAction = (document: PlacedDocument, statement: PlacedStatement, action: string): Edit | null =>
  addStrings(document, statement.actions, [[action]])

export const addResource = (document: PlacedDocument, statement: PlacedStatement, resource: Parts): Edit | null =>
  addStrings(document, statement.resources, [resource])

/** Another resource in place of the one at an index of the statement's. */
export const replaceResource = (
  document: PlacedDocument,
  statement: PlacedStatement,
  index: number,
  resource: Parts,
): Edit | null => {
  const { resources } = statement
  const written = resources?.kind === 'list' ? resources.elements[index] : index === 0 ? resources : null
  return written?.kind === 'value' ? replace(document, written, renderParts(resource, document.syntax)) : null
}

const NOT_A_PRINCIPAL = ['ArnNotEquals', 'ArnNotLike', 'StringNotEquals', 'StringNotLike']

/** A statement does not apply to a role any more: one more in the list of those that it leaves out, or the first of them. */
export const exceptPrincipal = (document: PlacedDocument, { block, node }: PlacedStatement, principal: Parts): Edit | null => {
  if (document.kind === 'blocks') return block && exceptInBlock(document, block, principal)
  if (node?.kind !== 'object') return null
  const condition = entryNamed(node, 'Condition')
  if (condition) {
    const { value } = condition
    if (value.kind !== 'object' || value.entries.length !== 1) return null
    const [operator] = value.entries
    if (!operator || !NOT_A_PRINCIPAL.includes(operator.name) || operator.value.kind !== 'object') return null
    const [key] = operator.value.entries
    if (operator.value.entries.length !== 1 || key?.name.toLowerCase() !== 'aws:principalarn') return null
    return addStrings(document, key.value, [principal])
  }
  const fields: readonly Field[] = [
    {
      name: 'ArnNotEquals',
      value: { kind: 'object', fields: [{ name: 'aws:PrincipalArn', value: { kind: 'one', parts: principal } }] },
    },
  ]
  return addEntry(document, node, 'Condition', fields, document.style)
}

const exceptInBlock = (document: PlacedDocument, block: Block, principal: Parts): Edit | null => {
  const { file } = document
  const conditions = block.body.blocks.filter(({ type }) => type === 'condition')
  if (block.body.blocks.some(({ type }) => type === 'dynamic')) return null
  const [condition, ...others] = conditions
  if (condition) {
    const isList = NOT_A_PRINCIPAL.includes(literalArgument(condition, 'test') ?? '')
    const values = argumentOf(condition, 'values')
    const isPrincipal = literalArgument(condition, 'variable')?.toLowerCase() === 'aws:principalarn'
    return isList && isPrincipal && values && others.length === 0 ? addStrings(document, nodeOf(values), [principal]) : null
  }
  const last = block.body.blocks.at(-1) ?? block.body.attributes.at(-1)
  if (!last) return null
  const { end } = lineAt(file.text, last.end)
  if (end >= block.end - 1) return null
  const indent = indentAt(file.text, last.start)
  const lines = alignedArguments(
    [
      ['test', '"ArnNotEquals"'],
      ['variable', '"aws:PrincipalArn"'],
      ['values', `[${renderParts(principal, 'hcl')}]`],
    ],
    `${indent}  `,
  )
  return { file, start: end, end, text: `\n\n${indent}condition {\n${lines}\n${indent}}` }
}

/** An entry behind the last one of an object; in lines its value is of several, so that no `=` has to move. */
const addEntry = (
  document: PlacedDocument,
  node: Node & { readonly kind: 'object' },
  name: string,
  fields: readonly Field[],
  style: Style,
): Edit | null => {
  const { encode, file } = document
  const last = node.entries.at(-1)
  if (!last) return null
  const quoted: Style = { ...style, quotes: true }
  const key = style.syntax === 'json' || style.quotes ? `"${name}"` : name
  if (!style.lines) {
    const between = style.separator === ':' ? ': ' : ' = '
    const value = renderObject(fields, quoted, '')
    return { file, start: last.value.end, end: last.value.end, text: encode(`, ${key}${between}${value}`) }
  }
  const { text } = file
  const { end } = lineAt(text, last.value.end)
  if (end >= node.end - 1) return null
  const indent = indentAt(text, last.key.start)
  const rest = text.slice(last.value.end, end)
  const comma = style.syntax === 'json' ? (/^\s*,/.test(rest) ? '' : ',') : ''
  const lines = { ...quoted, lines: true }
  const inner = { ...quoted, lines: false }
  const between = style.separator === ':' ? ': ' : ' = '
  const value = renderNested(fields, lines, inner, indent)
  return { file, start: last.value.end, end, text: `${comma}${rest}\n${indent}${encode(`${key}${between}${value}`)}` }
}

const renderNested = (fields: readonly Field[], lines: Style, inner: Style, indent: string): string => {
  const [field] = fields
  if (field?.value.kind !== 'object') return renderObject(fields, inner, indent)
  const nested = renderObject(field.value.fields, lines, `${indent}  `)
  const name = lines.syntax === 'json' ? `"${field.name}"` : field.name
  return `{\n${indent}  ${name}${lines.separator === ':' ? ':' : ' ='} ${nested}\n${indent}}`
}
