import type { Expression, ForExpression, Literal, ObjectExpression, Splat } from '../hcl/ast.ts'
import { SPLAT_ITEM } from '../hcl/ast.ts'
import { bool, nullValue, object, set, tuple, unknown } from '../value/construct.ts'
import { beyond, knownString, toBool, toText } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { parseNumber } from '../value/number.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { anyElement, getAttribute, getIndex, iterate } from './access.ts'
import { evaluateCall } from './call.ts'
import { binary, type Computed, describe, reasonOf, unary } from './operators.ts'
import { evaluateReference } from './reference.ts'
import { anonymousId, failed, locationIn, quietly, type Scope, withNames } from './scope.ts'
import { evaluateTemplate } from './template.ts'

/** What an expression evaluates to. Never throws: what is wrong is reported, and unknown with that reason. */
export const evaluateExpression = (expression: Expression, scope: Scope): Value => {
  switch (expression.kind) {
    case 'literal':
      return { ...literal(expression), origin: locationIn(scope, expression) }
    case 'template':
      return evaluateTemplate(expression, scope)
    case 'parentheses':
      return evaluateExpression(expression.inner, scope)
    case 'variable':
    case 'attr':
    case 'index':
      return evaluateTraversal(expression, scope)
    case 'splat':
      return evaluateSplat(expression, scope)
    case 'call':
      return originating(evaluateCall(expression, scope), expression, scope)
    case 'tuple':
      return {
        ...tuple(expression.elements.map((element) => evaluateExpression(element, scope))),
        origin: locationIn(scope, expression),
      }
    case 'object':
      return evaluateObject(expression, scope)
    case 'for':
      return originating(evaluateFor(expression, scope), expression, scope)
    case 'conditional':
      return evaluateConditional(expression, scope)
    case 'unary': {
      const operand = evaluateExpression(expression.operand, scope)
      return settle(unary(expression.operator, operand), expression, scope, 'Invalid operand')
    }
    case 'binary':
      return evaluateBinary(expression, scope)
    case 'invalid':
      return {
        ...unknown(anonymousId(scope, 'unread expression '), 'its expression could not be read'),
        origin: locationIn(scope, expression),
      }
  }
}

const literal = ({ value, text }: Literal): Value => {
  if (value === null) return nullValue
  if (typeof value === 'boolean') return bool(value)
  const parsed = parseNumber(text)
  return typeof parsed === 'string' ? beyond(text) : parsed
}

const originating = (value: Value, expression: Expression, scope: Scope): Value =>
  value.origin ? value : { ...value, origin: locationIn(scope, expression) }

/**
 * What was made elsewhere and is referred to: a string is as good as written at the reference, which is where it would be
 * changed; what has parts keeps the places of its parts.
 */
const usedAt = (value: Value, expression: Expression, scope: Scope): Value => {
  const hasPlaces = value.kind === 'string' && (value.json !== undefined || value.pieces !== undefined)
  const isScalar = value.kind === 'string' || value.kind === 'unknown' || value.kind === 'number' || value.kind === 'bool'
  return value.origin && (!isScalar || hasPlaces) ? value : { ...value, origin: locationIn(scope, expression) }
}

const settle = (computed: Computed, expression: Expression, scope: Scope, summary: string): Value =>
  computed.ok ? computed.value : failed(scope, expression, summary, computed.message)

/** `a.b["c"][0]`: the longest beginning that is a reference is resolved as one, the rest step by step. */
const evaluateTraversal = (expression: Extract<Expression, { kind: 'variable' | 'attr' | 'index' }>, scope: Scope): Value => {
  const referred = evaluateReference(expression, scope)
  if (referred) return usedAt(referred, expression, scope)
  switch (expression.kind) {
    case 'variable':
      return failed(
        scope,
        expression,
        'Invalid reference',
        `A reference must be followed by at least one attribute access, and "${expression.name}" stands alone.`,
      )
    case 'attr':
      return usedAt(
        settle(
          getAttribute(evaluateExpression(expression.object, scope), expression.name),
          expression,
          scope,
          'Unsupported attribute',
        ),
        expression,
        scope,
      )
    case 'index': {
      const collection = evaluateExpression(expression.object, scope)
      return settle(getIndex(collection, evaluateExpression(expression.key, scope)), expression, scope, 'Invalid index')
    }
  }
}

const evaluateObject = (expression: ObjectExpression, scope: Scope): Value => {
  const entries: [string, Value][] = []
  const unknownKeys: Value[] = []
  for (const item of expression.items) {
    const key = evaluateExpression(item.key, scope)
    const name = knownString(key)
    const value = evaluateExpression(item.value, scope)
    if (name !== undefined) entries.push([name, value])
    else if (toText(key)) unknownKeys.push(key)
    else failed(scope, item.key, 'Incorrect attribute name', 'The name of an attribute must be a string.')
  }
  const origin = locationIn(scope, expression)
  const [first] = unknownKeys
  if (first) return { ...unknown(anonymousId(scope, `{ (${describe(first)}) = … }`), reasonOf(first)), origin }
  return { ...object(entries), origin }
}

