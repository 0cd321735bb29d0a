import { describe, expect, test } from 'vitest'
import type { Body, Expression } from '../../../src/terraform/hcl/ast.ts'
import { parseJsonConfig } from '../../../src/terraform/hcl/json.ts'
import { blocksOf } from '../../../src/terraform/hcl/json-blocks.ts'
import { parseConfig, parseExpression } from '../../../src/terraform/hcl/parser.ts'
import { parseTemplate } from '../../../src/terraform/hcl/template.ts'
import { fixtures } from './fixtures.ts'
import { SPELLINGS, toTfJson } from './tf-json.ts'

/** Numbers from 0 up to `below`, the same ones in every run. */
const randomNumbers = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const snippets =
  '" ${ } { %{ ~} ( ) [ ] , . * [*] .* ... ? : = == => ! - && || <<EOT\n <<-E\n EOT\n # // /* */ \\ \\u $ $$ % \r \n \0 é \ud83d 1.e ; \' :: for in if %{if %{endif}'.split(
    ' ',
  )

const mutate = (text: string, random: (below: number) => number): string => {
  const at = random(text.length + 1)
  const length = random(30)
  const from = random(text.length + 1)
  const inserted = random(2) === 0 ? (snippets[random(snippets.length)] as string) : text.slice(from, from + length)
  return text.slice(0, at) + inserted + text.slice(at + random(4))
}

test.each([1, 2, 3, 4])('mutated files are read to their end, whatever is in them (seed %i)', (seed) => {
  const random = randomNumbers(seed)
  const sources = [...fixtures('valid'), ...fixtures('recovery')].map(([, { text }]) => text)
  for (let round = 0; round < 1500; round++) {
    let text = sources[random(sources.length)] as string
    for (let mutations = random(6); mutations >= 0; mutations--) text = mutate(text, random)
    const file = { path: 'main.tf', text }
    const { value, diagnostics } = parseConfig(file)
    for (const { location } of diagnostics) expect(location?.end).toBeLessThanOrEqual(text.length)
    for (const { value: argument } of value.body.attributes) expectInside(argument, text.length)
    parseExpression(file)
    parseTemplate(file)
  }
})

const expectBlocksInside = ({ attributes, blocks }: Body, length: number): void => {
  for (const attribute of attributes) {
    expectInside(attribute.value, length)
    if (attribute.mayBeBlocks) for (const { body } of blocksOf(attribute)) expectBlocksInside(body, length)
  }
  for (const { body } of blocks) expectBlocksInside(body, length)
}

test.each([5, 6])('mutated files of JSON syntax are read to their end (seed %i)', (seed) => {
  const random = randomNumbers(seed)
  const sources = fixtures('valid').flatMap(([, file]) =>
    SPELLINGS.map((spelling) => JSON.stringify(toTfJson(parseConfig(file).value, spelling), null, 2)),
  )
  for (let round = 0; round < 300; round++) {
    let text = sources[random(sources.length)] as string
    for (let mutations = random(6); mutations >= 0; mutations--) text = mutate(text, random)
    const { value, diagnostics } = parseJsonConfig({ path: 'main.tf.json', text })
    for (const { location } of diagnostics) expect(location?.end).toBeLessThanOrEqual(text.length)
    expectBlocksInside(value.body, text.length)
  }
})

const DEEP = 20_000
const LONG = 100_000

describe('a hostile file ends in a few errors, in time', () => {
  const bounded = (text: string): void => {
    const file = { path: 'main.tf', text }
    for (const parse of [parseConfig, parseExpression, parseTemplate, parseJsonConfig])
      expect(parse(file).diagnostics.length).toBeLessThanOrEqual(51)
  }

  test.each(['(', '[', '{a=', '"${', 'f(', '!', '-', 'x ? ', '[for x in ', '"%{if x}', '<<E\n${', '{"a":'])(
    'opened often: %s',
    (open) => {
      bounded(`a = ${open.repeat(DEEP)}`)
    },
  )

  test.each(['b {\n', 'b "l" {\n', '}', 'a = = \n', 'a = 1\n', 'a = "x\n', 'a = <<E\n', '/*', '{"a":1,'])(
    'repeated: %s',
    (line) => {
      bounded(line.repeat(DEEP))
    },
  )

  test.each(['+1', '.y', '[0]', '[*]', '.*', ' ? 1 : 1'])('chained: %s', (step) => {
    bounded(`a = x${step.repeat(DEEP)}\n`)
  })

  test.each(['\0', '\ufffd', '\ufeff', '\r', ' ', '"', '\\', '$', '#', '.', '1', 'x', '/', '{', '['])('long: %j', (character) => {
    bounded(character.repeat(LONG))
    bounded(`a = "${character.repeat(LONG)}"\n`)
    bounded(`a = <<EOT\n${character.repeat(LONG)}`)
    bounded(`{"locals":{"a":"${character.repeat(LONG)}`)
  })
})

const expectInside = ({ start, end }: Expression, length: number): void => {
  expect(start).toBeLessThanOrEqual(end)
  expect(end).toBeLessThanOrEqual(length)
}
