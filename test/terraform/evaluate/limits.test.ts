import { expect, test } from 'vitest'
import { evaluateFiles } from '../../support/evaluation.ts'

const doubling = (first: string, next: (before: string) => string): string =>
  `locals {\n  l0 = ${first}\n${Array.from({ length: 40 }, (_, level) => `  l${level + 1} = ${next(`local.l${level}`)}\n`).join('')}}\n`

test.each([
  ['join', doubling('"ha"', (before) => `join("", [${before}, ${before}])`)],
  ['templates', doubling('"ha"', (before) => `"\${${before}}\${${before}}"`)],
  ['templates of unknowns', `variable "v" {}\n${doubling('var.v', (before) => `"\${${before}}\${${before}}"`)}`],
  ['lists', doubling('["ha"]', (before) => `[${before}, ${before}]`)],
  ['concat', doubling('["ha"]', (before) => `concat(${before}, ${before})`)],
  ['objects', doubling('{}', (before) => `{ a = ${before}, b = ${before} }`)],
])('a value that %s double at each step is too large, at a place', async (_, configuration) => {
  const { problems } = await evaluateFiles({ 'main.tf': configuration })
  expect(problems[0]).toMatch(/^main\.tf:\d+:\d+: error: Value too large$/)
})

test('outputs of modules that double at each level are too large to be looked at', async () => {
  const levels = Array.from({ length: 25 }, (_, level) => [
    `m${level + 1}/main.tf`,
    `module "a" {\n  source = "../m${level + 2}"\n}\noutput "x" {\n  value = module.a\n}\noutput "y" {\n  value = module.a\n}\n`,
  ])
  const { problems } = await evaluateFiles({
    'main.tf': 'module "a" {\n  source = "./m1"\n}\nlocals {\n  x = jsonencode(module.a)\n}\n',
    ...Object.fromEntries(levels),
    'm26/main.tf': 'output "x" {\n  value = 1\n}\n',
  })
  expect(problems).toEqual(['main.tf:5:7: error: Value too large'])
})

test('a chain of references that is too long is an error with a place', async () => {
  const chain = Array.from({ length: 5000 }, (_, level) => `  l${5000 - level} = "\${local.l${4999 - level}}x"\n`).join('')
  const { problems } = await evaluateFiles({ 'main.tf': `locals {\n${chain}  l0 = "a"\n}\n` })
  expect(problems[0]).toMatch(/^main\.tf:\d+:\d+: error: Expression too deep$/)
})

test('modules that depend on each other’s outputs are a cycle with a place', async () => {
  const { problems } = await evaluateFiles({
    'main.tf':
      'module "a" {\n  source = "./m"\n  in     = module.b.out\n}\nmodule "b" {\n  source = "./m"\n  in     = module.a.out\n}\nlocals {\n  x = module.a.out\n}\n',
    'm/main.tf': 'variable "in" {}\noutput "out" {\n  value = var.in\n}\n',
  })
  expect(problems).toEqual(['m/main.tf:2:1: error: Cycle'])
})

test('two items of a for expression with the same key are an error', async () => {
  const { problems } = await evaluateFiles({ 'main.tf': 'locals {\n  x = { for s in ["a", "a"] : s => s }\n}\n' })
  expect(problems).toEqual(['main.tf:2:31: error: Duplicate object key'])
})

test('a value that is not of the type of its variable is an error where it is written', async () => {
  const { problems } = await evaluateFiles({
    'main.tf': 'module "m" {\n  source = "./m"\n  sizes  = ["x"]\n}\nlocals {\n  x = module.m.sizes\n}\n',
    'm/main.tf': 'variable "sizes" {\n  type = list(number)\n}\noutput "sizes" {\n  value = var.sizes\n}\n',
  })
  expect(problems).toEqual(['main.tf:3:12: error: Invalid value for input variable'])
})
