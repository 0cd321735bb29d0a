import { expect, test } from 'vitest'
import { rangeOf, type Span } from '../../../src/source/source-file.ts'
import type { Expression } from '../../../src/terraform/hcl/ast.ts'
import { parseJsonConfig } from '../../../src/terraform/hcl/json.ts'
import { blocksOf } from '../../../src/terraform/hcl/json-blocks.ts'
import { outline, printed } from './outline.ts'

const parse = (json: unknown) => {
  const text = typeof json === 'string' ? json : JSON.stringify(json, null, 2)
  const file = { path: 'main.tf.json', text }
  const { value, diagnostics } = parseJsonConfig(file)
  return { ...value, text: ({ start, end }: Span) => text.slice(start, end), said: printed(diagnostics) }
}

const outlineOf = (json: unknown): string => outline(parse(json).body)

/** The first argument of the first resource. */
const argument = (value: unknown) => {
  const parsed = parse({ resource: { aws_s3_bucket: { reports: { bucket: value } } } })
  const attribute = parsed.body.blocks[0]?.body.attributes[0]
  if (!attribute) throw new Error('no argument')
  return { ...parsed, attribute }
}

test('labels are the names of nested objects, and arrays of objects stand for several', () => {
  const bucket = { bucket: 'b' }
  const expected = 'resource aws_s3_bucket a { bucket }, resource aws_s3_bucket b { bucket }'
  expect(outlineOf({ resource: { aws_s3_bucket: { a: bucket, b: bucket } } })).toBe(expected)
  expect(outlineOf({ resource: [{ aws_s3_bucket: { a: bucket } }, { aws_s3_bucket: [{ b: bucket }] }] })).toBe(expected)
  expect(outlineOf({ resource: { aws_s3_bucket: [{ a: bucket }, { b: bucket }] } })).toBe(expected)
  expect(outlineOf([{ resource: { aws_s3_bucket: { a: [bucket] } } }, { resource: { aws_s3_bucket: { b: bucket } } }])).toBe(
    expected,
  )
  expect(outlineOf({ provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] } })).toBe(
    'provider aws { region }, provider aws { alias, region }',
  )
})

test('a property named // is a comment in a body, and null is no block', () => {
  const { body, comments, said } = parse({
    '//': 'made by a tool',
    locals: { '//': 'x', a: 1 },
    resource: null,
    terraform: { backend: { s3: null } },
  })
  expect(outline(body)).toBe('locals { a }, terraform {  }')
  expect(comments.map(({ text }) => text)).toEqual(['made by a tool', 'x'])
  expect(said).toContain('Missing block label')
})

test('strings are templates, whose parts stand where they are written, escapes and all', () => {
  const { text, attribute } = argument('é\n\\ ${ var.a }"${upper("x")}/*')
  if (attribute.value.kind !== 'template') throw new Error(attribute.value.kind)
  expect(attribute.value.parts.map((part) => [part.kind, text(part)])).toEqual([
    ['text', 'é\\n\\\\ '],
    ['interpolation', '${ var.a }'],
    ['text', '\\"'],
    ['interpolation', '${upper(\\"x\\")}'],
    ['text', '/*'],
  ])
  expect(text(attribute)).toMatch(/^"bucket": "é.*"$/)
  expect(text(attribute.nameSpan)).toBe('"bucket"')
})

test('names in an object are templates', () => {
  const { attribute } = argument({ '${var.a}': 1, '//': 2 })
  expect(attribute.value).toMatchObject({
    items: [{ key: { parts: [{ kind: 'interpolation' }] } }, { key: { parts: [{ value: '//' }] } }],
  })
})

test('a dollar sign and a percent sign stand for themselves where no brace follows, and are doubled where one does', () => {
  expect(argument('100% $5').attribute.value).toMatchObject({ parts: [{ value: '100% $5' }] })
  expect(argument('$${a} %%{b}').attribute.value).toMatchObject({ parts: [{ value: '${a} %{b}' }] })
})

