import type { Expression } from '../../storage-call.ts'
import type { TextValue, Value } from './value.ts'

/** How many different values are told apart before a value is opaque. */
export const mostAlternatives = 8

/** Equal for expressions that say the same, wherever they were written. */
export const keyOf = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return `l${JSON.stringify(expression.text)}`
    case 'env':
      return `n${JSON.stringify(expression.name)}${expression.otherwise ? `|${keyOf(expression.otherwise)}` : ''}`
    case 'event':
      return `e${expression.isPart ? 'p' : ''}${JSON.stringify([expression.path, ...(expression.replaced ?? [])])}`
    case 'concat':
      return `c(${expression.parts.map(keyOf).join('+')})`
    case 'alternatives':
      return `a(${expression.options.map(keyOf).sort().join('|')})`
    case 'stripped':
      return `t(${expression.end}${JSON.stringify(expression.characters)}${keyOf(expression.of)})`
    case 'field':
      return `f(${JSON.stringify(expression.path)}${keyOf(expression.of)}${expression.otherwise ? `|${keyOf(expression.otherwise)}` : ''})`
    case 'ssm':
      return `s(${keyOf(expression.name)})`
    case 'secret':
      return `p(${keyOf(expression.name)})`
    case 'opaque':
      return `o${JSON.stringify(expression.why)}`
  }
}

export const alternatives = (options: readonly Expression[]): Expression => {
  const distinct = new Map<string, Expression>()
  for (const option of options) {
    for (const one of option.kind === 'alternatives' ? option.options : [option])
      if (!distinct.has(keyOf(one))) distinct.set(keyOf(one), one)
  }
  const all = [...distinct.values()]
  const [first] = all
  if (first === undefined) return { kind: 'opaque', why: 'it has no value' }
  if (all.length === 1) return first
  if (all.length > mostAlternatives || all.reduce((total, option) => total + sizeOf(option), 0) > mostParts)
    return { kind: 'opaque', why: `it is one of more than ${mostAlternatives} values` }
  return { kind: 'alternatives', options: all }
}

export const concat = (parts: readonly Expression[]): Expression => {
  const joined: Expression[] = []
  for (const part of parts.flatMap((one) => (one.kind === 'concat' ? one.parts : [one]))) {
    const last = joined.at(-1)
    if (part.kind === 'literal' && part.text === '') continue
    if (part.kind === 'opaque' && last?.kind === 'opaque' && part.why === last.why) continue
    if (part.kind === 'literal' && last?.kind === 'literal' && last.text.length < mostParts * partLength)
      joined[joined.length - 1] = { ...last, text: last.text + part.text }
    else joined.push(part)
    // What is joined in a loop of the program may be long before it is measured below.
    if (joined.length > mostParts) break
  }
  const length = joined.reduce((total, part) => total + sizeOf(part), 0)
  const [only] = joined
  if (only === undefined) return { kind: 'literal', text: '' }
  if (length > mostParts) return { kind: 'opaque', why: 'it is joined from too many parts' }
  return joined.length === 1 ? only : { kind: 'concat', parts: joined }
}

/** Longer literals count as several parts. */
const mostParts = 128
const partLength = 1024

const sizes = new WeakMap<Expression, number>()

/** How many parts an expression has, those of its alternatives included. */
const sizeOf = (expression: Expression): number => {
  if (expression.kind === 'literal') return 1 + expression.text.length / partLength
  const inner = expression.kind === 'concat' ? expression.parts : expression.kind === 'alternatives' ? expression.options : []
  if (inner.length === 0) return 1
  const known = sizes.get(expression) ?? inner.reduce((total, part) => total + sizeOf(part), 1)
  sizes.set(expression, known)
  return known
}

