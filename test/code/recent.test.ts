import { expect, test } from 'vitest'
import { createRecent } from '../../src/code/recent.ts'

test('what was used last is kept, and the rest is forgotten', () => {
  const recent = createRecent<object, string>(10)
  const [a, b, c] = [{}, {}, {}]
  recent.add(a, 'a', 4)
  recent.add(b, 'b', 4)
  recent.get(a)
  recent.add(c, 'c', 4)
  expect([a, b, c].map(recent.get)).toEqual(['a', undefined, 'c'])
})

test('what is larger than all is kept until the next', () => {
  const recent = createRecent<object, string>(10)
  const [a, b] = [{}, {}]
  recent.add(a, 'a', 40)
  expect(recent.get(a)).toBe('a')
  recent.add(b, 'b', 1)
  expect([a, b].map(recent.get)).toEqual([undefined, 'b'])
})
