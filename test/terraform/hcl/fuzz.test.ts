import { expect, test } from 'vitest'
import type { Expression } from '../../../src/terraform/hcl/ast.ts'
import { parseConfig, parseExpression } from '../../../src/terraform/hcl/parser.ts'
import { parseTemplate } from '../../../src/terraform/hcl/template.ts'
import { fixtures } from './fixtures.ts'

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

const expectInside = ({ start, end }: Expression, length: number): void => {
  expect(start).toBeLessThanOrEqual(end)
  expect(end).toBeLessThanOrEqual(length)
}
