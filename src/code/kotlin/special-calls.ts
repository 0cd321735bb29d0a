import type { Expression, ObjectEntry } from '../ir.ts'
import { assignmentOf, callOf, listOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { lowerFormat } from '../java/strings.ts'
import type { SyntaxNode } from '../syntax.ts'
import { type Call, listOfValues, loweredValues, valueIn } from './arguments.ts'
import { bodyOf } from './blocks.ts'
import { lowerLambda, statementsOf } from './functions.ts'
import { assigned, innerScope, plainText, variableOf } from './lowering.ts'
import { partsOf } from './nodes.ts'

const first = ([value]: readonly Expression[], node: SyntaxNode): Expression => value ?? opaque(node, 'it is not given')

const orElse = (left: Expression, right: Expression, node: SyntaxNode): Expression => ({
  kind: 'binary',
  operator: '??',
  left,
  right,
  ...spanOf(node),
})

/** The value of a lambda that takes nothing: `ifEmpty { "reports" }`. */
const lambdaValue = ({ lambda, lowering, node }: Call): Expression => {
  if (!lambda) return opaque(node, 'it is not given')
  const { statements, value } = bodyOf(statementsOf(lambda), innerScope(lowering))
  return value && statements.length === 0 ? value : callOf(lowerLambda(lambda, lowering, false), [], node)
}

/** `x.orEmpty().ifEmpty { y }` is never empty. */
const withoutEmpty = (value: Expression): Expression =>
  value.kind === 'binary' && value.operator === '??' && value.right.kind === 'literal' && value.right.value === ''
    ? value.left
    : value

/** Methods whose meaning is an operator or a text. */
export const specialCall = (call: Call, object: SyntaxNode): Expression | undefined => {
  const { lowering, name, node, values } = call
  const receiver = (): Expression => lowering.parts.expression(object, lowering)
  switch (name) {
    case 'ifEmpty':
    case 'ifBlank':
      return orElse(withoutEmpty(receiver()), lambdaValue(call), node)
    case 'orEmpty':
      return orElse(receiver(), literalOf('', node), node)
    case 'getOrElse': {
      if (!call.lambda) return undefined
      const [key] = loweredValues(call)
      const entry: Expression = key ? { kind: 'index', object: receiver(), index: key, ...spanOf(node) } : receiver()
      return orElse(entry, lambdaValue(call), node)
    }
    case 'getOrPut': {
      const [key] = loweredValues(call)
      if (!key || !call.lambda) return undefined
      const entry: Expression = { kind: 'index', object: receiver(), index: key, ...spanOf(node) }
      return assignmentOf(entry, orElse(entry, lambdaValue(call), node), node)
    }
    case 'getValue':
    case 'getOrDefault': {
      const [key, otherwise] = loweredValues(call)
      const entry: Expression = { kind: 'index', object: receiver(), index: first(key ? [key] : [], node), ...spanOf(node) }
      return otherwise ? orElse(entry, otherwise, node) : entry
    }
    case 'equals':
      return values.length > 0
        ? { kind: 'binary', operator: '==', left: receiver(), right: first(loweredValues(call), node), ...spanOf(node) }
        : undefined
    case 'plus':
      return { kind: 'binary', operator: '+', left: receiver(), right: first(loweredValues(call), node), ...spanOf(node) }
    case 'format':
      return lowering.textOf(object) === 'String'
        ? formatted(loweredValues(call), node)
        : formatted([receiver(), ...loweredValues(call)], node)
    case 'joinToString':
      return joined(call, receiver())
    case 'append':
    case 'appendLine':
      return append(call, object)
    default:
      return undefined
  }
}

const formatted = ([format, ...values]: readonly Expression[], node: SyntaxNode): Expression => {
  if (format?.kind === 'literal' && typeof format.value === 'string') return lowerFormat(format.value, values, node)
  return { kind: 'binary', operator: '%', left: first(format ? [format] : [], node), right: listOf(values, node), ...spanOf(node) }
}

/** https://kotlinlang.org/api/core/kotlin-stdlib/kotlin.collections/join-to-string.html */
const joined = (call: Call, receiver: Expression): Expression => {
  const { lambda, lowering, node, values } = call
  const named = new Map(
    values.flatMap((value) => {
      const [head] = partsOf(value)
      const isNamed = head && partsOf(value).length > 1
      const given = valueIn(value)
      return isNamed && given ? [[lowering.textOf(head), given] as const] : []
    }),
  )
  const written = named.get('separator') ?? (values[0] && partsOf(values[0]).length === 1 ? valueIn(values[0]) : undefined)
  const separator = written ? lowering.parts.expression(written, lowering) : literalOf(', ', node)
  const elements = lambda ? callOf(memberOf(receiver, 'map', node), [lowerLambda(lambda, lowering, false)], node) : receiver
  const text = callOf(memberOf(elements, 'joinToString', node), [separator], node)
  const parts = ['prefix', 'postfix']
    .map((name) => named.get(name))
    .map((part) => part && lowering.parts.expression(part, lowering))
  const [prefix, postfix] = parts
  return prefix || postfix ? { kind: 'template', parts: [prefix ?? '', text, postfix ?? ''], ...spanOf(node) } : text
}

/** `builder.append(text)` is `builder = builder + text`, of a variable that is a text. */
const append = (call: Call, object: SyntaxNode): Expression | undefined => {
  const { lowering, name, node } = call
  const root = rootOf(object, lowering.textOf)
  const variable = root.type === 'identifier' ? variableOf(lowering.scope, plainText(root, lowering)) : undefined
  if (variable === undefined || !lowering.unit.textBuilders.has(plainText(root, lowering))) return undefined
  const left = lowering.parts.expression(object, lowering)
  return assignmentOf(nameOf(variable, node), added(left, loweredValues(call), name, node), node)
}

const added = (left: Expression, values: readonly Expression[], name: string, node: SyntaxNode): Expression => {
  const all = name === 'appendLine' ? [...values, literalOf('\n', node)] : values
  return all.reduce((text, right): Expression => ({ kind: 'binary', operator: '+', left: text, right, ...spanOf(node) }), left)
}

const rootOf = (node: SyntaxNode, textOf: Call['lowering']['textOf']): SyntaxNode => {
  const [target] = node.type === 'call_expression' ? partsOf(node) : []
  const [inner, name] = target?.type === 'navigation_expression' ? partsOf(target) : []
  return inner && name && /^append/.test(textOf(name)) ? rootOf(inner, textOf) : node
}

// ── Functions of the language ───────────────────────────────────────────────────────────────────────────────────────

const lists =
  /^(?:listOf|listOfNotNull|mutableListOf|arrayListOf|arrayOf|setOf|setOfNotNull|mutableSetOf|hashSetOf|linkedSetOf|sequenceOf|flowOf|emptyList|emptySet|emptyArray|Pair|Triple)$/
const maps = /^(?:mapOf|mutableMapOf|hashMapOf|linkedMapOf|sortedMapOf|emptyMap)$/

export const specialNamedCall = (call: Call): Expression | undefined => {
  const { lowering, name, node, values } = call
  if (lowering.unit.names.has(name) || lowering.unit.imports.has(name) || variableOf(lowering.scope, name) !== undefined)
    return undefined
  if (lists.test(name)) return listOfValues(call)
  if (maps.test(name)) return mapOf(call)
  const receiver = lowering.receivers.findLast(({ isGuess }) => !isGuess)
  switch (name) {
    case 'requireNotNull':
    case 'checkNotNull':
      return first(loweredValues(call), node)
    case 'StringBuilder': {
      const [value] = loweredValues(call)
      return value && !(value.kind === 'literal' && typeof value.value === 'number') ? value : literalOf('', node)
    }
    case 'append':
    case 'appendLine':
      if (!receiver) return undefined
      lowering.sink.push(
        assigned(nameOf(receiver.variable, node), added(nameOf(receiver.variable, node), loweredValues(call), name, node), node),
      )
      return nameOf(receiver.variable, node)
    case 'error':
    case 'TODO':
      lowering.sink.push({ kind: 'exit', how: 'throw', value: listOf(loweredValues(call), node), ...spanOf(node) })
      return opaque(node, 'it is never there', [])
    case 'to':
      return values.length === 2 ? listOfValues(call) : undefined
    default:
      return undefined
  }
}

/** `mapOf("a" to b)`, or of pairs that are made elsewhere. */
const mapOf = (call: Call): Expression => {
  const { lowering, node, values } = call
  const entries = values.map((value): ObjectEntry | undefined => {
    const pair = valueIn(value)
    const [left, operator, right] = pair?.type === 'infix_expression' ? partsOf(pair) : []
    if (!left || !operator || !right || lowering.textOf(operator) !== 'to') return undefined
    return { key: lowering.parts.expression(left, lowering), value: lowering.parts.expression(right, lowering) }
  })
  if (entries.every((entry) => entry !== undefined)) return { kind: 'object', type: null, entries, ...spanOf(node) }
  return callOf(memberOf(listOfValues(call), 'toMap', node), [], node)
}
