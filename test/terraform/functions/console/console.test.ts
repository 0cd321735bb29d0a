import { describe, expect, test } from 'vitest'
import { families, readCases } from './cases.ts'
import { differences } from './differences.ts'
import { answerOf } from './evaluate.ts'

/** `dynamic` stands for a type that an empty collection, or null, does not show to us. */
const pattern = (answer: string): RegExp =>
  new RegExp(`^${answer.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\bdynamic\b/g, '.+?')}$`, 's')

const isSame = (ours: string, recorded: string): boolean => {
  if (ours.startsWith('!') || ours === recorded) return ours[0] === recorded[0]
  const at = ours.lastIndexOf(' : ')
  return at !== -1 && recorded.startsWith(ours.slice(0, at)) && pattern(ours).test(recorded)
}

describe.each(families())('expressions in %s.txt', (family) => {
  const cases = readCases(family)

  test('give what Terraform gives', () => {
    const wrong = cases
      .filter(({ expression }) => !differences.has(expression))
      .map(({ expression, answer }) => ({ expression, answer, ours: answerOf(expression) }))
      .filter(({ answer, ours }) => !isSame(ours, answer))
    expect(wrong).toEqual([])
  })
})

test('a difference from Terraform that has gone is no longer listed', () => {
  const listed = families().flatMap((family) => readCases(family).filter(({ expression }) => differences.has(expression)))
  expect(listed.length).toBe(differences.size)
  expect(listed.filter(({ expression, answer }) => isSame(answerOf(expression), answer))).toEqual([])
})
