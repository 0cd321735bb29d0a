import type { Expression } from '../ir.ts'
import { memberOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { argumentsOf, type Call, callAt, decode } from './arguments.ts'
import { asReceiver, inlineCall, isInlined } from './inline.ts'
import type { Lowering } from './lowering.ts'
import { lowerNamedCall } from './names.ts'
import { specialCall, specialNamedCall } from './special-calls.ts'

export const lowerCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const { lambda, target, values } = decode(node)
  if (!target) return opaque(node, 'it does not parse')
  const call = callAt(node, lowering)
  if (call) return call.object ? methodCall(call, call.object) : namedCall(call)
  const callee = lowering.parts.expression(target, lowering)
  return { kind: 'call', callee, arguments: argumentsOf({ values, lambda, name: '', lowering }), isNew: false, ...spanOf(node) }
}

const methodCall = (call: Call, object: SyntaxNode): Expression => {
  const { lowering, name, nameNode, node } = call
  if (isInlined(call)) return inlineCall(call)
  const special = specialCall(call, object)
  if (special) return special
  const qualified = lowering.parts.qualified(
    node.children.find((child) => child.type === 'navigation_expression') ?? node,
    lowering,
  )
  const receiver = qualified ? null : lowering.parts.expression(object, lowering)
  // A function that is a variable, called on its receiver.
  const own = receiver && asReceiver(call, receiver)
  if (own) return own
  const callee = qualified ?? memberOf(withImport(receiver ?? opaque(node, 'it does not parse'), call), name, node, nameNode)
  return { kind: 'call', callee, arguments: argumentsOf(call), isNew: false, ...spanOf(node) }
}

/** An extension that is imported by its name is called as a method: its package has to be there. */
const withImport = (receiver: Expression, { lowering, name, nameNode }: Call): Expression => {
  if (!lowering.unit.imports.has(name)) return receiver
  return { kind: 'sequence', expressions: [lowering.parts.name(name, nameNode, lowering), receiver], ...spanOf(receiver) }
}

const namedCall = (call: Call): Expression => {
  const { lowering, name, nameNode, node } = call
  if (isInlined(call)) return inlineCall(call)
  const special = specialNamedCall(call)
  if (special) return special
  const values = argumentsOf(call)
  return lowerNamedCall(name, nameNode, lowering, (callee) => ({
    kind: 'call',
    callee,
    arguments: values,
    isNew: false,
    ...spanOf(node),
  }))
}