/** As the text that it is where a text is asked for. */
export const toExpression = (value: Value): Expression => {
  switch (value.kind) {
    case 'text':
      return value.expression
    case 'constant':
      return value.value === null ? { kind: 'opaque', why: 'it is not set' } : { kind: 'literal', text: String(value.value) }
    case 'alternatives': {
      // What is null would fail at the call, so it is no bucket or key that the program writes to.
      const set = value.options.filter((option) => !isNull(option))
      return alternatives((set.length > 0 ? set : value.options).map(toExpression))
    }
    case 'external': {
      const why = value.label.endsWith(')') ? `it is the result of ${value.label}` : `it is ${value.label}`
      return { kind: 'opaque', why, ...(value.location ? { location: value.location } : {}) }
    }
    case 'opaque':
      return {
        kind: 'opaque',
        why: value.why,
        ...(value.parameter === undefined ? {} : { parameter: value.parameter }),
        ...(value.location ? { location: value.location } : {}),
      }
    case 'method': {
      const receiver = toExpression(value.receiver)
      return receiver.kind === 'opaque' ? receiver : { kind: 'opaque', why: `it is its ${value.name}` }
    }
    case 'record': {
      // A member of an enumeration of texts is that text.
      const text = value.class && value.slots.get('_value_')
      if (text?.kind === 'text') return text.expression
      return { kind: 'opaque', why: value.shape === 'list' ? 'it is a list' : 'it is an object' }
    }
    case 'function':
    case 'class':
      return { kind: 'opaque', why: `it is ${value.code.name ?? `a ${value.kind}`}` }
    case 'module':
      return { kind: 'opaque', why: `it is the module ${value.module.name}` }
    case 'environment':
      return { kind: 'opaque', why: 'it is the environment' }
  }
}

/** The value of an expression: the way back from `toExpression`. */
export const fromExpression = (expression: Expression): Value => {
  switch (expression.kind) {
    case 'alternatives':
      return { kind: 'alternatives', options: expression.options.map(fromExpression) }
    case 'opaque':
      return expression
    default:
      return { kind: 'text', expression }
  }
}

export const isNull = (value: Value): boolean => value.kind === 'constant' && value.value === null

/** The string, if the value is one that is known. */
export const knownString = (value: Value | undefined): string | undefined =>
  value?.kind === 'text' && value.expression.kind === 'literal' ? value.expression.text : undefined

/** The string under which a value is an index or a key. */
export const knownKey = (value: Value): string | undefined =>
  value.kind === 'constant' && value.value !== null ? String(value.value) : knownString(value)

export interface EventText extends TextValue {
  readonly expression: Extract<Expression, { kind: 'event' }>
}

export const isEvent = (value: Value): value is EventText => value.kind === 'text' && value.expression.kind === 'event'

/** A further field of the event, or of a part of it. */
export const eventField = (value: EventText, key: string | undefined): EventText => {
  const name = key === undefined || /^-?\d+$/.test(key) ? '*' : key
  const { path, isPart: _, replaced: __, ...expression } = value.expression
  return path.length > 24 ? value : { kind: 'text', expression: { ...expression, path: [...path, name] } }
}

/** More than a program needs, and as many as a loop could make. */
const mostReplacements = 8

/** The field's text with one text replaced by another; of more replacements than are kept, only that it is made of the field. */
export const replacedInEvent = (value: TextValue & { expression: { kind: 'event' } }, from: string, to: string): TextValue => {
  const replaced = [...(value.expression.replaced ?? []), { from, to }]
  if (replaced.length > mostReplacements) return partOfEvent(value)
  return { kind: 'text', expression: { ...value.expression, replaced } }
}

/** A part of the field's text; of a list, some of its elements, of which each is one as any other. */
export const partOfEvent = (value: TextValue & { expression: { kind: 'event' } }): TextValue => ({
  kind: 'text',
  expression: { ...value.expression, isPart: true },
})

/** A value as what is used if a variable is not set; null if that is nothing. */
export const defaultOf = (value: Value): Expression | null => (isNull(value) ? null : toExpression(value))
