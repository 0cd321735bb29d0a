import type { Expression, Literal, ObjectExpression, TupleExpression } from '../hcl/ast.ts'
import { bool, markSensitive, nullValue, object, tuple, unknown } from '../value/construct.ts'
import { beyond, knownString, toBool, toText } from '../value/convert.ts'
import { parseNumber } from '../value/number.ts'
import type { Value } from '../value/value.ts'
import { getAttribute, getIndex } from './access.ts'
import { evaluateCall } from './call.ts'
import { evaluateConditional } from './conditional.ts'
import { evaluateFor } from './for-expression.ts'
import { bounded, exhausted, isManageable, spend, tooLarge } from './limits.ts'
import { binary, type Computed, describe, reasonOf, unary } from './operators.ts'
import { withUnknownKeys } from './partial-mapping.ts'
import { evaluateReference } from './reference.ts'
import { anonymousId, failed, locationIn, quietly, type Scope } from './scope.ts'
import { evaluateSplat } from './splat.ts'
import { evaluateTemplate } from './template.ts'

/** How deep expressions may stand in each other, through references too: a call stack holds no more. */
const MAXIMUM_DEPTH = 600

/** How deep the evaluation is that is going on: it is not interrupted. */
let depth = 0

/** What an expression evaluates to. Never throws: what is wrong is reported, and unknown with that reason. */
export const evaluateExpression = (expression: Expression, scope: Scope): Value => {
  if (!spend(scope, expression, 1)) return exhausted(scope, expression)
  if (depth >= MAXIMUM_DEPTH) return failed(scope, expression, 'Expression too deep', tooDeep)
  depth += 1
  try {
    return evaluate(expression, scope)
  } finally {
    depth -= 1
  }
}

const tooDeep = `This expression stands in others, through references or brackets, that are nested more than ${MAXIMUM_DEPTH} deep.`

const evaluate = (expression: Expression, scope: Scope): Value => {
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
      return originating(evaluateSplat(expression, scope), expression, scope)
    case 'call':
      return bounded(originating(evaluateCall(expression, scope), expression, scope), expression, scope)
    case 'tuple':
      return bounded(evaluateTuple(expression, scope), expression, scope)
    case 'object':
      return bounded(evaluateObject(expression, scope), expression, scope)
    case 'for':
      return bounded(originating(evaluateFor(expression, scope), expression, scope), expression, scope)
    case 'conditional':
      return evaluateConditional(expression, scope)
    case 'unary': {
      const operand = evaluateExpression(expression.operand, scope)
      return asSensitiveAs([operand], settle(unary(expression.operator, operand), expression, scope, 'Invalid operand'))
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
    case 'attr': {
      const object = evaluateExpression(expression.object, scope)
      const found = settle(getAttribute(object, expression.name), expression, scope, 'Unsupported attribute')
      return usedAt(asSensitiveAs([object], found), expression, scope)
    }
    case 'index': {
      const collection = evaluateExpression(expression.object, scope)
      const key = evaluateExpression(expression.key, scope)
      return asSensitiveAs([collection, key], settle(getIndex(collection, key), expression, scope, 'Invalid index'))
    }
  }
}

/** What is made of sensitive values is sensitive. */
const asSensitiveAs = (from: readonly Value[], value: Value): Value =>
  !value.sensitive && from.some((each) => each.sensitive) ? markSensitive(value) : value

const evaluateTuple = (expression: TupleExpression, scope: Scope): Value => ({
  ...tuple(expression.elements.map((element) => evaluateExpression(element, scope))),
  origin: locationIn(scope, expression),
})

const evaluateObject = (expression: ObjectExpression, scope: Scope): Value => {
  const entries: [string, Value][] = []
  const items: { readonly name: string | undefined; readonly value: Value }[] = []
  const unknownKeys: Value[] = []
  let isMarked = false
  for (const item of expression.items) {
    const key = evaluateExpression(item.key, scope)
    // A key has no mark of its own, so that the whole object has it.
    isMarked ||= key.sensitive === true
    const name = knownString(key)
    const value = evaluateExpression(item.value, scope)
    if (name !== undefined) entries.push([name, value])
    else if (toText(key)) unknownKeys.push(key)
    else failed(scope, item.key, 'Incorrect attribute name', 'The name of an attribute must be a string.')
    items.push({ name, value })
  }
  const origin = locationIn(scope, expression)
  const [first] = unknownKeys
  if (!first) return { ...(isMarked ? markSensitive(object(entries)) : object(entries)), origin }
  return withUnknownKeys({ ...unknown(anonymousId(scope, `{ (${describe(first)}) = … }`), reasonOf(first)), origin }, items)
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
  if (!isManageable(left) || !isManageable(right)) return tooLarge(scope, expression)
  return asSensitiveAs([left, right], settle(binary(operator, left, right), expression, scope, 'Invalid operand'))
}
