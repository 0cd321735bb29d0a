import type { Body, ConfigFile, Expression, Label, ObjectItem, Template, TemplatePart } from '../../../src/terraform/hcl/ast.ts'

type Json = Record<string, unknown>

/**
 * Renders a syntax tree as the JSON that `@cdktn/hcl2json` makes of the same file, with all that it loses: expressions are their
 * source text in `${…}`, strip markers are gone, heredocs are plain strings. Throws where it does for a file that it has parsed.
 */
export const toHcl2Json = (config: ConfigFile): unknown => bodyJson(config.file.text, config.body)

// Names of the file are keys here, and `__proto__` is one of them.
const emptyJson = (): Json => Object.create(null) as Json

const bodyJson = (text: string, body: Body): Json => {
  const json = emptyJson()
  for (const block of body.blocks) addBlock(json, block.type, block.labels, bodyJson(text, block.body))
  for (const { name, value } of body.attributes) json[name] = expressionJson(text, value)
  return json
}

const addBlock = (json: Json, type: string, labels: readonly Label[], body: Json): void => {
  let at = json
  let key = type
  for (const { value } of labels) {
    at[key] ??= emptyJson()
    if (Array.isArray(at[key])) throw new Error(`Unable to convert Block to JSON: ${type}`)
    at = at[key] as Json
    key = value
  }
  at[key] ??= []
  if (!Array.isArray(at[key])) throw new Error(`cannot have blocks with and without labels: ${type}`)
  ;(at[key] as Json[]).push(body)
}

/** As `@cdktn/hcl2json` renders it, and as JSON syntax has it. */
export const expressionJson = (text: string, expression: Expression): unknown => {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'unary':
      return unaryJson(expression.operator, expression.operand) ?? wrapped(text, expression)
    case 'template': {
      const value = wrappedValue(expression)
      return value ? expressionJson(text, value) : partsText(text, expression.parts)
    }
    case 'tuple':
      return expression.elements.map((element) => expressionJson(text, element))
    case 'object':
      return objectJson(text, expression.items)
    default:
      return wrapped(text, expression)
  }
}

const unaryJson = (operator: '!' | '-', operand: Expression): unknown => {
  if (operand.kind !== 'literal') return undefined
  if (typeof operand.value === 'number' && operator === '-') return operand.value === 0 ? 0 : -operand.value
  if (typeof operand.value === 'boolean' && operator === '!') return !operand.value
  return undefined
}

const objectJson = (text: string, items: readonly ObjectItem[]): Json => {
  const json = emptyJson()
  for (const { key, value } of items) json[keyText(text, key)] = expressionJson(text, value)
  return json
}

const keyText = (text: string, key: Expression): string =>
  isTraversal(key)
    ? text.slice(key.start, key.end)
    : partText(text, { kind: 'interpolation', value: key, start: key.start, end: key.end })

/** A name with steps whose keys are written out. */
const isTraversal = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'variable':
      return true
    case 'attr':
      return isTraversal(expression.object)
    case 'index':
      return isTraversal(expression.object) && isConstantKey(expression.key)
    default:
      return false
  }
}

const isConstantKey = (key: Expression): boolean =>
  key.kind === 'literal' || (key.kind === 'template' && key.parts.every((part) => part.kind === 'text'))

const wrapped = (text: string, { start, end }: Expression): string => `\${${text.slice(start, end)}}`

/** The expression, in a template that is one interpolation and nothing else. */
const wrappedValue = ({ parts }: Template): Expression | undefined =>
  parts.length === 1 && parts[0]?.kind === 'interpolation' ? parts[0].value : undefined

const partsText = (text: string, parts: readonly TemplatePart[]): string => parts.map((part) => partText(text, part)).join('')

const partText = (text: string, part: TemplatePart): string => {
  switch (part.kind) {
    case 'text':
      return escaped(part.value)
    case 'interpolation':
      return interpolationText(text, part.value)
    case 'if':
      return conditionalText(text, part.condition, partsText(text, part.then), partsText(text, part.else))
    case 'for': {
      const names = part.keyName === null ? part.valueName : `${part.keyName}, ${part.valueName}`
      return `%{for ${names} in ${text.slice(part.collection.start, part.collection.end)}}${partsText(text, part.body)}%{endfor}`
    }
  }
}

const escaped = (value: string): string => value.replace(/[$%](?=\{)/g, '$&$&')

const interpolationText = (text: string, value: Expression): string => {
  switch (value.kind) {
    case 'literal':
      return String(value.value)
    case 'template': {
      const inner = wrappedValue(value)
      return inner ? interpolationText(text, inner) : partsText(text, value.parts)
    }
    case 'conditional':
      return conditionalText(text, value.condition, interpolationText(text, value.then), interpolationText(text, value.else))
    default:
      return wrapped(text, value)
  }
}

const conditionalText = (text: string, condition: Expression, then: string, otherwise: string): string =>
  `%{if ${text.slice(condition.start, condition.end)}}${then}${otherwise === '' ? '' : `%{else}${otherwise}`}%{endif}`
