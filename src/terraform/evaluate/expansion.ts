import type { Diagnostic } from '../../source/diagnostic.ts'
import { ANY_KEY, formatInstanceKey, type InstanceKey, intKey, NO_KEY, stringKey } from '../address/address.ts'
import type { Attribute, Block } from '../hcl/ast.ts'
import { object, string, tuple, unknown } from '../value/construct.ts'
import { knownString, toNumber } from '../value/convert.ts'
import { integer } from '../value/number.ts'
import type { Members, StringValue, UnknownValue, Value } from '../value/value.ts'
import { anyElement, iterate } from './access.ts'
import { evaluateExpression } from './expression.ts'
import { memberAt } from './members.ts'
import { failed, locationIn, quietly, type Scope, scopeAt, withNames } from './scope.ts'

/** An instance of a block that may repeat, and the scope in which its arguments are evaluated. */
export interface Expanded {
  readonly key: InstanceKey
  readonly scope: Scope
  /** Of one that stands for all: what tells them apart, and what decides whether there are any. */
  readonly members: Members | null
}

/** More instances than any account may have; a larger number is a mistake, or an attempt to exhaust this process. */
const MAXIMUM_INSTANCES = 10_000

/** Whether so many more instances may be made; all that a configuration makes together are limited, too. */
const isAffordable = (scope: Scope, instances: number): boolean => {
  if (instances === 0) return true
  if (instances > MAXIMUM_INSTANCES) return false
  const { budget } = scope.module.symbols
  budget.instances -= instances
  return budget.instances >= 0
}

const counted = (scope: Scope, index: Value): Scope => withNames(scope, [['count', object([['index', index]])]])

/** Where `each.key` and `each.value` are these. */
export const eachScope = (scope: Scope, key: Value, value: Value): Scope =>
  withNames(scope, [
    [
      'each',
      object([
        ['key', key],
        ['value', value],
      ]),
    ],
  ])

/** One that stands for all, perhaps for none: what is wrong with it may be wrong with nothing. */
const any = (scope: Scope, members: Members): Expanded => ({ key: ANY_KEY, scope: quietly(scope), members })

/** The instances that `count` or `for_each` makes of a block. One whose keys are not known stands for all: `[*]`. */
export const expandBlock = (block: Block, scope: Scope): readonly Expanded[] => {
  const count = block.body.attributes.find((attribute) => attribute.name === 'count')
  if (count) {
    const value = toNumber(evaluateExpression(count.value, scopeAt(scope, count)))
    if (value?.kind === 'unknown') return [ofUnknownCount(value, scope)]
    if (value?.kind !== 'number' || value.value < 0 || !Number.isInteger(value.value)) {
      failed(
        scopeAt(scope, count),
        count.value,
        'Invalid count argument',
        'The given "count" argument value is unsuitable: a whole number of at least zero is required.',
      )
      return []
    }
    if (!isAffordable(scope, value.value)) {
      scope.report(tooMany(value.value, locationIn(scopeAt(scope, count), count)))
      return [ofUnknownCount(unknown(String(value.value), 'the count is too large'), scope)]
    }
    return Array.from({ length: value.value }, (_, index) => ({
      key: intKey(index),
      scope: counted(scope, integer(index)),
      members: null,
    }))
  }
  const forEach = block.body.attributes.find((attribute) => attribute.name === 'for_each')
  return forEach ? expandForEach(forEach, scope) : expandOnce(block, scope)
}

/** Modules that call modules multiply without any `count`, and then nothing is left that could stand for all. */
const expandOnce = (block: Block, scope: Scope): readonly Expanded[] => {
  if (isAffordable(scope, 1)) return [{ key: NO_KEY, scope, members: null }]
  scope.report({
    severity: 'error',
    summary: 'Too many instances',
    detail:
      'The modules of this configuration make more instances than this tool expands: this block is not looked at in all of them.',
    location: locationIn(scope, block.typeSpan),
  })
  return []
}

/** The instances with these keys, of which the configuration may know less: `expanded` are those that it makes. */
export const expandAs = (
  block: Block,
  scope: Scope,
  expanded: readonly Expanded[],
  keys: readonly InstanceKey[],
): readonly Expanded[] => {
  const made = new Map(expanded.map((each) => [formatInstanceKey(each.key), each]))
  return keys.map((key) => made.get(formatInstanceKey(key)) ?? { key, scope: scopeOfKey(block, scope, key), members: null })
}

