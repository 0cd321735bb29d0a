import type { Argument, Expression, ObjectEntry } from '../ir.ts'
import { callOf, memberOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'

import { type ClassInfo, instanceName, type Lowering, variableType } from './lowering.ts'
import { lowerMethodName, lowerType } from './names.ts'
import { partsOf } from './nodes.ts'
import { lowerFormat } from './strings.ts'

interface Call {
  readonly node: SyntaxNode
  readonly object: SyntaxNode | undefined
  readonly name: string
  readonly values: readonly SyntaxNode[]
  readonly lowering: Lowering
}

/** `object.name(values)`, or `name(values)`. */
export const lowerCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = childOf(node, 'name')
  const list = childOf(node, 'arguments')
  if (!name) return opaque(node, 'it does not parse')
  const object = childOf(node, 'object')
  const call: Call = { node, object, name: lowering.textOf(name), values: list ? partsOf(list) : [], lowering }
  const special = object && specialCall(call, object)
  if (special) return special
  const isSuper = node.children.some((child) => child.type === 'super')
  const receiver: Expression | null = isSuper
    ? { kind: 'super', ...spanOf(node) }
    : object
      ? lowering.parts.expression(object, lowering)
      : null
  const callee = receiver ? memberOf(receiver, call.name, node, name) : lowerMethodName(call.name, name, lowering)
  return callOf(callee, lowered(call), node)
}

const lowered = ({ lowering, values }: Call): readonly Expression[] =>
  values.map((value) => lowering.parts.expression(value, lowering))

/** Methods of the language whose meaning is an operator, or a literal list or object. */
const specialCall = (call: Call, object: SyntaxNode): Expression | undefined => {
  const { lowering, name, node, values } = call
  const at = spanOf(node)
  const receiver = (): Expression => lowering.parts.expression(object, lowering)
  const type = lowering.textOf(object).replace(/^java\.(?:lang|util|util\.stream)\./, '')
  if (/^[A-Z]\w*$/.test(type)) return staticCall(call, type)
  switch (name) {
    case 'equals':
      return values.length === 1
        ? { kind: 'binary', operator: '==', left: receiver(), right: first(lowered(call), node), ...at }
        : undefined
    case 'concat':
      return { kind: 'binary', operator: '+', left: receiver(), right: first(lowered(call), node), ...at }
    case 'formatted':
      return format(receiver(), lowered(call), node)
    case 'orElse':
      return values.length === 1
        ? { kind: 'binary', operator: '??', left: receiver(), right: first(lowered(call), node), ...at }
        : undefined
    case 'orElseGet':
      return {
        kind: 'binary',
        operator: '??',
        left: receiver(),
        right: callOf(first(lowered(call), node), [], node),
        ...at,
      }
    case 'append':
      return isTextBuilder(object, lowering) ? append(call, object) : undefined
    case 'getKey':
    case 'getValue': {
      const isEntry = object.type === 'identifier' && /(?:^|\.)Entry$/.test(declaredType(object, lowering) ?? '')
      const index: Expression = { kind: 'literal', value: name === 'getKey' ? 0 : 1, ...at }
      return isEntry ? { kind: 'index', object: receiver(), index, ...at } : undefined
    }
    default:
      return undefined
  }
}

const first = ([value]: readonly Expression[], node: SyntaxNode): Expression => value ?? opaque(node, 'it is not given')

const staticCall = (call: Call, type: string): Expression | undefined => {
  const { name, node } = call
  const at = spanOf(node)
  const list = (elements: readonly Expression[]): Expression => ({
    kind: 'list',
    elements: elements.map((value) => ({ spread: false, value })),
    ...at,
  })
  switch (`${type}.${name}`) {
    case 'String.format': {
      const [head, ...rest] = lowered(call)
      const isLocale = call.values[0] && /^Locale\./.test(call.lowering.textOf(call.values[0]))
      return isLocale ? format(first(rest, node), rest.slice(1), node) : format(head ?? opaque(node, 'it is not given'), rest, node)
    }
    case 'String.join': {
      const [separator, ...parts] = lowered(call)
      const [only] = parts
      const joined = parts.length === 1 && only ? only : list(parts)
      return separator && callOf(memberOf(separator, 'join', node), [joined], node)
    }
    case 'List.of':
    case 'Set.of':
    case 'Arrays.asList':
    case 'Stream.of':
    case 'Collections.singletonList':
    case 'Collections.singleton':
    case 'Map.entry':
      return list(lowered(call))
    case 'Map.of':
    case 'Collections.singletonMap':
      return { kind: 'object', type: null, entries: entriesOf(lowered(call)), ...at }
    case 'Objects.requireNonNullElse':
    case 'Optional.ofNullable':
    case 'StringUtils.defaultString':
    case 'StringUtils.defaultIfEmpty':
    case 'StringUtils.defaultIfBlank':
    case 'ObjectUtils.firstNonNull':
    case 'ObjectUtils.defaultIfNull':
    case 'MoreObjects.firstNonNull': {
      const values = lowered(call)
      return values.reduceRight<Expression | undefined>(
        (right, left) => (right ? { kind: 'binary', operator: '??', left, right, ...at } : left),
        undefined,
      )
    }
    default:
      return undefined
  }
}

