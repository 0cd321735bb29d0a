import { expect, test } from 'vitest'
import { replaceText } from '../../src/check/replace-text.ts'
import { formatText, type Text } from '../../src/source/text.ts'

const any = { kind: 'varying', reason: 'it is a key' } as const

test.each<readonly [Text, string, string, string]>([
  [['in/', any, '.csv'], 'in/', 'out/', 'out/*.csv'],
  [['in/', any, '.csv'], '.csv', '.parquet', 'in/**'],
  [['in/a.csv'], '.csv', '.parquet', 'in/a.parquet'],
  [['in/', any], 'old', 'new', 'in/*'],
  [['in/up', any], 'uploads', 'x', 'in/**'],
  [[any, '/in.csv'], 'x/', '', '**in.csv'],
  [['a/a/', any], 'a/', 'b/', '**'],
  [['aa', any], 'aa', 'b', '*'],
  [['in/', any], '', 'x', '*'],
])('%j with %s replaced by %s is %s', (given, from, to, expected) => {
  expect(formatText(replaceText(given, from, to))).toBe(expected)
})
