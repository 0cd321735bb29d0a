import { expect, test } from 'vitest'
import { answerIn, ask } from './answers.ts'

const local = (name: string, value: string): string => `locals {\n  ${name} = "${value}"\n}\n`
const localJson = (name: string, value: string): string => JSON.stringify({ locals: { [name]: value } })

test('files of all four kinds make one module', async () => {
  const files = {
    'a.tf': local('a', 'tf'),
    'b.tf.json': localJson('b', 'json'),
    'c.tofu': local('c', 'tofu'),
    'd.tofu.json': localJson('d', 'tofu json'),
  }
  expect(await ask(files, '[local.a, local.b, local.c, local.d]')).toMatchObject({
    answer: ['tf', 'json', 'tofu', 'tofu json'],
    problems: [],
  })
})

test('a .tofu file replaces the .tf file of its name, and .tofu.json the .tf.json file', async () => {
  const files = {
    'main.tf': local('native', 'terraform'),
    'main.tofu': local('native', 'opentofu'),
    'main.tf.json': localJson('json', 'terraform'),
    'main.tofu.json': localJson('json', 'opentofu'),
  }
  expect(await ask(files, '[local.native, local.json]')).toMatchObject({ answer: ['opentofu', 'opentofu'], problems: [] })
})

test('a .tofu file leaves the .tf.json file of its name alone', async () => {
  const files = { 'main.tofu': local('a', 'native'), 'main.tf.json': localJson('b', 'json') }
  expect(await answerIn(files, '[local.a, local.b]')).toEqual(['native', 'json'])
})

test.each(['override.tf', 'x_override.tf', 'override.tofu', 'x_override.tofu'])('%s overrides', async (name) => {
  expect(await answerIn({ 'main.tf': local('stage', 'dev'), [name]: local('stage', 'prod') }, 'local.stage')).toBe('prod')
})

test.each(['override.tf.json', 'x_override.tofu.json'])('%s overrides', async (name) => {
  expect(await answerIn({ 'main.tf': local('stage', 'dev'), [name]: localJson('stage', 'prod') }, 'local.stage')).toBe('prod')
})

test('an override of OpenTofu replaces that of Terraform', async () => {
  const files = { 'main.tf': local('a', 'main'), 'override.tf': local('a', 'tf'), 'override.tofu': local('a', 'tofu') }
  expect(await answerIn(files, 'local.a')).toBe('tofu')
})

test('what editors leave behind is not read', async () => {
  const files = { 'main.tf': local('a', 'main'), '.#main.tf': '{', 'main.tf~': '{', '#main.tf#': '{', '#x.tf.json#': '{' }
  expect(await ask(files, 'local.a')).toMatchObject({ answer: 'main', problems: [] })
})
