import type { Argument, Expression } from '../ir.ts'
import { nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { argument, type Lowering } from './lowering.ts'
import { isPredeclared, typeReference, zeroOf } from './types.ts'

/** A call, a conversion, or one of the functions that take a type. */
export const lowerCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const callee = childOf(node, 'function')
  const list = childOf(node, 'arguments')
  const operand = childOf(node, 'operand')
  if (node.type === 'type_conversion_expression')
    return operand ? converted(node, operand, lowering) : opaque(node, 'it does not parse')
  if (!callee || !list) return opaque(node, 'it does not parse')
  const written = namedChildren(list)
  const plain = unwrapped(callee)
  const text = plain.type === 'identifier' || plain.type === 'type_identifier' ? lowering.textOf(plain) : ''
  const [first] = written
  if (first && written.length === 1 && isConversion(plain, text)) return lowering.expression(first)
  if (first && (text === 'make' || text === 'new')) return made(first, text, lowering)
  return {
    kind: 'call',
    callee: lowering.expression(plain),
    arguments: written.map((each) => lowerArgument(each, lowering)),
    isNew: false,
    ...spanOf(node),
  }
}

/** `[]byte(x)` is `x`; `f[T](x)` reads like a conversion too, and is the call of a function where `f` is one. */
const converted = (node: SyntaxNode, operand: SyntaxNode, lowering: Lowering): Expression => {
  const type = childOf(node, 'type')
  const callee = type?.type === 'generic_type' ? typeReference(type, lowering) : null
  if (!callee) return lowering.expression(operand)
  return { kind: 'call', callee, arguments: [lowerArgument(operand, lowering)], isNew: false, ...spanOf(node) }
}

/** `(*T)(x)`, `(f)(x)`. */
const unwrapped = (node: SyntaxNode): SyntaxNode => {
  const [inner] = node.type === 'parenthesized_expression' ? namedChildren(node) : []
  if (!inner) return node
  const operand = inner.type === 'unary_expression' ? childOf(inner, 'operand') : undefined
  return unwrapped(operand ?? inner)
}

const isConversion = (callee: SyntaxNode, text: string): boolean =>
  /^(?:slice|array|map|channel|interface|function|struct)_type$/.test(callee.type) || isPredeclared(text)

const made = (type: SyntaxNode, how: 'make' | 'new' | string, lowering: Lowering): Expression => {
  if (type.type !== 'channel_type' || how === 'new') return zeroOf(type, lowering)
  const received = opaque(type, 'it is received from a channel')
  return { kind: 'list', elements: [{ spread: true, value: received }], ...spanOf(type) }
}

const lowerArgument = (node: SyntaxNode, lowering: Lowering): Argument => {
  const [inner] = node.type === 'variadic_argument' ? namedChildren(node) : []
  if (inner) return argument(lowering.expression(inner), 'list')
  const variable = pointee(node)
  if (!variable || !lowering.facts.unset.has(lowering.textOf(variable))) return argument(lowering.expression(node))
  // What is given a pointer to a variable without a value gives it one.
  const text = lowering.textOf(variable)
  return argument({
    kind: 'assignment',
    declares: false,
    pattern: nameOf(text, variable),
    value: {
      kind: 'binary',
      operator: '??',
      left: nameOf(text, variable),
      right: opaque(node, `it is set through a pointer to ${text}`),
      ...spanOf(node),
    },
    ...spanOf(node),
  })
}

const pointee = (node: SyntaxNode): SyntaxNode | undefined => {
  const operand = node.type === 'unary_expression' && childOf(node, 'operator')?.type === '&' ? childOf(node, 'operand') : undefined
  return operand?.type === 'identifier' ? operand : undefined
}
