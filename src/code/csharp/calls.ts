import type { Expression } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf, opaque, spanOf, undecided } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { lowerArguments, setByCall, withSet } from './arguments.ts'
import { textBuilder } from './creation.ts'
import { injected } from './injection.ts'
import { type Lowering, ownersFrom, variableIn } from './lowering.ts'
import { lowerChain, lowerMethodName, typeArguments, typeName, typeNamed } from './names.ts'
import { assigned, partsOf } from './nodes.ts'
import { lowerFormat } from './strings.ts'

interface Call {
  readonly node: SyntaxNode
  readonly object: SyntaxNode | undefined
  /** Without its type arguments. */
  readonly name: string
  readonly nameNode: SyntaxNode
  readonly list: SyntaxNode | undefined
  readonly lowering: Lowering
}

/** `object.Name<T>(values)`, `Name(values)`, or a value that is called. */
export const lowerCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const target = childOf(node, 'function')
  const list = childOf(node, 'arguments')
  if (!target) return opaque(node, 'it does not parse')
  const { nameNode, object } = calleeOf(target)
  if (!nameNode) return plainCall(node, lowering.parts.expression(target, lowering), list, lowering)
  const [bare = nameNode] = nameNode.type === 'generic_name' ? partsOf(nameNode) : []
  const call: Call = { node, object, name: lowering.textOf(bare), nameNode, list, lowering }
  return specialCall(call) ?? plainCall(node, calleeExpression(call, bare), list, lowering)
}

const calleeExpression = ({ lowering, name, object, node }: Call, nameNode: SyntaxNode): Expression => {
  if (!object) return lowerMethodName(name, nameNode, lowering)
  const receiver: Expression = object.type === 'base' ? { kind: 'super', ...spanOf(object) } : lowerReceiver(object, lowering)
  return memberOf(receiver, name, node, nameNode)
}

/** An object, or the full name of a type. */
const lowerReceiver = (object: SyntaxNode, lowering: Lowering): Expression =>
  (object.type === 'member_access_expression' ? lowerChain(object, lowering) : undefined) ??
  lowering.parts.expression(object, lowering)

const plainCall = (node: SyntaxNode, callee: Expression, list: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const values = list ? lowerArguments(list, lowering) : []
  return withSet({ kind: 'call', callee, arguments: values, isNew: false, ...spanOf(node) }, list, lowering)
}

interface Callee {
  readonly object: SyntaxNode | undefined
  readonly nameNode: SyntaxNode | undefined
}

const calleeOf = (target: SyntaxNode): Callee => {
  switch (target.type) {
    case 'identifier':
    case 'generic_name':
      return { object: undefined, nameNode: target }
    case 'member_access_expression':
      return { object: childOf(target, 'expression'), nameNode: childOf(target, 'name') }
    case 'conditional_access_expression': {
      const binding = target.children.find((child) => child.type === 'member_binding_expression')
      return { object: childOf(target, 'condition'), nameNode: binding && partsOf(binding)[0] }
    }
    default:
      return { object: undefined, nameNode: undefined }
  }
}

const valuesOf = ({ list, lowering }: Call): readonly Expression[] =>
  list ? lowerArguments(list, lowering).map(({ value }) => value) : []

const nodesOf = ({ list }: Call): readonly SyntaxNode[] =>
  (list ? partsOf(list) : []).flatMap((argument) => (argument.type === 'argument' ? (partsOf(argument).at(-1) ?? []) : [argument]))

