import type { BinaryExpression, Expression, Pattern } from '../ir.ts'
import { memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { lowerCall, lowerCreation } from './calls.ts'
import { lowerLambda, lowerMethodReference } from './functions.ts'
import { instanceName, type Lowering } from './lowering.ts'
import { lowerName, lowerQualified, lowerType, through } from './names.ts'
import { partsOf } from './nodes.ts'
import { boundName, lowerStatement } from './statements.ts'
import { lowerString } from './strings.ts'
import { lowerSwitchValue } from './switches.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = (child: SyntaxNode): Expression => lowerExpression(child, lowering)
  const field = (name: string): Expression => {
    const child = childOf(node, name)
    return child ? lower(child) : opaque(node, 'it does not parse')
  }
  switch (node.type) {
    case 'identifier':
      return lowerName(lowering.textOf(node), node, lowering)
    case 'type_identifier':
    case 'scoped_type_identifier':
    case 'generic_type':
      return lowerType(node, lowering)
    case 'string_literal':
    case 'character_literal':
      return lowerString(node, lowering)
    case 'decimal_integer_literal':
    case 'decimal_floating_point_literal':
    case 'hex_integer_literal':
    case 'octal_integer_literal':
    case 'binary_integer_literal':
      return number(node, lowering)
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.type === 'true', ...at }
    case 'null_literal':
      return { kind: 'literal', value: null, ...at }
    case 'this':
    case 'super':
      return { kind: node.type, ...at }
    case 'parenthesized_expression': {
      const [inner] = partsOf(node)
      return inner ? lower(inner) : opaque(node, 'it does not parse')
    }
    case 'cast_expression':
      return field('value')
    case 'field_access':
      return fieldAccess(node, lowering)
    case 'array_access':
      return { kind: 'index', object: field('array'), index: field('index'), ...at }
    case 'method_invocation':
      return lowerCall(node, lowering)
    case 'explicit_constructor_invocation':
      return constructorCall(node, lowering)
    case 'object_creation_expression':
      return lowerCreation(node, lowering)
    case 'array_creation_expression': {
      const value = childOf(node, 'value')
      return value ? lower(value) : { kind: 'list', elements: [], ...at }
    }
    case 'array_initializer':
      return { kind: 'list', elements: partsOf(node).map((child) => ({ spread: false, value: lower(child) })), ...at }
    case 'lambda_expression':
      return lowerLambda(node, lowering)
    case 'method_reference':
      return lowerMethodReference(node, lowering)
    case 'switch_expression':
      return lowerSwitchValue(node, lowering, (nodes, inner) => nodes.flatMap((child) => lowerStatement(child, inner)))
    case 'ternary_expression':
      return {
        kind: 'conditional',
        test: field('condition'),
        whenTrue: field('consequence'),
        whenFalse: field('alternative'),
        ...at,
      }
    case 'binary_expression':
      return { kind: 'binary', operator: operatorOf(node, lowering), left: field('left'), right: field('right'), ...at }
    case 'unary_expression':
      return unary(node, field('operand'), lowering)
    case 'update_expression':
      return opaque(node, 'it is a number', [])
    case 'instanceof_expression':
      return instanceOf(node, lowering)
    case 'assignment_expression':
      return assignment(node, lowering)
    case 'class_literal': {
      const [type] = partsOf(node)
      return type && /identifier$/.test(type.type) ? lowerType(type, lowering) : opaque(node, 'it is a class')
    }
    default:
      return opaque(node, `it is ${shorten(lowering.textOf(node))}`, partsOf(node).map(lower))
  }
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}

const number = (node: SyntaxNode, lowering: Lowering): Expression => {
  const text = lowering.textOf(node).replaceAll('_', '')
  const value = Number(/^0x/i.test(text) ? text.replace(/l$/i, '') : text.replace(/[lfd]$/i, ''))
  return Number.isNaN(value) ? opaque(node, `it is the number ${text}`) : { kind: 'literal', value, ...spanOf(node) }
}

const operators = new Map<string, BinaryExpression['operator']>([
  ['+', '+'],
  ['||', '||'],
  ['&&', '&&'],
  ['==', '=='],
  ['!=', '!='],
])

const operatorOf = (node: SyntaxNode, lowering: Lowering): BinaryExpression['operator'] => {
  const operator = childOf(node, 'operator')
  return operators.get(operator ? lowering.textOf(operator) : '') ?? 'other'
}

const unary = (node: SyntaxNode, operand: Expression, lowering: Lowering): Expression => {
  const operator = childOf(node, 'operator')
  const text = operator ? lowering.textOf(operator) : ''
  if (text === '!') return { kind: 'not', operand, ...spanOf(node) }
  if (text === '-' && operand.kind === 'literal' && typeof operand.value === 'number')
    return { ...operand, value: -operand.value, ...spanOf(node) }
  return opaque(node, 'it is a number', [operand])
}

/** `a.b`: a field; `Outer.this`; or the full name of a type. */
const fieldAccess = (node: SyntaxNode, lowering: Lowering): Expression => {
  const object = childOf(node, 'object')
  const name = childOf(node, 'field')
  if (!object || !name) return opaque(node, 'it does not parse')
  if (name.type === 'this') {
    for (let owner = lowering.owner; owner; owner = owner.outer)
      if (owner.name.replace(/^.*\$/, '') === lowering.textOf(object)) return through(owner, false, node, lowering)
    return nameOf(instanceName({ name: lowering.textOf(object) }), node)
  }
  const text = lowering.textOf(node)
  const qualified = /^[\w.]+$/.test(text) ? lowerQualified(text.split('.'), node, lowering) : undefined
  return qualified ?? memberOf(lowerExpression(object, lowering), lowering.textOf(name), node, name)
}

const constructorCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const isOwn = childOf(node, 'constructor')?.type === 'this'
  const list = childOf(node, 'arguments')
  const at = spanOf(node)
  const values = (list ? partsOf(list) : []).map((value) => ({
    name: null,
    spread: null,
    value: lowerExpression(value, lowering),
  }))
  const callee: Expression = isOwn ? memberOf({ kind: 'this', ...at }, 'constructor', node) : { kind: 'super', ...at }
  return { kind: 'call', callee, arguments: values, isNew: false, ...at }
}

const instanceOf = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const name = childOf(node, 'name')
  const value = left ? lowerExpression(left, lowering) : opaque(node, 'it does not parse')
  const test = opaque(node, 'it is true or false', name ? [] : [value])
  if (!name) return test
  return { kind: 'sequence', expressions: [boundName(name, value, lowering), test], ...spanOf(node) }
}

const assignment = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  const operator = childOf(node, 'operator')
  if (!left || !right) return opaque(node, 'it does not parse')
  const at = spanOf(node)
  const place = lowerExpression(left, lowering)
  const given = lowerExpression(right, lowering)
  const text = operator ? lowering.textOf(operator) : '='
  const value: Expression =
    text === '=' ? given : { kind: 'binary', operator: text === '+=' ? '+' : 'other', left: place, right: given, ...at }
  const pattern = patternOf(place)
  return pattern ? { kind: 'assignment', declares: false, pattern, value, ...at } : opaque(node, 'it does not parse', [value])
}

/** Where a name or a field stands for a place that is assigned to. */
const patternOf = (place: Expression): Pattern | null => {
  if (place.kind === 'name') return place
  return place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, start: place.start, end: place.end } : null
}
