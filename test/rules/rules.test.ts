import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/check/rules.generated.ts'
import { helpOf } from '../../src/check/rules.ts'
import reportSchema from '../../src/report/report.schema.json' with { type: 'json' }

const root = new URL('../../rules/', import.meta.url)
const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(read('rule.schema.json')))
const causes: readonly unknown[] = reportSchema.$defs.access.properties.cause.enum

describe.each(folders)('the rule %s', (id) => {
  const rule = JSON.parse(read(`${id}/rule.json`))
  const help = read(`${id}/README.md`)

  test('is described as the schema says', () => {
    validate(rule)
    expect(validate.errors).toBeNull()
  })

  test('is called like its folder', () => expect(rule.id).toBe(id))

  test('explains causes that a report can have', () => {
    for (const cause of rule.causes) expect(causes).toContain(cause)
  })

  test('explains each of its causes to the user', () => {
    for (const cause of rule.causes) expect(help).toContain(`\`${cause}\``)
  })

  test('has a page with the headings in their order', () => {
    expect(help.match(/^#{1,2} .*$/gm)).toEqual([`# ${id}`, '## What', '## Why', '## Examples', '## How to fix', '## Limits'])
  })

  test('shows Terraform and a handler', () => {
    const [, examples = ''] = help.split('## Examples')
    expect(examples).toContain('```hcl')
    expect(examples).toMatch(/```(python|js|ts)/)
  })

  test('is in the list of rules', () => expect(read('README.md')).toContain(`[\`${id}\`](${id}/README.md) | ${rule.severity} |`))

  test('is known to the check', () => expect(rules.map((known) => known.id)).toContain(id))
})

test('every cause of a report is explained by one rule', () => {
  const explained = rules.flatMap((rule): readonly string[] => rule.causes)
  expect([...explained].sort()).toEqual(causes.filter((cause) => cause !== null).sort())
})

test('every cause has a row of its own in a table, which can be linked to', () => {
  const rows = folders.flatMap((id) =>
    [...read(`${id}/README.md`).matchAll(/^\| <a id="([\w-]+)"><\/a>`([\w-]+)` \|/gm)].map(
      ([, anchor, cause]) => `${id} ${anchor} ${cause}`,
    ),
  )
  expect(rows.sort()).toEqual(rules.flatMap(({ id, causes }) => causes.map((cause) => `${id} ${cause} ${cause}`)).sort())
})

test('a finding leads to the row of its cause', () => {
  expect(helpOf('denied-write', 'boundary')).toBe('rules/denied-write/README.md#boundary')
  expect(helpOf('undetermined-write', 'boundary')).toBe('rules/undetermined-write/README.md')
  expect(helpOf('unanalyzed-function', null)).toBe('rules/unanalyzed-function/README.md')
})