/** Methods of the language and its libraries whose meaning is an operator, a text, or an object that a container makes. */
const specialCall = (call: Call): Expression | undefined => {
  const { lowering, name, node, nameNode, object } = call
  const at = spanOf(node)
  if (name === 'nameof' && !object) return literalOf(lowering.textOf(nodesOf(call)[0] ?? node).replace(/^.*\./s, ''), node)
  const type = object ? lowering.textOf(object).replace(/^(?:global::)?System\./, '') : ''
  if (/^(?:[sS]tring|Environment)$/.test(type) && variableIn(lowering.scope, type) === undefined) return staticCall(call, type)
  const [typeArgument] = typeArguments(nameNode)
  if (typeArgument && /^(?:Get(?:Required)?(?:Keyed)?Service|GetInstance|Resolve|CreateInstance)$/.test(name)) {
    const made = injected(typeArgument, lowering)
    const others = [...(object ? [lowering.parts.expression(object, lowering)] : []), ...valuesOf(call)]
    return { kind: 'sequence', expressions: [...others, made], ...at }
  }
  if (!object) return undefined
  if (type.endsWith('Parallel') && /^ForEach(?:Async)?$/.test(name)) return parallel(call)
  switch (name) {
    case 'Send':
    case 'Publish':
    case 'SendAsync':
    case 'PublishAsync':
      return mediated(call, object)
    case 'Equals': {
      const values = valuesOf(call)
      const [right] = values
      const left = lowering.parts.expression(object, lowering)
      if (values.length > 1) return undecided(node, [left, ...values])
      return right && { kind: 'binary', operator: '==', left, right, ...at }
    }
    case 'TryGetValue':
      return tryGet(call, object)
    case 'Append':
    case 'AppendLine':
    case 'AppendFormat':
      return isTextBuilder(object, lowering) ? append(call, object) : undefined
    default:
      return undefined
  }
}

/** `mediator.Send(new SaveReport(…))`: the class that handles such requests is called, and whatever the method does. */
const mediated = (call: Call, object: SyntaxNode): Expression | undefined => {
  const [request] = nodesOf(call)
  const created = request?.type === 'object_creation_expression' ? childOf(request, 'type') : undefined
  const type = created
    ? typeName(created, call.lowering)
    : request?.type === 'identifier'
      ? declaredType(call.lowering.textOf(request), call.lowering)
      : null
  if (!request || !type || !/^[A-Z][\w.]*$/.test(type)) return undefined
  const { list, lowering, name, nameNode, node } = call
  const plain = plainCall(node, memberOf(lowerReceiver(object, lowering), name, node, nameNode), list, lowering)
  const [value = opaque(node, 'it is not given')] = valuesOf(call)
  const handler = callOf(typeNamed(type, request, lowering, 'handler'), [], node)
  const token = opaque(node, 'it says whether the call is cancelled')
  return {
    kind: 'sequence',
    expressions: [plain, callOf(memberOf(handler, 'Handle', node), [value, token], node)],
    ...spanOf(node),
  }
}

/** `Parallel.ForEach(items, options, item => …)`. */
const parallel = (call: Call): Expression | undefined => {
  const [over, ...rest] = valuesOf(call)
  const fn = rest.at(-1)
  return over && fn && callOf(memberOf(over, 'ForEach', call.node), [fn], call.node)
}

const staticCall = (call: Call, type: string): Expression | undefined => {
  const { name, node } = call
  const at = spanOf(node)
  const values = valuesOf(call)
  const [first = opaque(node, 'it is not given'), ...rest] = values
  switch (`${type.toLowerCase()}.${name}`) {
    case 'string.Format': {
      const isCulture = /^(?:System\.Globalization\.)?CultureInfo\./.test(call.lowering.textOf(nodesOf(call)[0] ?? node))
      const [template = first, ...given] = isCulture ? rest : values
      return formatted(template, given, node)
    }
    case 'string.Concat':
      return values.length > 1
        ? rest.reduce<Expression>((left, right) => ({ kind: 'binary', operator: '+', left, right, ...at }), first)
        : undefined
    case 'string.Join': {
      const [only] = rest
      const elements = rest.map((value) => ({ spread: false, value }))
      const list: Expression = rest.length === 1 && only ? only : { kind: 'list', elements, ...at }
      return callOf(memberOf(first, 'joining$', node), [list], node)
    }
    case 'string.IsNullOrEmpty':
    case 'string.IsNullOrWhiteSpace':
      return { kind: 'not', operand: first, ...at }
    case 'string.Equals':
      return values.length === 2 && rest[0]
        ? { kind: 'binary', operator: '==', left: first, right: rest[0], ...at }
        : undecided(node, values)
    case 'environment.GetEnvironmentVariable': {
      const callee = memberOf(call.lowering.parts.expression(call.object ?? node, call.lowering), name, node, call.nameNode)
      return callOf(callee, [first], node)
    }
    default:
      return undefined
  }
}

