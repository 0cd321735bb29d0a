import type { Expression, Pattern, Statement } from '../ir.ts'
import { callOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { callAt } from './arguments.ts'
import { lowerBranch } from './blocks.ts'
import { lowerFunction, lowerPattern } from './functions.ts'
import { lowerForEach } from './inline.ts'
import { assigned, declareName, innerScope, type Lowering, plainText } from './lowering.ts'
import { lowerTarget, lowerThis, typeOf } from './names.ts'
import { partsOf } from './nodes.ts'

/** A statement, after what its expressions need before it. */
export const lowerStatement = (node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const sink: Statement[] = []
  const statements = lower(node, { ...outside, sink })
  return [...sink, ...statements]
}

const lower = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const [first] = partsOf(node)
  const value = (child: SyntaxNode | undefined): Expression | null => (child ? lowering.parts.expression(child, lowering) : null)
  switch (node.type) {
    case 'property_declaration':
      return variable(node, lowering)
    case 'function_declaration': {
      const name = node.children.find((child) => child.field === 'name')
      const text = name ? plainText(name, lowering).replace(/^.*\./, '') : `function$${node.start}`
      declareName(lowering, text)
      return [
        { kind: 'declare', scope: 'block', pattern: nameOf(text, node), value: lowerFunction(node, lowering, 'enclosing'), ...at },
      ]
    }
    case 'class_declaration':
    case 'object_declaration': {
      const name = node.children.find((child) => child.field === 'name')
      const text = name ? plainText(name, lowering) : `class$${node.start}`
      declareName(lowering, text)
      return [
        { kind: 'declare', scope: 'block', pattern: nameOf(text, node), value: lowering.parts.localClass(node, lowering), ...at },
      ]
    }
    case 'assignment':
      return assignment(node, lowering)
    case 'return_expression': {
      const label = node.children.find((child) => child.field === 'label')
      if (label && lowering.loops.has(plainText(label, lowering))) return [{ kind: 'exit', how: 'continue', value: null, ...at }]
      const given = partsOf(node).find((child) => child !== label)
      return [{ kind: 'return', value: value(given), ...at }]
    }
    case 'throw_expression':
      return [{ kind: 'exit', how: 'throw', value: value(first), ...at }]
    case 'if_expression':
    case 'when_expression':
    case 'try_expression':
      return lowerBranch(node, lowering)
    case 'for_statement':
      return [loopOverElements(node, lowering)]
    case 'while_statement':
    case 'do_while_statement':
      return [whileLoop(node, lowering)]
    case 'block':
      return [{ kind: 'block', body: partsOf(node).flatMap((child) => lowerStatement(child, innerScope(lowering))), ...at }]
    case 'labeled_expression':
    case 'identifier': {
      const jump = /^(break|continue)\b/.exec(lowering.textOf(node))?.[1]
      if (jump === 'break' || jump === 'continue') return [{ kind: 'exit', how: jump, value: null, ...at }]
      const inner = partsOf(node).at(-1)
      if (node.type === 'labeled_expression' && inner) return lower(inner, lowering)
      return [{ kind: 'expression', expression: lowering.parts.expression(node, lowering), ...at }]
    }
    case 'call_expression': {
      const call = callAt(node, lowering)
      const loop = call && lowerForEach(call)
      return loop ?? [{ kind: 'expression', expression: lowering.parts.expression(node, lowering), ...at }]
    }
    case 'ERROR':
    case 'type_alias':
    case 'label':
      return []
    default:
      return [{ kind: 'expression', expression: lowering.parts.expression(node, lowering), ...at }]
  }
}

/** `val x = …`, `val (a, b) = …`, `val x by lazy { … }`. */
const variable = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const target = node.children.find((child) => /^(?:multi_)?variable_declaration$/.test(child.type))
  const value = initialiserOf(node, lowering)
  if (!target) return []
  const given = value ? lowering.parts.expression(value, lowering) : null
  const pattern = lowerPattern(target, lowering)
  return [{ kind: 'declare', scope: 'block', pattern, value: given, ...typeOf(target, lowering), ...spanOf(node) }]
}

