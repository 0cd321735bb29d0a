import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { folder } from '../support/folder.ts'
import { fakeTerminal } from './fake-terminal.ts'

type Environment = Readonly<Record<string, string>>

const files = {
  'main.tf': `variable "stage" {}
variable "names" {
  type    = list(string)
  default = []
}
variable "password" {
  default   = "hunter2"
  sensitive = true
}
resource "aws_s3_bucket" "logs" {
  bucket = "logs-\${var.stage}"
}
`,
  'prod.tfvars': 'stage = "prod"\n',
  'infra/main.tf': 'locals {\n  here = "infra"\n}\n',
}

const call = async (args: readonly string[], parts: { readonly stdin?: string; readonly environment?: Environment } = {}) => {
  const { terminal, written } = fakeTerminal({ cwd: folder(files), ...parts })
  return { code: await run(['eval', ...args], terminal), ...written }
}

describe('eval prints', () => {
  test.each([
    [['upper("x")'], '"X"'],
    [['-1'], '-1'],
    [['"quoted"'], '"quoted"'],
    [['1 / 3 > 0.3 ? [1, null] : []'], '[1,null]'],
    [['--var', 'stage=dev', 'aws_s3_bucket.logs.bucket'], '"logs-dev"'],
    [['--var', 'stage=dev', '--var-file', 'prod.tfvars', 'var.stage'], '"prod"'],
    [['var.stage', '--var-file=prod.tfvars', '--var=stage=a=b'], '"a=b"'],
    [['--var', 'names=["a"]', 'var.names'], '["a"]'],
    [['--workspace', 'blue', 'terraform.workspace'], '"blue"'],
    [['--root', 'infra', 'local.here'], '"infra"'],
  ])('%j', async (args, expected) => {
    expect(await call(args)).toEqual({ code: 0, output: `${expected}\n`, errors: '' })
  })

  test('a number with all its digits', async () => {
    const { output } = await call(['9007199254740993 * 9007199254740993'])
    expect(output).toBe('81129638414606699710187514626049\n')
  })
})

describe('eval exits with 1 and says why there is no value', () => {
  test.each([
    ['var.stage', 'not known until apply, because no value is given for the variable "stage"\n'],
    ['var.password', 'not known until apply, because it is sensitive, and not printed\n'],
    ['1 +', 'error: Invalid expression: Expected the start of an expression, but found an invalid expression token.\n'],
    ['1 2', 'error: Extra characters after expression: '],
    ['var.stge', 'error: Reference to undeclared input variable: '],
  ])('%s', async (expression, expected) => {
    const { code, output, errors } = await call([expression])
    expect([code, output, errors.slice(0, expected.length)]).toEqual([1, '', expected])
  })
})

test('eval - answers each line with a line, whatever is in it', async () => {
  const stdin = '"a"\r\n\n1 +\naws_s3_bucket.logs\n[var.password]\nvar.stge\nvar.stge\n{ b = [true], a = 1.50 }'
  const { code, output } = await call(['-'], { stdin, environment: { TF_VAR_stage: 'dev' } })
  const answers = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(code).toBe(0)
  expect(answers).toEqual([
    { kind: 'value', value: 'a' },
    { kind: 'error', message: 'Missing expression: there is nothing to evaluate.' },
    { kind: 'error', message: expect.stringContaining('Invalid expression') },
    { kind: 'unknown', reason: expect.stringContaining('aws_s3_bucket.logs has attributes') },
    { kind: 'unknown', reason: 'it is sensitive, and not printed' },
    { kind: 'error', message: expect.stringContaining('undeclared') },
    { kind: 'error', message: expect.stringContaining('undeclared') },
    { kind: 'value', value: { a: 1.5, b: [true] } },
  ])
})

test('what is wrong with the configuration goes to standard error', async () => {
  const { code, output, errors } = await call(['--var', 'stge=x', '1'])
  expect({ code, output }).toEqual({ code: 0, output: '1\n' })
  expect(errors).toMatch(/^error: Value for undeclared variable\. .*Did you mean "stage"\?\n$/)
})

describe('the environment sets', () => {
  test.each([
    [{ TF_VAR_stage: 'x' }, 'var.stage', '"x"'],
    [{ TF_CLI_ARGS: '-var stage=args', TF_VAR_stage: 'x' }, 'var.stage', '"args"'],
    [{ TF_CLI_ARGS_plan: "-lock=false -var 'stage=a b'", TF_CLI_ARGS: '' }, 'var.stage', '"a b"'],
    [{ TF_CLI_ARGS_plan: '-var-file=prod.tfvars -var names=[\\"q\\"]' }, '[var.stage, var.names]', '["prod",["q"]]'],
    [{ TF_CLI_ARGS_plan: '-var stage=plan', TF_CLI_ARGS: '-var=stage=all' }, 'var.stage', '"all"'],
    [{ TF_WORKSPACE: 'green' }, 'terraform.workspace', '"green"'],
  ])('%j', async (environment, expression, expected) => {
    expect(await call([expression], { environment })).toMatchObject({ code: 0, output: `${expected}\n` })
  })

  test('less than the arguments', async () => {
    const environment = { TF_CLI_ARGS: '-var stage=args', TF_WORKSPACE: 'green' }
    const { output } = await call(['--var', 'stage=x', '--workspace', 'blue', '[var.stage, terraform.workspace]'], { environment })
    expect(output).toBe('["x","blue"]\n')
  })
})

describe('a mistake in the arguments exits with 2', () => {
  test.each([
    [[], "Name an expression, such as 'var.region', or - to read them from standard input."],
    [['1', '2'], '"2" is one expression too many: put the expression in quotes.'],
    [['--var', 'stage', '1'], '--var needs a name and a value, such as --var stage=prod: "stage" is not followed by "=".'],
    [['--var', 'stage =x', '1'], '--var needs a name and a value, such as --var stage=prod: "stage" is not followed by "=".'],
    [['--var-file', 'no.tfvars', '1'], 'There is no file "no.tfvars" to set variables from.'],
    [
      ['--workspace', 'a/b', '1'],
      '--workspace cannot be "a/b": the name of a workspace has no spaces, slashes or other characters that a URL escapes.',
    ],
    [['--varfile', 'x', '1'], 'There is no option "--varfile". Did you mean "--var-file"? See tf-s3-guard --help.'],
    [['--root', 'nowhere', '1'], 'There is no folder "nowhere".'],
  ])('%j', async (args, message) => {
    expect(await call(args)).toEqual({ code: 2, output: '', errors: `tf-s3-guard: ${message}\n` })
  })
})
