import { expect, test } from 'vitest'
import { matchesGlob } from '../../../src/code/package/glob.ts'

test.each([
  ['tests', 'tests', true],
  ['tests', 'src/tests', false],
  ['**/tests', 'src/tests', true],
  ['**/tests', 'tests', true],
  ['*.md', 'README.md', true],
  ['*.md', 'docs/README.md', false],
  ['**/*.md', 'docs/README.md', true],
  ['src/**', 'src/a/b.py', true],
  ['src/**/*.py', 'src/b.py', true],
  ['*.{md,txt}', 'notes.txt', true],
  ['file[0-9].py', 'file7.py', true],
  ['file[!0-9].py', 'file7.py', false],
  ['./app.?s', 'app.js', true],
  ['[', '[', true],
])('the exclude %s and the path %s: %s', (pattern, path, expected) => {
  expect(matchesGlob(pattern, path)).toBe(expected)
})

test('a pattern of many stars takes no long time', () => {
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false)
  expect(matchesGlob('{a,b}'.repeat(40), 'x')).toBe(false)
})