const scopeOfKey = (block: Block, scope: Scope, key: InstanceKey): Scope => {
  switch (key.kind) {
    case 'none':
    case 'any':
      return scope
    case 'int':
      return counted(scope, integer(key.value))
    case 'string': {
      const name = string(key.value)
      const forEach = block.body.attributes.find((attribute) => attribute.name === 'for_each')
      if (!forEach) return eachScope(scope, name, unknown('each.value', 'it has no for_each'))
      const isSet = forEach.value.kind === 'call' && forEach.value.name === 'toset'
      return eachScope(scope, name, isSet ? name : valueOfKey(evaluateExpression(forEach.value, scopeAt(scope, forEach)), name))
    }
  }
}

const valueOfKey = (collection: Value, key: StringValue): Value => {
  const step = formatInstanceKey(stringKey(knownString(key) ?? ''))
  if (collection.kind !== 'unknown') return unknown(`for_each${step}`, 'the configuration has no such element')
  return memberAt(collection, key, step) ?? unknown(`${collection.id}${step}`, collection.reason)
}

/** `var.create ? 1 : 0`, whose only instance is `[0]`. */
const isAtMostOne = (count: Value): boolean =>
  count.kind === 'number'
    ? count.value <= 1
    : count.kind === 'unknown' && count.options !== undefined && count.options.every(isAtMostOne)

const ofUnknownCount = (count: UnknownValue, scope: Scope): Expanded => {
  const index = `${count.id}.index`
  const own = isAtMostOne(count) ? [index, '0'] : [index]
  return any(counted(scope, unknown(index, count.reason)), { of: count.id, own, varying: [index] })
}

const ofUnknownForEach = (collection: UnknownValue, scope: Scope): Expanded => {
  const of = collection.members?.of ?? collection.id
  const [key, value] = [`${of}.key`, `${of}[*]`]
  const varying = [key, value, `${collection.id}[*]`, ...(collection.members?.varying ?? [])]
  return any(eachScope(scope, unknown(key, collection.reason), anyElement(collection)), { of, own: [key, value], varying })
}

const expandForEach = (forEach: Attribute, scope: Scope): readonly Expanded[] => {
  const expression = forEach.value
  const here = scopeAt(scope, forEach)
  const collection = evaluateExpression(expression, here)
  if (collection.kind === 'unknown') return [ofUnknownForEach(collection, scope)]
  // The other side of a conditional that is not known may be a set, and then so is the empty list on this side.
  if (collection.kind === 'tuple' && collection.elements.length === 0 && expression.kind === 'conditional') return []
  const pairs = collection.kind === 'list' || collection.kind === 'tuple' ? undefined : iterate(collection)
  if (!pairs) {
    const given = collection.kind === 'null' ? 'null' : `a ${collection.kind}`
    failed(
      here,
      expression,
      'Invalid for_each argument',
      `The given "for_each" argument value is unsuitable: it is ${given}, and must be a map, or set of strings.`,
    )
    return []
  }
  if (!isAffordable(scope, pairs.length)) {
    scope.report(tooMany(pairs.length, locationIn(here, expression)))
    return [ofUnknownForEach(unknown(`${pairs.length} elements`, 'for_each has too many elements'), scope)]
  }
  return pairs.map(([key, value]) => {
    const name = knownString(key)
    return { key: name === undefined ? ANY_KEY : stringKey(name), scope: eachScope(scope, key, value), members: null }
  })
}

const tooMany = (count: number, location: Diagnostic['location'] & object): Diagnostic => ({
  severity: 'warning',
  summary: 'Too many instances',
  detail: `${count} instances are more than this tool expands; they are looked at as one.`,
  location,
})

/** How a block with these instances is seen by a reference to it as a whole. */
export const collect = (
  block: Block,
  id: string,
  instances: readonly { readonly key: InstanceKey; readonly value: Value; readonly members: Members | null }[],
): Value => {
  const [first] = instances
  if (first?.key.kind === 'none') return first.value
  if (instances.some(({ key }) => key.kind === 'any')) {
    const all = unknown(id, `the instances of ${id} are not known until apply`)
    if (instances.length !== 1 || !first?.members) return all
    return { ...all, element: first.value, members: { ...first.members, varying: [...first.members.varying, `${id}[*]`] } }
  }
  if (block.body.attributes.some((attribute) => attribute.name === 'count')) return tuple(instances.map(({ value }) => value))
  return object(instances.map(({ key, value }) => [key.kind === 'string' ? key.value : '', value] as const))
}
