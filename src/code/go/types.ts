import type { Expression, FunctionExpression, Member, Parameter, Statement } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, childOfType, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { declare, type Lowering, memberName } from './lowering.ts'
import { unquote } from './strings.ts'

const texts: ReadonlySet<string> = new Set(['string'])
const references: ReadonlySet<string> = new Set(['error', 'any'])
const numbers: ReadonlySet<string> = new Set(
  (
    'bool byte rune int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128 ' +
    'comparable'
  ).split(' '),
)

export const isPredeclared = (type: string): boolean => texts.has(type) || references.has(type) || numbers.has(type)

/** A type without what does not change whose it is: pointers, type arguments, parentheses. */
export const plainType = (node: SyntaxNode): SyntaxNode => {
  const isWrapper =
    node.type === 'pointer_type' ||
    node.type === 'generic_type' ||
    node.type === 'parenthesized_type' ||
    node.type === 'type_constraint' ||
    node.type === 'type_elem'
  const inner = isWrapper ? (childOf(node, 'type') ?? namedChildren(node)[0]) : undefined
  return inner ? plainType(inner) : node
}

/** A type to look up, if it has a name of its own: `Config`, `*s3.Client`. */
export const typeReference = (node: SyntaxNode | undefined, lowering: Lowering): Expression | null => {
  if (!node) return null
  const plain = plainType(node)
  if (plain.type === 'type_identifier') {
    const text = lowering.textOf(plain)
    return isPredeclared(text) ? null : nameOf(text, plain)
  }
  const [owner, member] = [childOf(plain, 'package'), childOf(plain, 'name')]
  if (plain.type !== 'qualified_type' || !owner || !member) return null
  return {
    kind: 'member',
    object: nameOf(lowering.textOf(owner), owner),
    name: lowering.textOf(member),
    nameSpan: spanOf(member),
    ...spanOf(plain),
  }
}

/** What a variable of a type is if nothing else is said. Of texts and numbers it is not said: libraries set them through pointers. */
export const zeroOf = (node: SyntaxNode, lowering: Lowering): Expression => {
  switch (node.type) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return { kind: 'list', elements: [], ...spanOf(node) }
    case 'map_type':
      return { kind: 'object', type: null, entries: [], ...spanOf(node) }
    case 'struct_type':
      return { kind: 'object', type: structType('struct', node, lowering), entries: [], ...spanOf(node) }
    case 'type_identifier': {
      const text = lowering.textOf(node)
      if (references.has(text)) return literalOf(null, node)
      if (isPredeclared(text)) return opaque(node, 'it is not set where it is declared')
      return { kind: 'object', type: nameOf(text, node), entries: [], ...spanOf(node) }
    }
    case 'qualified_type':
      return { kind: 'object', type: typeReference(node, lowering), entries: [], ...spanOf(node) }
    case 'generic_type':
    case 'parenthesized_type':
      return zeroOf(plainType(node), lowering)
    default:
      return literalOf(null, node)
  }
}

