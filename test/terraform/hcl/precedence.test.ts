import { expect, test } from 'vitest'
import type { Expression, TemplatePart } from '../../../src/terraform/hcl/ast.ts'
import { parseExpression } from '../../../src/terraform/hcl/parser.ts'
import { parseTemplate } from '../../../src/terraform/hcl/template.ts'

/** The tree as one line: operators first, `_` for an element of a splat. */
const tree = (node: Expression): string => {
  switch (node.kind) {
    case 'literal':
      return node.text
    case 'variable':
      return node.name === '*' ? '_' : node.name
    case 'attr':
      return `${tree(node.object)}.${node.name}`
    case 'index':
      return `${tree(node.object)}[${tree(node.key)}]`
    case 'splat':
      return `(${node.full ? '[*]' : '.*'} ${tree(node.object)} ${tree(node.each)})`
    case 'binary':
      return `(${node.operator} ${tree(node.left)} ${tree(node.right)})`
    case 'unary':
      return `(${node.operator} ${tree(node.operand)})`
    case 'conditional':
      return `(? ${tree(node.condition)} ${tree(node.then)} ${tree(node.else)})`
    case 'parentheses':
      return `(${tree(node.inner)})`
    case 'call':
      return `${node.name}(${node.args.map(tree).join(' ')}${node.expandLast ? '...' : ''})`
    case 'tuple':
      return `[${node.elements.map(tree).join(' ')}]`
    case 'object':
      return `{${node.items.map(({ key, value }) => `${tree(key)}=${tree(value)}`).join(' ')}}`
    case 'for': {
      const names = node.keyName === null ? node.valueName : `${node.keyName},${node.valueName}`
      const key = node.key ? `${tree(node.key)}=>` : ''
      const condition = node.condition ? ` if ${tree(node.condition)}` : ''
      return `(for ${names} ${tree(node.collection)} ${key}${tree(node.value)}${node.group ? '...' : ''}${condition})`
    }
    case 'template':
      return parts(node.parts)
    case 'invalid':
      return '!'
  }
}

const parts = (list: readonly TemplatePart[]): string => `<${list.map(part).join('|')}>`

const part = (node: TemplatePart): string => {
  switch (node.kind) {
    case 'text':
      return JSON.stringify(node.value)
    case 'interpolation':
      return tree(node.value)
    case 'if':
      return `(if ${tree(node.condition)} ${parts(node.then)} ${parts(node.else)})`
    case 'for':
      return `(for ${node.keyName ?? '-'} ${node.valueName} ${tree(node.collection)} ${parts(node.body)})`
  }
}

const expression = (text: string): string => tree(parseExpression({ path: 'expression', text }).value)
const template = (text: string): string => parts(parseTemplate({ path: 'template', text }).value.parts)

test.each([
  ['a || b && c', '(|| a (&& b c))'],
  ['a && b == c', '(&& a (== b c))'],
  ['a == b < c', '(== a (< b c))'],
  ['a < b + c', '(< a (+ b c))'],
  ['a + b * c', '(+ a (* b c))'],
  ['a * b + c', '(+ (* a b) c)'],
  ['a - b - c', '(- (- a b) c)'],
  ['a / b * c % d', '(% (* (/ a b) c) d)'],
  ['a == b != c', '(!= (== a b) c)'],
  ['-a + !b', '(+ (- a) (! b))'],
  ['-a.b[0]', '(- a.b[0])'],
  ['!!a', '(! (! a))'],
  ['a || b ? c : d', '(? (|| a b) c d)'],
  ['a ? b : c ? d : e', '(? a b (? c d e))'],
  ['a ? b ? c : d : e', '(? a (? b c d) e)'],
  ['(a + b) * c', '(* ((+ a b)) c)'],
  ['a[*].b.c[0]', '([*] a _.b.c[0])'],
  ['a[*].b[*].c', '([*] a ([*] _.b _.c))'],
  ['a.*.b.0.c', '(.* a _.b[0].c)'],
  ['a.*.b[0]', '(.* a _.b)[0]'],
  ['a.b.*', '(.* a.b _)'],
  ['a.0.b', 'a[0].b'],
  ['f(a, b...).c', 'f(a b...).c'],
  ['p::x::f()', 'p::x::f()'],
  ['{ a = 1, "b" : 2, (c) = 3, null = 4, d.e = 5, 6 = 7 }', '{<"a">=1 <"b">=2 (c)=3 <"null">=4 d.e=5 6=7}'],
  ['[for a, b in c : b if a]', '(for a,b c b if a)'],
  ['{ for b in c : b => a... }', '(for b c b=>a...)'],
  ['[for a in b ? c : d : a]', '(for a (? b c d) a)'],
])('%s is %s', (text, expected) => {
  expect(expression(text)).toBe(expected)
})

test.each([
  ['', '<>'],
  ['text\nwith "quotes" and \\n', '<"text\\nwith \\"quotes\\" and \\\\n">'],
  ['${a}', '<a>'],
  ['a $${b} %%{c} $ %', '<"a ${b} %{c} $ %">'],
  ['%{ if a }b%{ else }c%{ endif }', '<(if a <"b"> <"c">)>'],
  ['%{ for k, v in m ~}\n  ${k}\n%{ endfor ~}\nend', '<(for k v m <"  "|k|"\\n">)|"end">'],
  ['a\n\n  ${~ b ~}  \n\n  c', '<"a\\n\\n"|b|"\\n  c">'],
  ['\ufeff${a}\r\nb', '<a|"\\r\\nb">'],
])('the template %j is %s', (text, expected) => {
  expect(template(text)).toBe(expected)
})

test('a template or an expression with an error is not read in part', () => {
  expect(template('a ${b c} d')).toBe('<!>')
  expect(template('%{ if a }b')).toBe('<!>')
  expect(expression('a b')).toBe('!')
  expect(expression('[1, 2')).toBe('!')
})

test('line breaks are space in an expression of its own', () => {
  expect(expression('\na\n+ b\n')).toBe('(+ a b)')
})

test('strings are in Unicode’s normal form C, across the parts that they are written in', () => {
  expect(expression('"e\u0301"')).toBe('<"é">')
  expect(expression('"e\\u0301"')).toBe('<"é">')
})
