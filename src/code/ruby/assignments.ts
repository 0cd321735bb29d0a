import type { Expression, ListPattern, Pattern, PlacePattern } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { callOf, isLocal, type Lowering, memberCall, plain } from './lowering.ts'
import { globalName, variable } from './variables.ts'

/** `x = value`, `a, b = values`, `object.x = value`. */
export const lowerAssignment = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  if (!left || !right) return opaque(node, 'it does not parse')
  return assign(node, left, valueFrom(right, lowering), lowering)
}

const valueFrom = (node: SyntaxNode, lowering: Lowering): Expression => {
  if (node.type !== 'right_assignment_list' && node.type !== 'splat_argument') return lowering.expression(node)
  const children = node.type === 'splat_argument' ? [node] : namedChildren(node)
  const elements = children.map((child) => {
    const [inner] = namedChildren(child)
    const spread = child.type === 'splat_argument'
    return { spread, value: lowering.expression(spread && inner ? inner : child) }
  })
  return { kind: 'list', elements, ...spanOf(node) }
}

const assign = (node: SyntaxNode, left: SyntaxNode, value: Expression, lowering: Lowering): Expression => {
  const receiver = left.type === 'call' ? childOf(left, 'receiver') : undefined
  const method = receiver && childOf(left, 'method')
  if (receiver && method) {
    const name = lowering.textOf(method)
    const place: PlacePattern = {
      kind: 'place',
      place: { kind: 'member', object: lowering.expression(receiver), name, nameSpan: spanOf(method), ...spanOf(left) },
      ...spanOf(left),
    }
    // The writer of an attribute is a method; of an object that has none, it is an entry.
    const written: Expression = { kind: 'assignment', declares: false, pattern: place, value, ...spanOf(node) }
    return memberCall(node, lowering.expression(receiver), `${name}=`, [plain(written)], method)
  }
  const names = namesIn(left, lowering)
  const isNew = names.filter((name) => !isLocal(lowering.place.locals, name))
  const isOuter = names.some((name) => isLocal(lowering.place.locals, name) && !lowering.place.locals.names.has(name))
  for (const name of isNew) lowering.place.locals.names.add(name)
  const declares = names.length > 0 && !isOuter
  const assignment: Expression = { kind: 'assignment', declares, pattern: lowering.pattern(left), value, ...spanOf(node) }
  if (!isOuter || isNew.length === 0) return assignment
  const declared = isNew.map(
    (name): Expression => ({
      kind: 'assignment',
      declares: true,
      pattern: nameOf(name, left),
      value: literalOf(null, left),
      ...spanOf(left),
    }),
  )
  return { kind: 'sequence', expressions: [...declared, assignment], ...spanOf(node) }
}

/** The local variables that an assignment binds. */
const namesIn = (node: SyntaxNode, lowering: Lowering): readonly string[] => {
  switch (node.type) {
    case 'identifier':
      return [lowering.textOf(node)]
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'rest_assignment':
      return namedChildren(node).flatMap((child) => namesIn(child, lowering))
    default:
      return []
  }
}

/** `x ||= value`, `x += value`, `x << value`. */
export const lowerOperatorAssignment = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  const written = childOf(node, 'operator') ?? node.children.find((child) => !child.named && /=$/.test(child.type))
  if (!left || !right || !written) return opaque(node, 'it does not parse')
  const value = lowering.expression(right)
  // A constant that is set already keeps its value: it is one that the program has set in the same way.
  if (left.type === 'constant') return assign(node, left, value, lowering)
  const isSet = left.type !== 'identifier' || isLocal(lowering.place.locals, lowering.textOf(left))
  const before = isSet ? lowering.expression(left) : literalOf(null, left)
  return assign(node, left, changed(node, lowering.textOf(written).slice(0, -1), before, value), lowering)
}

const changed = (node: SyntaxNode, operator: string, left: Expression, right: Expression): Expression => {
  const at = spanOf(node)
  switch (operator) {
    case '||':
    case '&&':
    case '+':
      return { kind: 'binary', operator, left, right, ...at }
    case '<<':
      return shift(node, left, right)
    default:
      return { kind: 'binary', operator: 'other', left, right, ...at }
  }
}

/** `x << y`: what `x` is afterwards. A text is changed in place, and a list has one more element. */
const shift = (node: SyntaxNode, left: Expression, right: Expression): Expression =>
  callOf(node, nameOf('%append', node), [plain(left), plain(right)])

/** `key << ".csv"`: the variable holds the longer text. */
export const lowerShift = (node: SyntaxNode, lowering: Lowering): Expression => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  if (!left || !right) return opaque(node, 'it does not parse')
  const value = shift(node, lowering.expression(left), lowering.expression(right))
  const isVariable =
    left.type === 'instance_variable' || (left.type === 'identifier' && isLocal(lowering.place.locals, lowering.textOf(left)))
  return isVariable ? assign(node, left, value, lowering) : value
}

/** The target of an assignment, of `for` and of `rescue => e`. */
export const lowerPattern = (node: SyntaxNode, lowering: Lowering): Pattern => {
  switch (node.type) {
    case 'identifier':
      lowering.place.locals.names.add(lowering.textOf(node))
      return nameOf(lowering.textOf(node), node)
    case 'global_variable':
      return nameOf(globalName(node, lowering), node)
    case 'constant':
      return constantPattern(node, lowering)
    case 'class_variable':
      return placeOf(node, variable(node, lowering, true))
    case 'instance_variable':
    case 'element_reference':
    case 'scope_resolution':
      return placeOf(node, lowering.expression(node))
    case 'call': {
      const receiver = childOf(node, 'receiver')
      const method = childOf(node, 'method')
      if (!receiver || !method) return nothing(node)
      const name = `@${lowering.textOf(method)}`
      return placeOf(node, {
        kind: 'index',
        object: lowering.expression(receiver),
        index: literalOf(name, method),
        ...spanOf(node),
      })
    }
    case 'left_assignment_list':
    case 'destructured_left_assignment':
      return listPattern(node, lowering)
    default:
      return nothing(node)
  }
}

const nothing = (node: SyntaxNode): ListPattern => ({ kind: 'list-pattern', elements: [], rest: null, ...spanOf(node) })

const placeOf = (node: SyntaxNode, place: Expression): Pattern =>
  place.kind === 'member' || place.kind === 'index' ? { kind: 'place', place, ...spanOf(node) } : nothing(node)

/** In the body of a class, the class's; else the program's. */
const constantPattern = (node: SyntaxNode, lowering: Lowering): Pattern => {
  const name = lowering.textOf(node)
  const at = spanOf(node)
  if (lowering.place.nesting.length === 0) return nameOf(name, node)
  return { kind: 'place', place: { kind: 'member', object: { kind: 'this', ...at }, name, nameSpan: at, ...at }, ...at }
}

const listPattern = (node: SyntaxNode, lowering: Lowering): ListPattern => {
  const children = namedChildren(node)
  const splat = children.findIndex((child) => child.type === 'rest_assignment')
  const before = splat === -1 ? children : children.slice(0, splat)
  const [rest] = splat === -1 ? [] : namedChildren(children[splat] as SyntaxNode)
  return {
    kind: 'list-pattern',
    elements: before.map((child) => lowering.pattern(child)),
    rest: rest ? lowering.pattern(rest) : null,
    ...spanOf(node),
  }
}
