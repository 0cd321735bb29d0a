import { expect, test } from 'vitest'
import { findJson } from '../../../src/terraform/plan/find-json.ts'

const kinds = (text: string): readonly string[] => findJson(text).map(({ kind }) => kind)

test('text before and after JSON is passed over', () => {
  const [found] = findJson('[command]terraform show\n\u001b[33mWarning: {x\u001b[0m\n{"a":"}{"}\n::endgroup::\n')
  expect(found).toMatchObject({ kind: 'document', value: { a: '}{' } })
})

test('several documents are several', () => {
  expect(kinds('{"a":1}\n{"a":2}{"a":3}')).toEqual(['document', 'document', 'document'])
})

test('JSON that does not end is truncated', () => {
  expect(kinds('{"a":[1,2')).toEqual(['truncated'])
  expect(kinds('{"a":"\\"}')).toEqual(['truncated'])
})

test('a place is said of what is invalid, and nothing of the text', () => {
  const [found] = findJson('{"password": hunter2}')
  expect(found?.kind).toBe('invalid')
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('a text without braces has none', () => {
  expect(findJson('No changes.')).toEqual([])
  expect(findJson(' \n')).toEqual([])
})

test('millions of brackets are read without a stack', () => {
  expect(kinds(`{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`)).toEqual(['document'])
})
