import { expect, test } from 'vitest'
import { text } from '../../../src/source/text.ts'
import {
  isSpread,
  list,
  map,
  number,
  object,
  set,
  string,
  stringOf,
  tuple,
  unknown,
} from '../../../src/terraform/value/construct.ts'
import { isKnown, toStringValue, unknownsIn } from '../../../src/terraform/value/convert.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import type { UnknownValue, Value } from '../../../src/terraform/value/value.ts'
import { call } from './support.ts'

const logs = unknown('aws_s3_bucket.logs.bucket', 'it is set at apply', { domain: 'bucket' })
const reports = unknown('aws_s3_bucket.reports.bucket', 'it is set at apply', { domain: 'bucket' })
const account = unknown('data.aws_caller_identity.current.account_id', 'it depends on the provider', { domain: 'account' })
const stage = unknown('var.stage', 'it has no default')
const prefix = unknown('var.prefix', 'it has no default')
const symbols: readonly UnknownValue[] = [logs, reports, account, stage, prefix]

/** The same numbers at every run. */
const random = (() => {
  let state = 20_240_501
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
})()

const pick = <T>(choices: readonly T[]): T => choices[random(choices.length)] as T

const literals = ['', 'a', 'A-b', '-', '/', ' ', 'arn:aws:s3:::', '/*', 'a/b', 'x\n', '_', 'ab', '0', '1', ':', '%s-%s', 'true']
const guesses = ['', 'a', 'A/b', ' a ', '-', 'arn:', 'x\n', 'ab', '_', '1', '0', 'true', ':a:', 'b']

const someText = (): Value => {
  const part = () => (random(3) === 0 ? pick(symbols) : pick(literals))
  return stringOf(text(...Array.from({ length: random(4) }, part)))
}

const someValue = (depth: number): Value => {
  const kind = random(depth > 0 ? 9 : 4)
  const elements = () => Array.from({ length: random(4) }, () => someValue(depth - 1))
  if (kind < 2) return someText()
  if (kind === 2) return pick(symbols)
  if (kind === 3) return number(pick([0, 1, 2, -1, 3]))
  if (kind < 6) return tuple(elements())
  if (kind === 6) return list(Array.from({ length: random(4) }, someText))
  if (kind === 7) return set(Array.from({ length: random(4) }, someText))
  return pick([map, object])(Array.from({ length: random(3) }, () => [pick(['a', 'b', 'c']), someText()] as const))
}

type Assignment = ReadonlyMap<string, string>

const assign = (): Assignment =>
  new Map([
    [logs.id, 'my-logs.a'],
    [reports.id, pick(['a-b', 'reports', 'ab'])],
    [account.id, '123456789012'],
    [stage.id, pick(guesses)],
    [prefix.id, pick(guesses)],
  ])

/** The value once everything in it is known. */
const apply = (value: Value, known: Assignment): Value => {
  switch (value.kind) {
    case 'unknown':
      return string(known.get(value.id) ?? '')
    case 'string':
      return string(
        value.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'unknown' ? known.get(part.id) : '*')).join(''),
      )
    case 'list':
    case 'tuple':
      return { kind: value.kind, elements: value.elements.map((element) => apply(element, known)) }
    case 'set':
      return set(value.elements.map((element) => apply(element, known)))
    case 'map':
    case 'object':
      return { kind: value.kind, entries: new Map([...value.entries].map(([key, element]) => [key, apply(element, known)])) }
    case 'null':
    case 'bool':
    case 'number':
      return value
  }
}

/** It speaks only of what is assigned, not of what calls of functions give. */
const isDecided = (value: Value, known: Assignment): boolean => unknownsIn(value).every(({ id }) => known.has(id))

/** A set may stand for a list whose order is not certain; among unknowns it is not certain what is a number, what a string. */
const comparable = (value: Value, asSet: boolean): string => {
  const ordered = asSet && 'elements' in value ? set(value.elements.map((element) => toStringValue(element) ?? element)) : value
  return formatValue(ordered)
    .replace(/"(-?\d+)"/g, '$1')
    .replaceAll('toset([', '[')
    .replaceAll('])', ']')
}

const functions = {
  1: [
    'lower',
    'upper',
    'trimspace',
    'chomp',
    'title',
    'strrev',
    'length',
    'keys',
    'values',
    'tolist',
    'toset',
    'tomap',
    'tostring',
  ],
  2: [
    'join',
    'split',
    'trim',
    'trimprefix',
    'trimsuffix',
    'startswith',
    'endswith',
    'strcontains',
    'contains',
    'index',
    'element',
    'zipmap',
    'lookup',
    'indent',
    'chunklist',
  ],
  3: [
    'replace',
    'substr',
    'format',
    'formatlist',
    'concat',
    'merge',
    'coalesce',
    'coalescelist',
    'slice',
    'setunion',
    'lookup',
    'matchkeys',
  ],
  4: ['distinct', 'flatten', 'sort', 'reverse', 'one', 'alltrue', 'jsonencode', 'urlencode', 'basename'],
} as const

const arity = { 1: 1, 2: 2, 3: 3, 4: 1 } as const

test('what is said before apply holds after it', () => {
  const decided = new Map<string, number>()
  for (let round = 0; round < 20_000; round++) {
    const group = pick([1, 2, 3, 4] as const)
    const name = pick<string>(functions[group])
    const args = Array.from({ length: arity[group] }, () => someValue(2))
    if (args.every(isKnown)) continue
    const known = assign()
    const before = call(name, ...args)
    if (before.diagnostics.length > 0 || !isDecided(before.value, known) || hasSpread(before.value)) continue
    if (name === 'jsonencode' && (args.some(hasUncertainOrder) || [...known.values()].includes('x\n'))) continue
    const after = call(name, ...args.map((arg) => apply(arg, known)))
    if (after.diagnostics.length > 0) continue
    decided.set(name, (decided.get(name) ?? 0) + 1)
    const asSet = before.value.kind === 'set'
    const description = `${name}(${args.map((arg) => formatValue(arg)).join(', ')}) with ${JSON.stringify([...known])}`
    expect(`${description}: ${comparable(apply(before.value, known), asSet)}`).toBe(
      `${description}: ${comparable(after.value, asSet)}`,
    )
  }
  expect(decided.size).toBeGreaterThan(35)
})

const hasUncertainOrder = (value: Value): boolean =>
  'elements' in value && ((value.kind === 'set' && !isKnown(value)) || value.elements.some(hasUncertainOrder))

const hasSpread = (value: Value): boolean => isSpread(value) || ('elements' in value && value.elements.some(hasSpread))