const evaluateConditional = (expression: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Value => {
  const condition = toBool(evaluateExpression(expression.condition, scope))
  switch (condition?.kind) {
    case 'bool':
      return likeTheOther(evaluateExpression(condition.value ? expression.then : expression.else, scope), () =>
        evaluateExpression(condition.value ? expression.else : expression.then, quietly(scope)),
      )
    case 'unknown': {
      const [yes, no] = [evaluateExpression(expression.then, quietly(scope)), evaluateExpression(expression.else, quietly(scope))]
      if (equals(yes, no) === 'yes') return yes
      return {
        ...unknown(`(${describe(condition)} ? ${describe(yes)} : ${describe(no)})`, condition.reason),
        options: [yes, no],
        origin: locationIn(scope, expression),
      }
    }
    case 'null':
      return failed(
        scope,
        expression.condition,
        'Null condition',
        'The condition value is null. Conditions must either be true or false.',
      )
    case undefined:
      return failed(scope, expression.condition, 'Incorrect condition type', 'The condition expression must be of type bool.')
  }
}

/** The result of a conditional has one type: where one side is a set, so is a list that is written on the other. */
const likeTheOther = (chosen: Value, other: () => Value): Value => {
  if (chosen.kind !== 'tuple' && chosen.kind !== 'list') return chosen
  return other().kind === 'set' ? { ...chosen, ...set(chosen.elements) } : chosen
}

/**
 * `&&` and `||` ask for their right side only if the left one does not settle it (Terraform 1.12), so what is wrong with a
 * right side that may not count is not reported.
 * https://developer.hashicorp.com/terraform/language/expressions/operators#logical-operators
 */
const evaluateBinary = (expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value => {
  const { operator } = expression
  const left = evaluateExpression(expression.left, scope)
  const decides = operator === '&&' || operator === '||' ? toBool(left) : undefined
  if (decides?.kind === 'bool' && decides.value === (operator === '||')) return decides
  const right = evaluateExpression(expression.right, decides?.kind === 'unknown' ? quietly(scope) : scope)
  return settle(binary(operator, left, right), expression, scope, 'Invalid operand')
}

/** Of `list[*].name`, whose indices are those of the list; of `[for …]` too, where an index may find another element. */
const collectionOfUnknown = (id: string, from: UnknownValue, element: Value, made: 'splat' | 'for'): UnknownValue => {
  const varying = [...(from.members?.varying ?? []), `${from.id}[*]`, `${from.id}.key`]
  const own = from.members?.own ?? []
  const members =
    made === 'splat' ? { of: id, own, varying } : { of: id, own: own.filter((key) => key === '0'), varying, alias: id }
  return { ...unknown(id, reasonOf(from)), element, members }
}

const evaluateSplat = (expression: Splat, scope: Scope): Value => {
  const collection = evaluateExpression(expression.object, scope)
  const apply = (item: Value): Value => evaluateExpression(expression.each, withNames(scope, [[SPLAT_ITEM, item]]))
  switch (collection.kind) {
    case 'null':
      return tuple([])
    case 'list':
    case 'set':
    case 'tuple':
      return originating(tuple(collection.elements.map(apply)), expression, scope)
    case 'unknown': {
      const each = apply(anyElement(collection))
      return collectionOfUnknown(`[${describe(each)}]`, collection, each, 'splat')
    }
    case 'map':
    case 'object':
    case 'string':
    case 'number':
    case 'bool':
      return originating(tuple([apply(collection)]), expression, scope)
  }
}

const namesOf = (expression: ForExpression, key: Value, value: Value): (readonly [string, Value])[] => [
  ...(expression.keyName ? [[expression.keyName, key] as const] : []),
  [expression.valueName, value],
]

const evaluateFor = (expression: ForExpression, scope: Scope): Value => {
  const collection = evaluateExpression(expression.collection, scope)
  const pairs = iterate(collection)
  if (!pairs) {
    if (collection.kind !== 'unknown')
      return failed(
        scope,
        expression.collection,
        'Iteration over non-iterable value',
        `A value of type ${collection.kind} is not iterable in a for expression.`,
      )
    const item = anyElement(collection)
    const each = evaluateExpression(
      expression.value,
      withNames(scope, namesOf(expression, unknown(`${collection.id}.key`, collection.reason), item)),
    )
    return collectionOfUnknown(anonymousId(scope, `[for … in ${collection.id} : ${describe(each)}]`), collection, each, 'for')
  }
  const elements: Value[] = []
  const entries = new Map<string, Value>()
  const groups = new Map<string, Value[]>()
  for (const [key, value] of pairs) {
    const inner = withNames(scope, namesOf(expression, key, value))
    const included = expression.condition ? toBool(evaluateExpression(expression.condition, inner)) : bool(true)
    if (included?.kind === 'bool' && !included.value) continue
    const result = evaluateExpression(expression.value, inner)
    if (included?.kind !== 'bool') return undecided(expression, scope, included)
    if (!expression.key) {
      elements.push(result)
      continue
    }
    const resultKey = evaluateExpression(expression.key, inner)
    const name = knownString(resultKey)
    if (name === undefined) return unknown(anonymousId(scope, `{for … : ${describe(resultKey)} => …}`), reasonOf(resultKey))
    if (expression.group) groups.set(name, [...(groups.get(name) ?? []), result])
    else entries.set(name, result)
  }
  if (!expression.key) return tuple(elements)
  return object(expression.group ? [...groups].map(([name, values]) => [name, tuple(values)] as const) : entries)
}

/** Whether an element belongs to the result is not known, so neither is the result. */
const undecided = (expression: ForExpression, scope: Scope, condition: Value | undefined): Value =>
  condition?.kind === 'unknown'
    ? unknown(anonymousId(scope, `[for … if ${describe(condition)}]`), condition.reason)
    : failed(
        scope,
        expression.condition ?? expression,
        'Invalid for condition',
        'The if clause of a for expression must be a bool.',
      )
