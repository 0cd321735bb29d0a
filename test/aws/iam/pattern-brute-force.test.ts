import { expect, test } from 'vitest'
import { coverage, covers, type PatternLanguage } from '../../../src/aws/iam/pattern.ts'
import type { Pattern } from '../../../src/aws/iam/policy-document.ts'
import { formatText, type Part, type Text, text } from '../../../src/source/text.ts'
import { generator, instances, matches, randomText, words } from './random.ts'

const language: PatternLanguage = { kind: 'string', version: '2012-10-17' }

const unknown = (id: string): Part => ({ kind: 'unknown', id, reason: 'it is a variable' })
const varying: Part = { kind: 'varying', reason: 'it is a date' }

const asPattern = (of: Text): Pattern => ({ text: of, location: null })
const show = (patterns: readonly Text[], target: Text): string => `${patterns.map(formatText).join(' + ')} on ${formatText(target)}`

test('what is covered is matched whatever the unknown parts are, and what is not covered never is', () => {
  const next = generator(20_261)
  const values = ['', 'a', 'b/', 'ab']
  const assignments = values.flatMap((x) =>
    values.map(
      (y) =>
        new Map([
          ['x', x],
          ['y', y],
        ]),
    ),
  )
  const varyingWords = words(2)
  const answers = { yes: 0, no: 0, unknown: 0 }
  for (let round = 0; round < 10_000; round++) {
    const parts = ['a', 'b', '/', '*', '*', '?', unknown('x'), unknown('y')]
    const patterns = Array.from({ length: 1 + next(3) }, () => randomText(next, parts, 5))
    const target = randomText(next, ['a', 'b', '/', 'a', unknown('x'), unknown('y'), varying], 4)
    const answer = covers(patterns.map(asPattern), target, language)
    answers[answer]++
    if (answer === 'unknown') continue
    for (const assignment of assignments) {
      const globs = patterns.map((pattern) => instances(pattern, assignment, [])[0] as string)
      for (const string of instances(target, assignment, varyingWords))
        if (globs.some((glob) => matches(glob, string)) !== (answer === 'yes'))
          expect.fail(
            `${show(patterns, target)} is ${answer}, but not for "${string}" with x = "${assignment.get('x')}", y = "${assignment.get('y')}"`,
          )
    }
  }
  expect(Math.min(answers.yes, answers.no, answers.unknown)).toBeGreaterThan(500)
})

test('without unknown parts the answer is exact, and the example left out is not matched', () => {
  const next = generator(7)
  const varyingWords = words(5)
  for (let round = 0; round < 10_000; round++) {
    const patterns = Array.from({ length: 1 + next(3) }, () => randomText(next, ['a', 'b', '/', '*', '*', '?'], 4))
    const target: Text = text(
      ...randomText(next, ['a', 'b', '/'], 2),
      ...(next(2) === 0 ? [varying] : []),
      ...randomText(next, ['a', '/'], 1),
    )
    const globs = patterns.map((pattern) => pattern.join(''))
    const matched = instances(target, new Map(), varyingWords).map((string) => globs.some((glob) => matches(glob, string)))
    const expected = matched.every(Boolean) ? 'yes' : matched.some(Boolean) ? 'unknown' : 'no'
    const { answer, leftOut, undecided } = coverage(patterns.map(asPattern), target, language)
    if (answer !== expected) expect.fail(`${show(patterns, target)} is ${answer}, and should be ${expected}`)
    if (answer !== 'unknown') continue
    const example = leftOut?.map((part) => (typeof part === 'string' ? part : '')).join('') ?? ''
    if (globs.some((glob) => matches(glob, example))) expect.fail(`${show(patterns, target)} does not leave out "${example}"`)
    expect(undecided).toEqual([])
  }
})

test('two buckets have two names without slashes, whatever they are', () => {
  const next = generator(42)
  const names = ['aaa', 'aab', 'aaaa', 'aa.']
  const assignments = names.flatMap((x) =>
    names
      .filter((y) => y !== x)
      .map(
        (y) =>
          new Map([
            ['x', x],
            ['y', y],
          ]),
      ),
  )
  const named = (id: string): Part => ({ kind: 'unknown', id, reason: 'it is generated', domain: 'bucket' })
  const answers = { yes: 0, no: 0, unknown: 0 }
  for (let round = 0; round < 5_000; round++) {
    const patterns = Array.from({ length: 1 + next(2) }, () =>
      randomText(next, ['a', 'aaa', '/', '/', '*', '?', named('x'), named('y')], 5),
    )
    const target = text(next(2) === 0 ? named('x') : named('y'), ...randomText(next, ['/', 'a', varying], 3))
    const answer = covers(patterns.map(asPattern), target, language)
    answers[answer]++
    if (answer === 'unknown') continue
    for (const assignment of assignments) {
      const globs = patterns.map((pattern) => instances(pattern, assignment, [])[0] as string)
      for (const string of instances(target, assignment, words(1)))
        if (globs.some((glob) => matches(glob, string)) !== (answer === 'yes'))
          expect.fail(
            `${show(patterns, target)} is ${answer}, but not for "${string}" with x = "${assignment.get('x')}", y = "${assignment.get('y')}"`,
          )
    }
  }
  expect(Math.min(answers.yes, answers.no, answers.unknown)).toBeGreaterThan(200)
})