const entriesOf = (values: readonly Expression[]): readonly ObjectEntry[] =>
  values.flatMap((key, index) => {
    const value = values[index + 1]
    return index % 2 === 0 && value ? [{ key, value }] : []
  })

const format = (template: Expression, values: readonly Expression[], node: SyntaxNode): Expression => {
  if (template.kind === 'literal' && typeof template.value === 'string') return lowerFormat(template.value, values, node)
  const right: Expression = { kind: 'list', elements: values.map((value) => ({ spread: false, value })), ...spanOf(node) }
  return { kind: 'binary', operator: '%', left: template, right, ...spanOf(node) }
}

// ── StringBuilder ───────────────────────────────────────────────────────────────────────────────────────────────────

const textBuilder = /^(?:java\.lang\.)?String(?:Builder|Buffer)$/

const isTextBuilder = (node: SyntaxNode, lowering: Lowering): boolean => {
  switch (node.type) {
    case 'identifier':
      return textBuilder.test(declaredType(node, lowering) ?? '')
    case 'object_creation_expression': {
      const type = childOf(node, 'type')
      return type !== undefined && textBuilder.test(lowering.textOf(type))
    }
    case 'method_invocation': {
      const [object, name] = [childOf(node, 'object'), childOf(node, 'name')]
      return object !== undefined && name !== undefined && lowering.textOf(name) === 'append' && isTextBuilder(object, lowering)
    }
    default:
      return false
  }
}

const declaredType = (node: SyntaxNode, lowering: Lowering): string | null => {
  const name = lowering.textOf(node)
  const variable = variableType(lowering.scope, name)
  if (variable !== undefined) return variable
  for (let owner = lowering.owner; owner; owner = owner.outer) {
    const field = owner.fields.get(name)
    if (field) return field.type
  }
  return null
}

/** `builder.append(text)` is `builder = builder + text`. */
const append = (call: Call, object: SyntaxNode): Expression => {
  const { lowering, node } = call
  const left = lowering.parts.expression(object, lowering)
  const value: Expression = { kind: 'binary', operator: '+', left, right: first(lowered(call), node), ...spanOf(node) }
  const root = rootOf(object)
  if (root.type !== 'identifier') return value
  const place = lowering.parts.expression(root, lowering)
  if (place.kind !== 'name' && place.kind !== 'member') return value
  const pattern = place.kind === 'name' ? place : ({ kind: 'place', place, ...spanOf(root) } as const)
  return { kind: 'assignment', declares: false, pattern, value, ...spanOf(node) }
}

const rootOf = (node: SyntaxNode): SyntaxNode => {
  const object = node.type === 'method_invocation' ? childOf(node, 'object') : undefined
  return object ? rootOf(object) : node
}

// ── new ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const lowerCreation = (node: SyntaxNode, lowering: Lowering): Expression => {
  const type = childOf(node, 'type')
  const list = childOf(node, 'arguments')
  if (!type) return opaque(node, 'it does not parse')
  const values = (list ? partsOf(list) : []).map((value) => lowering.parts.expression(value, lowering))
  const text = lowering.textOf(type)
  if (textBuilder.test(text)) {
    const [value] = values
    return value && !(value.kind === 'literal' && typeof value.value === 'number')
      ? value
      : { kind: 'literal', value: '', ...spanOf(node) }
  }
  const base = lowerType(type, lowering)
  const body = node.children.find((child) => child.type === 'class_body')
  if (body) {
    const name = `${lowering.owner?.name ?? ''}$${node.start}`
    return callOf(lowering.parts.localClass(node, name, base, lowering), values, node, true)
  }
  const around = instanceFor(node, base, text, lowering)
  const created = callOf(base, values, node, true)
  return created.kind === 'call' && around ? { ...created, arguments: [...created.arguments, around] } : created
}

/** What an inner class is given as the instance around it. */
const instanceFor = (node: SyntaxNode, base: Expression, text: string, lowering: Lowering): Argument | undefined => {
  if (base.kind !== 'name' || lowering.isStatic) return undefined
  const owner = ownerWith(text, lowering.owner)
  if (!owner) return undefined
  return { name: instanceName(owner), spread: null, value: { kind: 'this', ...spanOf(node) } }
}

const ownerWith = (nested: string, owner: ClassInfo | null): ClassInfo | null =>
  owner === null || owner.nested.has(nested) ? owner : null