/** What a property is set to: after `=`, or what its delegate computes. */
export const initialiserOf = (node: SyntaxNode, { textOf }: Pick<Lowering, 'textOf'>): SyntaxNode | undefined => {
  const delegate = node.children.find((child) => child.type === 'property_delegate')
  if (delegate) return partsOf(delegate)[0]
  const at = node.children.findIndex((child) => !child.named && textOf(child) === '=')
  return at === -1 ? undefined : node.children.slice(at + 1).find((child) => child.named)
}

const assignment = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const field = (name: string): SyntaxNode | undefined => node.children.find((child) => child.field === name)
  const [left, operator, right] = [field('left'), field('operator'), field('right')]
  if (!left || !right) return []
  const given = lowering.parts.expression(right, lowering)
  const place = targetOf(left, lowering)
  const text = operator ? lowering.textOf(operator) : '='
  if (text === '=') return [assigned(place, given, node)]
  // Of a list or a map, `+=` adds to it; of a text it makes a longer one.
  const added: Expression = { kind: 'binary', operator: text === '+=' ? '+' : 'other', left: place, right: given, ...spanOf(node) }
  const isList = text === '+=' && /^(?:listOf|setOf|mapOf)\b|\bto\b/.test(lowering.textOf(right))
  if (isList) return [{ kind: 'expression', expression: callOf(memberOf(place, 'add', node), [given], node), ...spanOf(node) }]
  return [assigned(place, added, node)]
}

const targetOf = (node: SyntaxNode, lowering: Lowering): Expression => {
  if (node.type === 'identifier') return lowerTarget(plainText(node, lowering), node, lowering)
  if (node.type === 'navigation_expression') {
    const parts = partsOf(node)
    const [object, name] = [parts[0], parts.at(-1)]
    if (!object || !name) return opaque(node, 'it does not parse')
    const isThis = object.type === 'this_expression' && partsOf(object).length === 0
    const guess = isThis ? lowering.receivers.at(-1) : undefined
    const holder = guess
      ? nameOf(guess.variable, object)
      : isThis
        ? lowerThis(null, object, lowering)
        : lowering.parts.expression(object, lowering)
    return memberOf(holder, plainText(name, lowering), node, name)
  }
  return lowering.parts.expression(node, lowering)
}

const loopOverElements = (node: SyntaxNode, outside: Lowering): Statement => {
  const lowering: Lowering = { ...innerScope(outside) }
  const parts = partsOf(node).filter((child) => child.type !== 'label' && child.type !== 'annotation')
  const [target, iterable, body] = parts
  const indexed = iterable && withIndex(iterable, outside)
  const given = indexed ?? iterable
  const value = given ? outside.parts.expression(given, outside) : null
  const pattern: Pattern | null = target ? lowerPattern(target, lowering) : null
  const isPair = pattern?.kind === 'list-pattern'
  return {
    kind: 'loop',
    pattern,
    takes: indexed ? 'pairs' : 'elements',
    iterable: value && isPair && !indexed ? callOf(memberOf(value, 'pairs$', node), [], node) : value,
    test: null,
    body: body ? lowerStatement(body, lowering) : [],
    ...spanOf(node),
  }
}

/** `xs.withIndex()` is `xs` with the places of its elements. */
const withIndex = (node: SyntaxNode, lowering: Lowering): SyntaxNode | undefined => {
  const call = node.type === 'call_expression' ? callAt(node, lowering) : undefined
  return call?.name === 'withIndex' ? call.object : undefined
}

const whileLoop = (node: SyntaxNode, outside: Lowering): Statement => {
  const lowering = innerScope(outside)
  const condition = node.children.find((child) => child.field === 'condition')
  const body = partsOf(node).find((child) => child !== condition && child.type !== 'label')
  const test = condition && node.type === 'while_statement' ? outside.parts.expression(condition, outside) : null
  return {
    kind: 'loop',
    pattern: null,
    takes: 'elements',
    iterable: null,
    test,
    body: body ? lowerStatement(body, lowering) : [],
    ...spanOf(node),
  }
}
