import { describe, expect, test } from 'vitest'
import type { Part } from '../../../src/source/text.ts'
import {
  fromJs,
  list,
  nullValue,
  number,
  object,
  set,
  string,
  stringOf,
  tuple,
  unknown,
} from '../../../src/terraform/value/construct.ts'
import { equals } from '../../../src/terraform/value/equality.ts'

const reports = unknown('aws_s3_bucket.reports.bucket', 'it is set at apply', { domain: 'bucket' })
const logs = unknown('aws_s3_bucket.logs.bucket', 'it is set at apply', { domain: 'bucket' })
const stage = unknown('var.stage', 'it has no default')
const region = unknown('data.aws_region.current.name', 'it depends on the provider', { domain: 'region' })

const same = (a: readonly Part[], b: readonly Part[]) => {
  const answer = equals(stringOf(a), stringOf(b))
  expect(equals(stringOf(b), stringOf(a))).toBe(answer)
  return answer
}

describe('equality', () => {
  test('needs the same type', () => {
    expect(equals(string('1'), number(1))).toBe('no')
    expect(equals(string('1'), string('1'))).toBe('yes')
    expect(equals(nullValue, nullValue)).toBe('yes')
    expect(equals(nullValue, string(''))).toBe('no')
    expect(equals(fromJs({ a: [1] }), fromJs({ a: [1] }))).toBe('yes')
    expect(equals(fromJs({ a: [1] }), fromJs({ b: [1] }))).toBe('no')
    expect(equals(fromJs([]), fromJs({}))).toBe('no')
    expect(equals(tuple([]), list([]))).toBe('no')
  })

  test('knows an unknown by its id, and one bucket from another', () => {
    expect(equals(reports, reports)).toBe('yes')
    expect(equals(reports, logs)).toBe('no')
    expect(equals(reports, stage)).toBe('unknown')
    expect(equals(reports, nullValue)).toBe('no')
    expect(equals(stage, nullValue)).toBe('unknown')
    expect(equals(stage, tuple([]))).toBe('unknown')
    expect(equals(reports, tuple([]))).toBe('no')
  })

  test('compares partly known strings as patterns', () => {
    expect(same(['a-', stage, '/x'], ['a-', stage, '/x'])).toBe('yes')
    expect(same(['a-', stage], ['b-', stage])).toBe('no')
    expect(same([stage, '-a'], [stage, '-b'])).toBe('no')
    expect(same([stage, '-a'], ['prod-a'])).toBe('unknown')
    expect(same([stage, '-a'], ['prod-b'])).toBe('no')
    expect(same([stage, '-mid-', region], ['x-mid-eu-west-1'])).toBe('unknown')
    expect(same([stage, '-mid-', region], ['x-middle'])).toBe('no')
    expect(same([stage, 'a'], [region, 'a'])).toBe('unknown')
    expect(same([reports, '/*'], [logs, '/*'])).toBe('no')
    expect(same([stage, 'x'], [stage])).toBe('no')
  })

  test('uses what is known of an unknown', () => {
    const named = unknown('aws_s3_bucket.named.bucket', 'a part is not known', { domain: 'bucket', expansion: [stage, '-named'] })
    expect(same([named], [stage, '-named'])).toBe('yes')
    expect(same([named], ['prod-other'])).toBe('no')
    expect(same([named], ['prod-named'])).toBe('unknown')
    expect(same([reports], ['a/b'])).toBe('no')
    expect(same([reports, '-x'], ['a/b-x'])).toBe('no')
    expect(same([region], ['production'])).toBe('no')
    expect(same([region], ['eu-west-1'])).toBe('unknown')
  })

  test('is undecided only where an unknown decides', () => {
    expect(equals(object([['a', stage]]), object([['a', string('x')]]))).toBe('unknown')
    expect(equals(tuple([stage, number(1)]), tuple([string('x'), number(2)]))).toBe('no')
    expect(equals(set([string('a'), stage]), set([string('b'), stage]))).toBe('unknown')
    expect(equals(set([string('a'), string('b')]), set([string('b'), string('a')]))).toBe('yes')
    expect(equals(set([string('a')]), set([string('b'), stage]))).toBe('no')
  })
})
