import { expect, test } from 'vitest'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'

const comments = (text: string): unknown =>
  parseConfig({ path: 'main.tf', text }).value.comments.map((comment) => [text.slice(comment.start, comment.end), comment.text])

test('comments of all three kinds are kept, without their markers and the space around them', () => {
  expect(comments('# one\r\na = 1 // two\n/* three\n   lines */ b = 2 #')).toEqual([
    ['# one', 'one'],
    ['// two', 'two'],
    ['/* three\n   lines */', 'three\n   lines'],
    ['#', ''],
  ])
})

test('comments inside brackets and interpolations are kept', () => {
  expect(comments('a = [ # one\n  1, /* two */\n]\nb = "${\n  c # three\n}"\n')).toEqual([
    ['# one', 'one'],
    ['/* two */', 'two'],
    ['# three', 'three'],
  ])
})

test('what looks like a comment in a string or a heredoc is text', () => {
  expect(comments('a = "# b // c /* d */"\ne = <<EOT\n# f\n// g\nEOT\n')).toEqual([])
})

test('a comment before an error is kept once, and so is one behind it', () => {
  expect(comments('# one\na = [ # two\n  1 2\n]\n# three\n')).toEqual([
    ['# one', 'one'],
    ['# two', 'two'],
    ['# three', 'three'],
  ])
})

test('a comment within what an error skips is kept', () => {
  expect(comments('a = [\n  1 2, # tf-s3-guard: allow\n  3,\n]\n')).toEqual([['# tf-s3-guard: allow', 'tf-s3-guard: allow']])
})
