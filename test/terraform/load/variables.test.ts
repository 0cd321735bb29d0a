import { describe, expect, test } from 'vitest'
import type { VariableArgument } from '../../../src/terraform/load/variables.ts'
import { answerIn, ask, withVariables } from './answers.ts'

const declared = 'variable "stage" {\n  default = "default"\n}\n'
const set = (value: string): string => `stage = "${value}"\n`
const value = (name: string, text: string): VariableArgument => ({ kind: 'value', name, text })
const file = (path: string): VariableArgument => ({ kind: 'file', path })
const fromEnvironment = withVariables({ environment: new Map([['stage', 'environment']]) })

describe('the later of these wins', () => {
  const sources = [
    ['terraform.tfvars', set('tfvars')],
    ['terraform.tfvars.json', '{ "stage": "tfvars json" }'],
    ['a.auto.tfvars', set('a')],
    ['b.auto.tfvars.json', '{ "stage": "b json" }'],
    ['c.auto.tfvars', set('c')],
  ] as const
  const expected = ['environment', 'tfvars', 'tfvars json', 'a', 'b json', 'c']
  test.each(expected.map((last, count) => [last, count] as const))('%s', async (last, count) => {
    const files = { 'main.tf': declared, ...Object.fromEntries(sources.slice(0, count)) }
    expect(await answerIn(files, 'var.stage', fromEnvironment)).toBe(last)
  })

  test('--var, --var-file in the order in which they are given', async () => {
    const files = { 'main.tf': declared, 'z.auto.tfvars': set('automatic'), 'prod.tfvars': set('file') }
    const given = (...each: readonly VariableArgument[]) => withVariables({ arguments: each })
    expect(await answerIn(files, 'var.stage', given(value('stage', 'value'), file('prod.tfvars')))).toBe('file')
    expect(await answerIn(files, 'var.stage', given(file('prod.tfvars'), value('stage', 'value')))).toBe('value')
  })
})

describe('a text is a value, or an expression, as the type of the variable says', () => {
  test.each([
    ['', '[1]', '[1]'],
    ['type = string', '007', '007'],
    ['type = string', 'a = "b"', 'a = "b"'],
    ['type = number', '12', 12],
    ['type = bool', 'true', true],
    ['type = list(string)', '["a", 1]', ['a', '1']],
    ['type = map(number)', '{ a = "1" }', { a: 1 }],
    ['type = any', '"x"', 'x'],
    ['type = any', 'null', null],
    ['type = object({ a = string, b = optional(number, 2) })', '{ a = "x" }', { a: 'x', b: 2 }],
  ])('%s %s', async (type, text, expected) => {
    const files = { 'main.tf': `variable "x" {\n  ${type}\n}\n` }
    const answers = [
      await answerIn(files, 'var.x', withVariables({ arguments: [value('x', text)] })),
      await answerIn(files, 'var.x', withVariables({ environment: new Map([['x', text]]) })),
    ]
    expect(answers).toEqual([expected, expected])
  })
})

test('a value that is no expression is an error with a place, does not show itself, and leaves the variable unknown', async () => {
  const files = { 'main.tf': 'variable "x" {\n  type    = list(string)\n  default = []\n}\n' }
  const { answer, diagnostics } = await ask(files, 'var.x', withVariables({ arguments: [value('x', '["hunter2", ')] }))
  expect(answer).toBe('unknown: the value that it is given is not valid')
  expect(diagnostics).toMatchObject([{ severity: 'error', location: { file: { path: '<value for var.x>', text: '' } } }])
  expect(diagnostics[0]?.detail).toContain('line 1, column 13')
  expect(JSON.stringify(diagnostics)).not.toContain('hunter2')
})

test('an undeclared variable is an error in an argument, a warning in a file, and nothing in the environment', async () => {
  const files = { 'main.tf': declared, 'a.auto.tfvars': 'stge = 1\n', 'given.tfvars': 'other = 1\n' }
  const inputs = withVariables({ environment: new Map([['region', 'x']]), arguments: [value('sage', 'x'), file('given.tfvars')] })
  const { diagnostics } = await ask(files, '1', inputs)
  expect(diagnostics.map(({ severity, detail }) => `${severity}: ${detail}`)).toEqual([
    'warning: A variable named "stge" was set in a variable file, and the root module does not declare it. Did you mean "stage"?',
    'error: A variable named "sage" was set on the command line, and the root module does not declare it. Did you mean "stage"?',
    'warning: A variable named "other" was set in a variable file, and the root module does not declare it.',
  ])
})

test('a variable file that cannot be read in full leaves what it may set unknown', async () => {
  const files = { 'main.tf': `${declared}variable "region" {\n  default = "x"\n}\n`, 'a.auto.tfvars': 'region = "y"\nstage = \n' }
  const { answer, problems } = await ask(files, '[var.region, var.stage == "default"]')
  expect(answer).toBe('unknown: its expression could not be read')
  expect(problems.map((problem) => problem.split(':')[0])).toContain('error')
  const json = { 'main.tf': declared, 'terraform.tfvars.json': '{ "stage": ' }
  expect(await answerIn(json, 'var.stage')).toBe('unknown: "terraform.tfvars.json", which may set it, could not be read')
})

test('a string in a JSON variable file is no template', async () => {
  const files = { 'main.tf': declared, 'terraform.tfvars.json': '{ "//": "comment", "stage": "${upper(\\"x\\")}" }' }
  expect(await ask(files, 'var.stage')).toMatchObject({ answer: '${upper("x")}', problems: [] })
})

test('a variable file declares nothing and refers to nothing', async () => {
  const files = { 'main.tf': declared, 'terraform.tfvars': 'stage = prod\nvariable "x" {\n}\n' }
  expect((await ask(files, '1')).problems.sort()).toEqual([
    'error: Variable declaration in .tfvars file',
    'error: Variables not allowed',
  ])
})

test('a file that an argument names has to be there', async () => {
  const inputs = withVariables({ arguments: [file('nowhere.tfvars')] })
  await expect(ask({}, '1', inputs)).rejects.toThrow('There is no file "nowhere.tfvars" to set variables from.')
})