const formatted = (template: Expression, values: readonly Expression[], node: SyntaxNode): Expression =>
  template.kind === 'literal' && typeof template.value === 'string'
    ? lowerFormat(template.value, values, node)
    : callOf(memberOf(template, 'format$', node), values, node)

/** `d.TryGetValue(key, out var value)`. */
const tryGet = (call: Call, object: SyntaxNode): Expression | undefined => {
  const { list, lowering, node } = call
  const [key] = valuesOf(call)
  const [set] = setByCall(list, lowering)
  if (!key || !set) return undefined
  const value: Expression = callOf(memberOf(lowering.parts.expression(object, lowering), 'entry$', node), [key], node)
  return { kind: 'sequence', expressions: [assigned(set.place, value, node, set.declares), undecided(node)], ...spanOf(node) }
}

// ── StringBuilder ───────────────────────────────────────────────────────────────────────────────────────────────────

const isTextBuilder = (node: SyntaxNode, lowering: Lowering): boolean => {
  switch (node.type) {
    case 'identifier':
      return textBuilder.test(declaredType(lowering.textOf(node), lowering) ?? '')
    case 'object_creation_expression': {
      const type = childOf(node, 'type')
      return type !== undefined && textBuilder.test(lowering.textOf(type))
    }
    case 'invocation_expression': {
      const { nameNode, object } = calleeOf(childOf(node, 'function') ?? node)
      return (
        object !== undefined &&
        nameNode !== undefined &&
        /^Append/.test(lowering.textOf(nameNode)) &&
        isTextBuilder(object, lowering)
      )
    }
    default:
      return false
  }
}

const declaredType = (name: string, lowering: Lowering): string | null => {
  const variable = variableIn(lowering.scope, name)
  if (variable !== undefined) return variable.type
  return (
    ownersFrom(lowering)
      .find((owner) => owner.members.has(name))
      ?.members.get(name)?.type ?? null
  )
}

/** `builder.Append(text)` is `builder = builder + text`. */
const append = (call: Call, object: SyntaxNode): Expression => {
  const { lowering, name, node } = call
  const left = lowering.parts.expression(object, lowering)
  const [first = literalOf('', node), ...rest] = valuesOf(call)
  const given = name === 'AppendFormat' ? formatted(first, rest, node) : first
  const right: Expression =
    name === 'AppendLine' ? { kind: 'binary', operator: '+', left: given, right: literalOf('\n', node), ...spanOf(node) } : given
  const value: Expression = { kind: 'binary', operator: '+', left, right, ...spanOf(node) }
  const root = rootOf(object)
  return root.type === 'identifier' ? assigned(lowering.parts.expression(root, lowering), value, node) : value
}

const rootOf = (node: SyntaxNode): SyntaxNode => {
  const object = node.type === 'invocation_expression' ? calleeOf(childOf(node, 'function') ?? node).object : undefined
  return object ? rootOf(object) : node
}

/** What is given to `+=` of an event is called by whoever raises it. */
export const subscribed = (place: Expression, handler: Expression, node: SyntaxNode): Expression => {
  const value: Expression = { kind: 'conditional', test: undecided(node), whenTrue: handler, whenFalse: place, ...spanOf(node) }
  const given = callOf(nameOf('event$', node), [handler], node)
  return { kind: 'sequence', expressions: [assigned(place, value, node), given], ...spanOf(node) }
}
