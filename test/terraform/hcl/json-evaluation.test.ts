import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownString } from '../../../src/terraform/value/convert.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import { evaluateFiles } from '../../support/evaluation.ts'

/** What the argument `value` of a resource is in a configuration of JSON syntax that holds this besides. */
const evaluated = async (
  value: unknown,
  configuration: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
) => {
  const { resource = {}, ...others } = configuration as { resource?: Record<string, unknown> }
  const result = { aws_ssm_parameter: { result: { name: 'result', value } } }
  const json = JSON.stringify({ ...others, resource: { ...resource, ...result } })
  const { instances, problems } = await evaluateFiles({ 'main.tf.json': json, ...files })
  const argument = instances.find(({ id }) => id === 'aws_ssm_parameter.result')?.body.argument('value')
  return [argument ? formatValue(argument) : 'null', ...problems].join('\n')
}

const resource = {
  aws_lambda_function: { export: { environment: { variables: { BUCKET: 'reports' } }, tags: { team: 'data' } } },
  aws_s3_bucket: { reports: { lifecycle_rule: [{ id: 'a', expiration: { days: 30 } }, { id: 'b' }] } },
}

test.each([
  ['${aws_lambda_function.export.environment[0].variables.BUCKET}', '"reports"'],
  ['${aws_lambda_function.export.environment.0.variables["BUCKET"]}', '"reports"'],
  ['${one(aws_lambda_function.export.environment[*].variables).BUCKET}', '"reports"'],
  ['${aws_lambda_function.export.tags.team}', '"data"'],
  ['${keys(aws_lambda_function.export.tags)[0]}', '"team"'],
  ['${aws_s3_bucket.reports.lifecycle_rule[1].id}', '"b"'],
])('an object is an argument and a block, as it is referred to: %s', async (value, expected) => {
  expect(await evaluated(value, { resource })).toBe(expected)
})

test('a string that is one interpolation has the type of its expression', async () => {
  const { instances } = await evaluateFiles({
    'main.tf.json': JSON.stringify({
      locals: { n: '${1 + 1}', names: ['a', 'b'] },
      resource: { aws_ssm_parameter: { each: { count: '${local.n}', value: '${local.names[count.index]}' } } },
    }),
  })
  expect(instances.map(({ id, body }) => [id, body.argument('value')?.kind])).toEqual([
    ['aws_ssm_parameter.each[0]', 'string'],
    ['aws_ssm_parameter.each[1]', 'string'],
  ])
})

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'hcl', 'json')
const recorded = JSON.parse(readFileSync(join(folder, 'values.expected.json'), 'utf8')) as Readonly<Record<string, string>>

// Recorded from `terraform console` beside values.tf.json: what jsonencode makes of each.
test.each(Object.entries(recorded))('%s is what Terraform says', async (reference, expected) => {
  const values = readFileSync(join(folder, 'values.tf.json'), 'utf8')
  const result = { resource: { aws_ssm_parameter: { result: { value: `\${jsonencode(${reference})}` } } } }
  const { instances, problems } = await evaluateFiles({ 'values.tf.json': values, 'main.tf.json': JSON.stringify(result) })
  const argument = instances[0]?.body.argument('value')
  expect([argument && knownString(argument), problems]).toEqual([expected, []])
})

test('dynamic blocks are made from arrays and objects, nested, with an iterator', async () => {
  const data = {
    aws_iam_policy_document: {
      write: {
        statement: { actions: ['s3:GetObject'], resources: ['a'] },
        dynamic: {
          statement: {
            for_each: ['b', 'c'],
            iterator: 'each_statement',
            content: {
              actions: ['s3:PutObject'],
              resources: ['${each_statement.value}'],
              dynamic: {
                condition: { for_each: ['x'], content: { test: 'StringEquals', variable: 'v', values: ['${condition.value}'] } },
              },
            },
          },
        },
      },
    },
  }
  const { instances, problems } = await evaluateFiles({ 'main.tf.json': JSON.stringify({ data }) })
  expect(problems).toEqual([])
  const statements = instances[0]?.body.blocks('statement') ?? []
  expect(
    statements.map((each) => formatValue(each.argument('resources') as NonNullable<ReturnType<typeof each.argument>>)),
  ).toEqual(['["a"]', '["b"]', '["c"]'])
  expect(statements.map((each) => each.blocks('condition').length)).toEqual([0, 1, 1])
})

test('what a template in a string refers to is reported where it is written', async () => {
  const text = '{\n  "locals": {\n    "a": "é\\n${var.missing}"\n  }\n}'
  const { problems } = await evaluateFiles({ 'main.tf.json': text })
  expect(problems).toEqual(['main.tf.json:3:16: error: Reference to undeclared input variable'])
})

test('blocks are overridden across the two syntaxes', async () => {
  const native = (variable: string) =>
    `resource "aws_lambda_function" "export" {\n  environment {\n    variables = { BUCKET = "${variable}" }\n  }\n}\n`
  const json = (variable: string) =>
    JSON.stringify({ resource: { aws_lambda_function: { export: { environment: { variables: { BUCKET: variable } } } } } })
  for (const files of [
    { 'main.tf': native('first'), 'main_override.tf.json': json('second') },
    { 'main.tf.json': json('first'), 'main_override.tf': native('second') },
    { 'main.tf.json': json('first'), 'main_override.tf.json': json('second') },
  ]) {
    const { instances } = await evaluateFiles(files)
    const variables = instances[0]?.body.blocks('environment').map((block) => block.argument('variables'))
    expect(variables?.map((value) => value && formatValue(value))).toEqual(['{ BUCKET = "second" }'])
  }
})
