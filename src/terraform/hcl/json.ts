import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { locate, positionAt, type SourceFile, type Span } from '../../source/source-file.ts'
import type { Attribute, Block, Body, Comment, ConfigFile, Label } from './ast.ts'
import { dynamicBlocks } from './json-blocks.ts'
import { expressionOf, type StringForm } from './json-expression.ts'
import type { JsonNode, JsonProperty } from './json-node.ts'
import { readJson } from './json-reader.ts'
import { type BodySchema, configurationSchema, type PropertyForm } from './json-schema.ts'
import { MAX_ERRORS } from './lexer.ts'

interface Parser {
  readonly file: SourceFile
  readonly comments: Comment[]
  readonly diagnostics: Diagnostic[]
}

/**
 * Parses a `.tf.json` file into the tree that the same configuration has in native syntax. Arguments that a provider's schema may
 * call blocks say so by `mayBeBlocks`. A block of a type that many share begins at its innermost label.
 * https://github.com/hashicorp/hcl/blob/main/json/spec.md
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export const parseJsonConfig = (file: SourceFile): Outcome<ConfigFile> => {
  const { value, diagnostics } = readJson(file)
  const parser: Parser = { file, comments: [], diagnostics: [...diagnostics] }
  const isBody = value.kind === 'object' || value.kind === 'array'
  if (!isBody && value.kind !== 'invalid') {
    const detail = 'The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.'
    report(parser, 'Root value must be object', detail, value)
  }
  const { attributes, blocks } = isBody ? bodyOf(parser, value, configurationSchema) : { attributes: [], blocks: [] }
  return {
    value: { file, body: { attributes, blocks, start: 0, end: file.text.length }, comments: parser.comments },
    diagnostics: parser.diagnostics.slice(0, MAX_ERRORS),
  }
}

const report = ({ file, diagnostics }: Parser, summary: string, detail: string, span: Span): void => {
  diagnostics.push({ severity: 'error', summary, detail, location: locate(file, span) })
}

/** The properties of an object, or of all objects in an array, which say one body together. */
const propertiesOf = (parser: Parser, node: JsonNode, what: string): readonly JsonProperty[] => {
  if (node.kind === 'object') return node.properties
  if (node.kind !== 'array') {
    if (!isNothing(node))
      report(parser, 'Incorrect JSON value type', `Either a JSON object or JSON array of objects is required here, ${what}.`, node)
    return []
  }
  return node.elements.flatMap((element) => {
    if (element.kind === 'object') return element.properties
    if (element.kind !== 'invalid') report(parser, 'Incorrect JSON value type', `A JSON object is required here, ${what}.`, element)
    return []
  })
}

const isNothing = (node: JsonNode): boolean => node.kind === 'invalid' || (node.kind === 'keyword' && node.value === null)

const bodyOf = (parser: Parser, node: JsonNode, { forms, others }: BodySchema): Body => {
  const attributes = new Map<string, Attribute>()
  const repeated: Attribute[] = []
  const blocks: Block[] = []
  for (const property of propertiesOf(parser, node, 'to define arguments and child blocks')) {
    const { name, value } = property
    const form = forms.get(name) ?? others
    if (name === '//') addComment(parser, value)
    else if (form.kind === 'block') addBlocks(parser, property, form, blocks)
    else if (form.kind === 'either' && name === 'dynamic') {
      for (const block of dynamicBlocks(expressionOf({ ...parser, form: form.kind }, value))) blocks.push(block)
    } else {
      const attribute = attributeOf(parser, property, form.kind)
      const first = attributes.get(name)
      if (!first) attributes.set(name, attribute)
      else if (mayRepeat(attribute) && mayRepeat(first)) repeated.push(attribute)
      else duplicate(parser, others.kind === 'either' || forms.size > 0 ? 'argument' : 'attribute definition', property, first)
    }
  }
  return { attributes: [...attributes.values(), ...repeated], blocks, start: node.start, end: node.end }
}

/** Tools read directions in comments, and this is what JSON has for one. */
const addComment = ({ comments }: Parser, value: JsonNode): void => {
  if (value.kind === 'string') comments.push({ text: value.value.trim(), start: value.start, end: value.end })
}

const attributeOf = (parser: Parser, { name, nameSpan, value }: JsonProperty, form: StringForm): Attribute => {
  const expression = expressionOf({ ...parser, form }, value)
  const attribute = { name, nameSpan, value: expression, start: nameSpan.start, end: value.end }
  return form === 'either' ? { ...attribute, mayBeBlocks: true } : attribute
}

const mayRepeat = ({ mayBeBlocks, value: { kind } }: Attribute): boolean =>
  mayBeBlocks === true && (kind === 'object' || kind === 'tuple' || kind === 'invalid')

const duplicate = (parser: Parser, what: string, { name, nameSpan }: JsonProperty, first: Attribute): void => {
  const { line } = positionAt(parser.file, first.start)
  report(parser, `Duplicate ${what}`, `The argument "${name}" was already set on line ${line}.`, nameSpan)
}

type BlockForm = Extract<PropertyForm, { kind: 'block' }>

const addBlocks = (parser: Parser, { name, nameSpan, value }: JsonProperty, { labels, schema }: BlockForm, into: Block[]): void => {
  const unpack = (node: JsonNode, key: Span, used: readonly Label[]): void => {
    if (used.length < labels) {
      const label = labelName(name, labels, used.length)
      const properties = propertiesOf(parser, node, `to specify ${label} labels for this block`)
      if (properties.length === 0 && node.kind !== 'invalid') missingLabel(parser, name, label, node)
      for (const inner of properties) unpack(inner.value, inner.nameSpan, [...used, { value: inner.name, ...inner.nameSpan }])
    } else if (node.kind === 'array') {
      for (const element of node.elements) add(element, element.start, key, used)
    } else if (node.kind === 'object') add(node, key.start, key, used)
    else if (!isNothing(node)) {
      const detail = `Either a JSON object or a JSON array is required, representing the contents of one or more "${name}" blocks.`
      report(parser, 'Incorrect JSON value type', detail, node)
    }
  }
  const add = (node: JsonNode, start: number, typeSpan: Span, used: readonly Label[]): void => {
    into.push({ type: name, typeSpan, labels: used, body: bodyOf(parser, node, schema), start, end: node.end })
  }
  unpack(value, nameSpan, [])
}

const labelName = (type: string, labels: number, index: number): string =>
  type === 'provisioner' || type === 'backend' || (labels === 2 && index === 0) ? 'type' : 'name'

const missingLabel = (parser: Parser, type: string, label: string, node: JsonNode): void => {
  const detail = `At least one object property is required, whose name represents the ${type} block's ${label}.`
  report(parser, 'Missing block label', detail, { start: node.start, end: node.start + 1 })
}
