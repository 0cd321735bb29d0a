import type { Diagnostic } from '../../source/diagnostic.ts'
import { locate, type SourceFile, type Span } from '../../source/source-file.ts'
import type { Expression, ObjectItem, Template } from './ast.ts'
import { normalized } from './escapes.ts'
import type { JsonNode, JsonObject, JsonString } from './json-node.ts'
import { writtenAt } from './json-scalars.ts'
import { parseExpression } from './parser.ts'
import { parseTemplate } from './template.ts'

/** What strings stand for; the properties of objects are named by templates even where their values are references. */
export type StringForm = 'expression' | 'literal' | 'reference'

/** A value of JSON as an expression. https://github.com/hashicorp/hcl/blob/main/json/spec.md#expressions */
export const expressionOf = (file: SourceFile, node: JsonNode, form: StringForm, diagnostics: Diagnostic[]): Expression => {
  const { start, end } = node
  switch (node.kind) {
    case 'object':
      return node.broken
        ? { kind: 'invalid', start, end }
        : { kind: 'object', items: itemsOf(file, node, form, diagnostics), start, end }
    case 'array':
      return node.broken
        ? { kind: 'invalid', start, end }
        : { kind: 'tuple', elements: node.elements.map((element) => expressionOf(file, element, form, diagnostics)), start, end }
    case 'string':
      return stringOf(file, node, form, diagnostics)
    case 'number':
      return { kind: 'literal', value: Number(node.text), text: node.text, start, end }
    case 'keyword':
      return { kind: 'literal', value: node.value, text: String(node.value), start, end }
    case 'invalid':
      return node
  }
}

const itemsOf = (file: SourceFile, { properties }: JsonObject, form: StringForm, diagnostics: Diagnostic[]): ObjectItem[] =>
  properties.map(({ name, nameSpan, value }) => ({
    key: stringOf(file, { kind: 'string', value: name, ...nameSpan }, form === 'literal' ? form : 'expression', diagnostics),
    value: expressionOf(file, value, form, diagnostics),
    start: nameSpan.start,
    end: value.end,
  }))

const stringOf = (file: SourceFile, node: JsonString, form: StringForm, diagnostics: Diagnostic[]): Expression => {
  if (form === 'reference') return parsed(file, node, parseExpression, diagnostics)
  if (form === 'literal' || !/[$%]\{|\r/.test(node.value)) return literalString(node)
  const template = parsed(file, node, parseTemplate, diagnostics)
  return { ...template, start: node.start, end: node.end }
}

const literalString = ({ value, start, end }: JsonString): Template => {
  const text = { kind: 'text', value: normalized(value), start: start + 1, end: end - 1 } as const
  return { kind: 'template', parts: value === '' ? [] : [text], heredoc: false, start, end }
}

type Parse<T> = (file: SourceFile) => { readonly value: T; readonly diagnostics: readonly Diagnostic[] }

/** Parses what a string says, and says where in the file all of it is written. */
const parsed = <T extends object>(file: SourceFile, node: JsonString, parse: Parse<T>, diagnostics: Diagnostic[]): T => {
  const { value, diagnostics: found } = parse({ path: file.path, text: node.value })
  const at = writtenAt(file.text, node)
  for (const diagnostic of found) {
    const { start, end } = diagnostic.location ?? { start: 0, end: node.value.length }
    diagnostics.push({ ...diagnostic, location: locate(file, { start: at(start), end: at(end) }) })
  }
  return moved(value, at)
}

/** A part of a syntax tree with all places in it moved. */
const moved = <T extends object>(tree: T, at: (offset: number) => number): T => {
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(tree)) {
    if (Array.isArray(value)) copy[key] = value.map((element: object) => moved(element, at))
    else copy[key] = typeof value === 'object' && value !== null ? moved(value as object, at) : value
  }
  const { start, end } = tree as Partial<Span>
  if (start !== undefined && end !== undefined) Object.assign(copy, { start: at(start), end: at(end) })
  return copy as T
}