test('strings are what they say where Terraform takes them so', () => {
  const { body, said } = parse({
    variable: { a: { default: { '${x}': '${not a template' }, description: '%{' } },
    terraform: { required_version: '${' },
  })
  expect(said).toBe('')
  expect(body.blocks[0]?.body.attributes[0]?.value).toMatchObject({
    items: [{ key: { parts: [{ value: '${x}' }] }, value: { parts: [{ value: '${not a template' }] } }],
  })
})

const shape = (value: Expression | undefined): unknown => {
  switch (value?.kind) {
    case 'tuple':
      return value.elements.map(shape)
    case 'object':
      return value.items.map((item) => shape(item.value))
    default:
      return value?.kind
  }
}

test('references and types are expressions of native syntax in strings', () => {
  const { body, said } = parse({
    variable: { a: { type: 'object({ name = string })' } },
    resource: {
      aws_s3_object: {
        report: {
          provider: 'aws.us',
          depends_on: ['aws_s3_bucket.a', 'module.b'],
          lifecycle: { ignore_changes: ['tags["Name"]', 'key'], precondition: { condition: '${var.a}' } },
        },
      },
    },
    module: { m: { source: './m', providers: { aws: 'aws.us', 'aws.eu': 'aws' } } },
    moved: [{ from: 'a.b', to: 'a.c["x"]' }],
  })
  expect(said).toBe('')
  const [variable, resource, module, moved] = body.blocks
  const values = (block = variable) => block?.body.attributes.map(({ name, value }) => [name, shape(value)])
  expect(values(variable)).toEqual([['type', 'call']])
  expect(values(resource)).toEqual([
    ['provider', 'attr'],
    ['depends_on', ['attr', 'attr']],
  ])
  expect(values(resource?.body.blocks[0])).toEqual([['ignore_changes', ['index', 'variable']]])
  expect(values(module)).toEqual([
    ['source', 'template'],
    ['providers', ['attr', 'variable']],
  ])
  expect(values(moved)).toEqual([
    ['from', 'attr'],
    ['to', 'index'],
  ])
})

test('an argument of a resource is seen as blocks too, and those of a module are arguments only', () => {
  const { body } = parse({
    resource: {
      aws_lambda_function: { f: { environment: { variables: { A: '1' } }, layers: [], vpc_config: [{ a: 1 }, { b: 2 }] } },
    },
    module: { m: { environment: { A: '1' } } },
  })
  const [resource, module] = body.blocks
  expect(
    resource?.body.attributes.map((attribute) => blocksOf(attribute).map((block) => `${block.type} { ${outline(block.body)} }`)),
  ).toEqual([['environment { variables }'], [], ['vpc_config { a }', 'vpc_config { b }']])
  expect(module?.body.attributes[0]).not.toHaveProperty('mayBeBlocks')
})

test('dynamic blocks have labels at any depth', () => {
  const { body } = parse({
    data: {
      aws_iam_policy_document: {
        p: {
          dynamic: {
            statement: [
              {
                for_each: '${var.s}',
                iterator: 's',
                content: { dynamic: { condition: { for_each: [], content: { test: 'x' } } } },
              },
              { for_each: [], content: {} },
            ],
          },
        },
      },
    },
  })
  expect(outlineOf({})).toBe('')
  expect(outline(body)).toBe(
    'data aws_iam_policy_document p { ' +
      'dynamic statement { for_each, iterator, content { dynamic condition { for_each, content { test } } } }, ' +
      'dynamic statement { for_each, content {  } } }',
  )
  expect(body.blocks[0]?.body.blocks[0]?.body.attributes[1]?.value).toMatchObject({ kind: 'variable', name: 's' })
})

test('a block stands at its innermost label, so that two of one type are told apart', () => {
  const { file, body } = parse('{ "resource": { "aws_s3_bucket": {\n  "a": {},\n  "b": {} } } }')
  const ranges = body.blocks.map((block) => [block, block.typeSpan].map((span) => rangeOf({ file, ...span })))
  expect(
    ranges.map(([whole, type]) => `${whole?.line}:${whole?.column}-${whole?.endColumn} ${type?.column}-${type?.endColumn}`),
  ).toEqual(['2:3-10 3-6', '3:3-10 3-6'])
})
