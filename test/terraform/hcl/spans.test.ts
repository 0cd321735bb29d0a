import { expect, test } from 'vitest'
import { positionAt, type Span } from '../../../src/source/source-file.ts'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'

const step = (value: unknown, key: string): unknown => (value as Record<string, unknown>)[key]

/** `line:column text` of the node that the path leads to, from the first argument's value or, after a slash, from the body. */
const spanned = (text: string, path: string): string => {
  const file = { path: 'main.tf', text }
  const { body } = parseConfig(file).value
  const start: unknown = path.startsWith('/') ? body : body.attributes[0]?.value
  const node = path.split(/[./]/).filter(Boolean).reduce(step, start) as Span
  const { line, column } = positionAt(file, node.start)
  return `${line}:${column} ${text.slice(node.start, node.end)}`
}

const bucket = 'resource "aws_s3_bucket" reports {\n  bucket = "x"\n  versioning {\n    enabled = true\n  }\n}\n'

test.each([
  [bucket, '/blocks.0', `1:1 ${bucket.trimEnd()}`],
  [bucket, '/blocks.0.typeSpan', '1:1 resource'],
  [bucket, '/blocks.0.labels.0', '1:10 "aws_s3_bucket"'],
  [bucket, '/blocks.0.labels.1', '1:26 reports'],
  [bucket, '/blocks.0.body', `1:34 ${bucket.slice(33).trimEnd()}`],
  [bucket, '/blocks.0.body.attributes.0', '2:3 bucket = "x"'],
  [bucket, '/blocks.0.body.attributes.0.nameSpan', '2:3 bucket'],
  [bucket, '/blocks.0.body.attributes.0.value', '2:12 "x"'],
  [bucket, '/blocks.0.body.blocks.0', '3:3 versioning {\n    enabled = true\n  }'],
  ['block { a = 1 } # comment\n', '/blocks.0', '1:1 block { a = 1 }'],
  ['\ufeffa = b\r\n', '/attributes.0', '1:2 a = b'],
  ['a = 1\r\nb  =  c # d\r\n', '/attributes.1', '2:1 b  =  c'],
  ['a = "😀" == é\n', 'right', '1:13 é'],
  ['a = 1 + 2 * 3\n', '', '1:5 1 + 2 * 3'],
  ['a = 1 + 2 * 3\n', 'right', '1:9 2 * 3'],
  ['a = (1 + 2) * 3\n', 'left', '1:5 (1 + 2)'],
  ['a = (1 + 2) * 3\n', 'left.inner', '1:6 1 + 2'],
  ['a = !b.c\n', '', '1:5 !b.c'],
  ['a = !b.c\n', 'operand', '1:6 b.c'],
  ['a = b ? c : d\n', 'else', '1:13 d'],
  ['a = b.c["d"].e\n', 'object', '1:5 b.c["d"]'],
  ['a = b.c["d"].e\n', 'object.key', '1:9 "d"'],
  ['a = b.0.c\n', 'object', '1:5 b.0'],
  ['a = b.0.c\n', 'object.key', '1:7 0'],
  ['a = b[*].c[0]\n', '', '1:5 b[*].c[0]'],
  ['a = b[*].c[0]\n', 'object', '1:5 b'],
  ['a = b[*].c[0]\n', 'each', '1:6 [*].c[0]'],
  ['a = b[*].c[0]\n', 'each.object.object', '1:6 [*]'],
  ['a = b.*.c[0]\n', 'object', '1:5 b.*.c'],
  ['a = b.*.c[0]\n', 'object.each', '1:6 .*.c'],
  ['a = provider::aws::f(1, b...)\n', '', '1:5 provider::aws::f(1, b...)'],
  ['a = f(\n  1,\n  b\n)\n', 'args.1', '3:3 b'],
  ['a = [1, [2]]\n', 'elements.1', '1:9 [2]'],
  ['a = {\n  b = 1\n  (c) : 2\n}\n', 'items.0', '2:3 b = 1'],
  ['a = {\n  b = 1\n  (c) : 2\n}\n', 'items.0.key', '2:3 b'],
  ['a = {\n  b = 1\n  (c) : 2\n}\n', 'items.1', '3:3 (c) : 2'],
  ['a = { for k, v in m : k => v... if v }\n', '', '1:5 { for k, v in m : k => v... if v }'],
  ['a = { for k, v in m : k => v... if v }\n', 'condition', '1:36 v'],
  ['a = "b ${c} d"\n', '', '1:5 "b ${c} d"'],
  ['a = "b ${c} d"\n', 'parts.0', '1:6 b '],
  ['a = "b ${c} d"\n', 'parts.1', '1:8 ${c}'],
  ['a = "b ${c} d"\n', 'parts.1.value', '1:10 c'],
  ['a = "${~ c ~}  d"\n', 'parts.0', '1:6 ${~ c ~}'],
  ['a = "${~ c ~}  d"\n', 'parts.1', '1:14   d'],
  ['a = "%{ if b }c%{ else }d%{ endif }"\n', 'parts.0', '1:6 %{ if b }c%{ else }d%{ endif }'],
  ['a = "%{ if b }c%{ else }d%{ endif }"\n', 'parts.0.else.0', '1:25 d'],
  ['a = "%{ for b in c }d${b}%{ endfor }"\n', 'parts.0.collection', '1:18 c'],
  ['a = "%{ for b in c }d${b}%{ endfor }"\n', 'parts.0.body.1', '1:22 ${b}'],
  ['a = <<EOT\nb\n${c}\nEOT\nd = 1\n', '', '1:5 <<EOT\nb\n${c}\nEOT'],
  ['a = <<EOT\nb\n${c}\nEOT\nd = 1\n', 'parts.0', '2:1 b\n'],
  ['a = <<EOT\nb\n${c}\nEOT\nd = 1\n', 'parts.1', '3:1 ${c}'],
  ['a = <<-EOT\n  b\n  ${c}\n  EOT\n', '', '1:5 <<-EOT\n  b\n  ${c}\n  EOT'],
  ['a = f(<<EOT\nb\nEOT\n, c)\n', 'args.1', '4:3 c'],
])('%j: %s is at %j', (text, path, expected) => {
  expect(spanned(text, path)).toBe(expected)
})
