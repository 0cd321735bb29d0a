import { expect, test } from 'vitest'
import { unifiedDiff } from '../../src/fix/unified-diff.ts'

const lines = (...numbers: readonly (number | string)[]): string => numbers.map((each) => `${each}\n`).join('')
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

test('shows three lines around a change', () => {
  expect(unifiedDiff('main.tf', lines(...ten), lines(1, 2, 3, 4, 'five', 6, 7, 8, 9, 10))).toBe(
    `--- a/main.tf\n+++ b/main.tf\n@@ -2,7 +2,7 @@\n${lines(' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8')}`,
  )
})

test('keeps changes that are far from each other apart', () => {
  const after = lines('one', 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
  expect(unifiedDiff('main.tf', lines(...ten), after)).toBe(
    `--- a/main.tf\n+++ b/main.tf\n@@ -1,4 +1,4 @@\n${lines('-1', '+one', ' 2', ' 3', ' 4')}@@ -8,3 +8,4 @@\n${lines(' 8', ' 9', ' 10', '+11')}`,
  )
})

test('says where a line has no end', () => {
  expect(unifiedDiff('main.tf', 'a', 'b\n')).toBe(
    '--- a/main.tf\n+++ b/main.tf\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n',
  )
})

test('is nothing for the same text', () => {
  expect(unifiedDiff('main.tf', 'a\n', 'a\n')).toBe('')
})
