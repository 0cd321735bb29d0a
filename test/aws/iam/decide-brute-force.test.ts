import { expect, test } from 'vitest'
import { decide } from '../../../src/aws/iam/decide.ts'
import { formatText, type Part, type Text } from '../../../src/source/text.ts'
import { joined, policy, unknown, varying } from './policies.ts'
import { type Generator, generator, instances, matches, randomText, words } from './random.ts'

interface RandomStatement {
  readonly effect: 'Allow' | 'Deny'
  readonly excluded: boolean
  readonly resources: readonly Text[]
  readonly kind: 'inline' | 'boundary'
}

const x = unknown('x')
const letters: readonly Part[] = ['a', 'b', '/', '*', '*', '*', '?', x]

const randomStatement = (next: Generator): RandomStatement => ({
  effect: next(3) === 0 ? 'Deny' : 'Allow',
  excluded: next(4) === 0,
  resources: Array.from({ length: 1 + next(2) }, () => randomText(next, letters, 4)),
  kind: next(4) === 0 ? 'boundary' : 'inline',
})

const policyOf = ({ effect, excluded, resources, kind }: RandomStatement) =>
  policy({ Effect: effect, Action: '*', [excluded ? 'NotResource' : 'Resource']: resources.map(joined) }, kind)

/** IAM's evaluation of one string, written in the simplest way. */
const isAllowed = (statements: readonly RandomStatement[], values: ReadonlyMap<string, string>, resource: string): boolean => {
  const applies = ({ resources, excluded }: RandomStatement): boolean =>
    resources.some((pattern) => matches(instances(pattern, values, [])[0] as string, resource)) !== excluded
  const allows = (each: RandomStatement): boolean => each.effect === 'Allow' && applies(each)
  const boundaries = statements.filter(({ kind }) => kind === 'boundary')
  return (
    !statements.some((each) => each.effect === 'Deny' && applies(each)) &&
    statements.some((each) => each.kind === 'inline' && allows(each)) &&
    boundaries.every(allows)
  )
}

const show = (statements: readonly RandomStatement[]): string =>
  statements
    .map((each) => `${each.kind} ${each.effect} ${each.excluded ? 'all but ' : ''}${each.resources.map(formatText).join()}`)
    .join('; ')

test('an allow is an allow for every string, and a deny for none, whatever the unknown parts are', () => {
  const next = generator(1_234)
  const varyingWords = words(2)
  const seen = { allow: 0, 'explicit-deny': 0, 'implicit-deny': 0, unknown: 0 }
  for (let round = 0; round < 5_000; round++) {
    const statements = Array.from({ length: 1 + next(4) }, () => randomStatement(next))
    const resource = randomText(next, ['a', 'b', '/', x, varying], 4)
    const { outcome } = decide({ action: 's3:PutObject', resource }, statements.map(policyOf))
    seen[outcome]++
    if (outcome === 'unknown') continue
    for (const value of ['', 'a', 'b/', 'ab'])
      for (const string of instances(resource, new Map([['x', value]]), varyingWords))
        if (isAllowed(statements, new Map([['x', value]]), string) !== (outcome === 'allow'))
          expect.fail(`${formatText(resource)} is ${outcome}, but not for "${string}" with x = "${value}": ${show(statements)}`)
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(200)
})