/** `type … ` declarations: structs are classes, and conversions to any other type give the value itself. */
export const lowerTypes = (node: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  namedChildren(node).flatMap((spec): readonly Statement[] => {
    const [named, type] = [childOf(spec, 'name'), childOf(spec, 'type')]
    if (!named || !type) return []
    return [declare(spec, nameOf(lowering.textOf(named), named), typeValue(lowering.textOf(named), type, lowering))]
  })

const typeValue = (text: string, type: SyntaxNode, lowering: Lowering): Expression => {
  if (type.type === 'struct_type') return structType(text, type, lowering)
  const other = type.type === 'pointer_type' ? null : typeReference(type, lowering)
  return other ?? conversion(text, type, lowering)
}

export const structType = (text: string, type: SyntaxNode, lowering: Lowering): Expression => {
  const fields = fieldsOf(type, lowering)
  return {
    kind: 'class',
    name: text,
    bases: [],
    members: [...fields, fromOther(text, fields, type)],
    decorators: [],
    hasFieldConstructor: false,
    embeds: declarationsIn(type).flatMap((field) => embeddedName(field, lowering) ?? []),
    ...spanOf(type),
  }
}

const declarationsIn = (struct: SyntaxNode): readonly SyntaxNode[] => {
  const list = childOfType(struct, 'field_declaration_list')
  return list ? namedChildren(list).filter((child) => child.type === 'field_declaration') : []
}

const embeddedName = (field: SyntaxNode, lowering: Lowering): string | undefined => {
  const type = childOf(field, 'type')
  if (!type || childOf(field, 'name')) return undefined
  const plain = plainType(type)
  return lowering.textOf(plain.type === 'qualified_type' ? (childOf(plain, 'name') ?? plain) : plain)
}

const fieldsOf = (struct: SyntaxNode, lowering: Lowering): readonly Member[] =>
  declarationsIn(struct).flatMap((field): readonly Member[] => {
    const type = childOf(field, 'type')
    if (!type) return []
    const tag = childOf(field, 'tag')
    const tags = tag ? tagsIn(unquote(lowering.textOf(tag))) : new Map<string, string>()
    const embedded = embeddedName(field, lowering)
    const names =
      embedded === undefined
        ? childrenOf(field, 'name')
            .filter((child) => child.named)
            .map(lowering.textOf)
        : [embedded]
    const element = elementType(type)
    const reference = element.type === 'struct_type' ? structType('struct', element, lowering) : typeReference(element, lowering)
    return names.map((text) => ({
      kind: 'field',
      name: text,
      receiver: 'none',
      value: type.type === 'pointer_type' && reference ? null : zeroOf(type, lowering),
      ...(reference ? { type: reference } : {}),
      ...(tags.size > 0 ? { tags } : {}),
      ...spanOf(field),
    }))
  })

const elementType = (node: SyntaxNode): SyntaxNode => {
  const element = node.type === 'slice_type' || node.type === 'array_type' ? childOf(node, 'element') : undefined
  return element ? elementType(element) : node.type === 'pointer_type' ? elementType(plainType(node)) : node
}

/** `json:"bucket,omitempty" env:"BUCKET"`: https://pkg.go.dev/reflect#StructTag */
const tagsIn = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/([\w-]+):"((?:[^"\\]|\\.)*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']))

/** `T(x)` of another struct `x` has its fields. */
const fromOther = (text: string, fields: readonly Member[], type: SyntaxNode): Member => {
  const [self, other] = [nameOf('self', type), nameOf('other', type)]
  const field = (object: Expression, key: string) =>
    ({ kind: 'member', object, name: key, nameSpan: spanOf(type), ...spanOf(type) }) as const
  const body: readonly Statement[] = fields.map((member) => ({
    kind: 'declare',
    scope: 'block',
    pattern: { kind: 'place', place: field(self, member.name), ...spanOf(type) },
    value: field(other, member.name),
    ...spanOf(type),
  }))
  const value: FunctionExpression = {
    ...functionOf(text, type, [parameter(self), parameter(other)]),
    body: [{ kind: 'branch', arms: [{ test: other, body }], ...spanOf(type) }],
  }
  return { kind: 'method', name: 'constructor', receiver: 'parameter', value, ...spanOf(type) }
}

const parameter = (pattern: Parameter['pattern']): Parameter => ({ pattern, otherwise: null, takes: 'one' })

const conversion = (text: string, type: SyntaxNode, lowering: Lowering): Expression => {
  const value = nameOf('value', type)
  return {
    ...functionOf(text, type, [{ ...parameter(value), otherwise: zeroOf(type, lowering) }]),
    body: [{ kind: 'return', value, ...spanOf(type) }],
  }
}

const functionOf = (text: string, type: SyntaxNode, parameters: readonly Parameter[]): FunctionExpression => ({
  kind: 'function',
  name: memberName(text),
  parameters,
  body: [],
  this: 'enclosing',
  isGenerator: false,
  decorators: [],
  ...spanOf(type),
})
