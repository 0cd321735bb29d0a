import type { ForExpression } from '../hcl/ast.ts'
import { bool, markSensitive, object, tuple, unknown } from '../value/construct.ts'
import { knownString, toBool, toText } from '../value/convert.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { anyElement, iterate } from './access.ts'
import { evaluateExpression } from './expression.ts'
import { exhausted, spend } from './limits.ts'
import { collectionOfUnknown } from './members.ts'
import { describe, reasonOf } from './operators.ts'
import { anonymousId, failed, quietly, type Scope, withNames } from './scope.ts'

/** https://developer.hashicorp.com/terraform/language/expressions/for */
export const evaluateFor = (expression: ForExpression, scope: Scope): Value => {
  const collection = evaluateExpression(expression.collection, scope)
  const result = forEach(expression, collection, scope)
  return collection.sensitive ? markSensitive(result) : result
}

const forEach = (expression: ForExpression, collection: Value, scope: Scope): Value => {
  const pairs = iterate(collection)
  if (pairs) return (expression.key ? objectOf : tupleOf)(expression, pairs, scope)
  if (collection.kind === 'unknown') return overUnknown(expression, collection, scope)
  return failed(
    scope,
    expression.collection,
    'Iteration over non-iterable value',
    `A value of type ${collection.kind} is not iterable in a for expression.`,
  )
}

type Pairs = readonly (readonly [Value, Value])[]

const innerScope = (expression: ForExpression, scope: Scope, key: Value, value: Value): Scope =>
  withNames(scope, [...(expression.keyName ? [[expression.keyName, key] as const] : []), [expression.valueName, value]])

/** Whether the element belongs to the result; what stands for the whole result if that is not known. */
const isIncluded = ({ condition }: ForExpression, scope: Scope): boolean | UnknownValue => {
  if (!condition) return true
  const included = toBool(evaluateExpression(condition, scope))
  if (included?.kind === 'bool') return included.value
  return included?.kind === 'unknown'
    ? unknown(anonymousId(scope, `[for … if ${describe(included)}]`), included.reason)
    : failed(scope, condition, 'Invalid for condition', 'The if clause of a for expression must be a bool.')
}

const tupleOf = (expression: ForExpression, pairs: Pairs, scope: Scope): Value => {
  const elements: Value[] = []
  for (const [key, value] of pairs) {
    if (!spend(scope, expression, 1)) return exhausted(scope, expression)
    const inner = innerScope(expression, scope, key, value)
    const included = isIncluded(expression, inner)
    if (typeof included !== 'boolean') return included
    if (included) elements.push(evaluateExpression(expression.value, inner))
  }
  return tuple(elements)
}

const objectOf = (expression: ForExpression, pairs: Pairs, scope: Scope): Value => {
  const entries = new Map<string, Value>()
  const groups = new Map<string, Value[]>()
  // A key has no mark of its own, so that the whole object has it.
  let isMarked = false
  for (const [key, value] of pairs) {
    if (!spend(scope, expression, 1)) return exhausted(scope, expression)
    const inner = innerScope(expression, scope, key, value)
    const included = isIncluded(expression, inner)
    if (typeof included !== 'boolean') return included
    if (!included) continue
    const resultKey = evaluateExpression(expression.key ?? expression.value, inner)
    const name = knownString(resultKey)
    if (resultKey.kind === 'null')
      return failed(
        inner,
        expression.key ?? expression,
        'Invalid object key',
        "Key expression in 'for' expression must not produce a null value.",
      )
    if (resultKey.kind !== 'unknown' && !toText(resultKey))
      return failed(
        inner,
        expression.key ?? expression,
        'Invalid object key',
        'The key expression produced an invalid result: string required.',
      )
    if (name === undefined) return unknown(anonymousId(scope, `{for … : ${describe(resultKey)} => …}`), reasonOf(resultKey))
    isMarked ||= resultKey.sensitive === true
    const result = evaluateExpression(expression.value, inner)
    if (expression.group) {
      const group = groups.get(name)
      if (group) group.push(result)
      else groups.set(name, [result])
    } else if (entries.has(name)) return duplicate(expression, name, resultKey, inner)
    else entries.set(name, result)
  }
  const result = object(expression.group ? [...groups].map(([name, values]) => [name, tuple(values)] as const) : entries)
  return isMarked ? markSensitive(result) : result
}

const duplicate = (expression: ForExpression, name: string, key: Value, scope: Scope): Value =>
  failed(
    scope,
    expression.key ?? expression,
    'Duplicate object key',
    `Two different items produced the key ${key.sensitive ? '' : `${JSON.stringify(name)} `}in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`,
  )

/** One element stands for all, perhaps for none: what is wrong with it may be wrong with nothing. */
const overUnknown = (expression: ForExpression, collection: UnknownValue, scope: Scope): Value => {
  const key = unknown(`${collection.id}.key`, collection.reason)
  const inner = innerScope(expression, quietly(scope), key, anyElement(collection))
  const included = expression.condition ? toBool(evaluateExpression(expression.condition, inner)) : bool(true)
  const each = evaluateExpression(expression.value, inner)
  if (included?.kind === 'bool' && !included.value) return expression.key ? object([]) : tuple([])
  return collectionOfUnknown(anonymousId(scope, `[for … in ${collection.id} : ${describe(each)}]`), collection, each, 'for')
}
