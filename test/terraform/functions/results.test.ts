import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { call, fromTagged, plain } from './support.ts'

/** What Terraform 1.11.4 gives: name, arguments, and the result as `jsonencode` shows it. */
const rows = JSON.parse(readFileSync(new URL('results.json', import.meta.url), 'utf8')) as readonly [
  string,
  readonly unknown[],
  unknown,
][]

const isError = (expected: unknown): boolean => typeof expected === 'object' && expected !== null && '$error' in expected

describe('functions give what Terraform gives', () => {
  test.each(rows.map(([name, args, expected]) => [`${name}(${JSON.stringify(args).slice(1, -1)})`, name, args, expected] as const))(
    '%s',
    (_, name, args, expected) => {
      const { value, diagnostics } = call(name, ...args.map(fromTagged))
      const errors = diagnostics.map(({ severity }) => severity)
      expect({ errors, value: isError(expected) ? expected : plain(value) }).toEqual({
        errors: isError(expected) ? ['error'] : [],
        value: expected,
      })
    },
  )
})
