import type { Diagnostic } from '../../source/diagnostic.ts'
import { locate, positionAt, type SourceFile, type Span } from '../../source/source-file.ts'
import type { Expression, ObjectItem, Template } from './ast.ts'
import { normalized } from './escapes.ts'
import type { JsonNode, JsonObject, JsonProperty, JsonString } from './json-node.ts'
import { writtenAt } from './json-scalars.ts'
import { parseExpression } from './parser.ts'
import { parseTemplate } from './template.ts'

/**
 * What strings are: templates, what they say, or expressions of native syntax. `either` are templates in what may be blocks, where
 * a name may be there more than once. The names in objects are templates even where their values are references.
 */
export type StringForm = 'expression' | 'literal' | 'reference' | 'either'

interface Context {
  readonly file: SourceFile
  readonly diagnostics: Diagnostic[]
  readonly form: StringForm
}

/** A value of JSON as an expression. https://github.com/hashicorp/hcl/blob/main/json/spec.md#expressions */
export const expressionOf = (context: Context, node: JsonNode): Expression => {
  const { start, end } = node
  switch (node.kind) {
    case 'object':
      return node.broken ? { kind: 'invalid', start, end } : { kind: 'object', items: itemsOf(context, node), start, end }
    case 'array':
      return node.broken
        ? { kind: 'invalid', start, end }
        : { kind: 'tuple', elements: node.elements.map((element) => expressionOf(context, element)), start, end }
    case 'string':
      return stringOf(context, node)
    case 'number':
      return { kind: 'literal', value: Number(node.text), text: node.text, start, end }
    case 'keyword':
      return { kind: 'literal', value: node.value, text: String(node.value), start, end }
    case 'invalid':
      return node
  }
}

const itemsOf = (context: Context, { properties }: JsonObject): ObjectItem[] => {
  const names = context.form === 'reference' ? ({ ...context, form: 'expression' } as const) : context
  const first = new Map<string, JsonProperty>()
  return properties.map((property) => {
    const { name, nameSpan, value } = property
    const same = first.get(name)
    if (!same) first.set(name, property)
    else if (context.form !== 'either' || !isCollection(value) || !isCollection(same.value)) duplicate(context, property, same)
    const key = stringOf(names, { kind: 'string', value: name, ...nameSpan })
    return { key, value: expressionOf(context, value), start: nameSpan.start, end: value.end }
  })
}

const isCollection = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'array' || kind === 'invalid'

const duplicate = ({ file, diagnostics }: Context, { name, nameSpan }: JsonProperty, same: JsonProperty): void => {
  const { line } = positionAt(file, same.nameSpan.start)
  const detail = `An attribute named "${name}" was already defined on line ${line}.`
  diagnostics.push({ severity: 'error', summary: 'Duplicate object attribute', detail, location: locate(file, nameSpan) })
}

const stringOf = (context: Context, node: JsonString): Expression => {
  switch (context.form) {
    case 'literal':
      return literalString(node)
    case 'reference':
      return parsed(context, node, parseExpression)
    case 'expression':
    case 'either':
      if (!/[$%]\{|\r/.test(node.value)) return literalString(node)
      return { ...parsed(context, node, parseTemplate), start: node.start, end: node.end }
  }
}

const literalString = ({ value, start, end }: JsonString): Template => {
  const text = { kind: 'text', value: normalized(value), start: start + 1, end: end - 1 } as const
  return { kind: 'template', parts: value === '' ? [] : [text], heredoc: false, start, end }
}

type Parse<T> = (file: SourceFile) => { readonly value: T; readonly diagnostics: readonly Diagnostic[] }

/** Parses what a string says, and says where in the file all of it is written. */
const parsed = <T extends object>({ file, diagnostics }: Context, node: JsonString, parse: Parse<T>): T => {
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
