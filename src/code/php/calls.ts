import type { Argument, Expression } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { configured, withDisk } from './laravel.ts'
import { chosenAtRunTime, folderOf, type Lowering } from './lowering.ts'
import { className, scopeOf } from './scopes.ts'
import { boundName, fullClassName, functionExpression, madeExpression } from './unit.ts'

const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const list = childOf(node, 'arguments') ?? node.children.find((child) => child.type === 'arguments')
  return list ? namedChildren(list) : []
}

/** `f(...)` is the function itself. */
const isFirstClass = (node: SyntaxNode): boolean => argumentsOf(node).some((argument) => argument.type === 'variadic_placeholder')

const lowerArguments = (node: SyntaxNode, lowering: Lowering): readonly Argument[] =>
  argumentsOf(node).flatMap((argument): readonly Argument[] => {
    if (argument.type === 'variadic_placeholder') return []
    const name = childOf(argument, 'name')
    const value = namedChildren(argument).find((child) => child.field !== 'name' && child.field !== 'reference_modifier')
    if (!value) return []
    const [spread] = value.type === 'variadic_unpacking' ? namedChildren(value) : []
    return [
      {
        name: name ? lowering.textOf(name) : null,
        spread: spread ? 'list' : null,
        value: lowering.parts.expression(spread ?? value, lowering),
      },
    ]
  })

// ── Functions ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const functionCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const callee = childOf(node, 'function')
  if (!callee) return opaque(node, 'it does not parse')
  const given = lowerArguments(node, lowering)
  if (callee.type !== 'name' && callee.type !== 'qualified_name') {
    const fn = lowering.parts.expression(callee, lowering)
    return isFirstClass(node) ? fn : { kind: 'call', callee: fn, arguments: given, isNew: false, ...spanOf(node) }
  }
  const written = lowering.textOf(callee)
  const name = written.replace(/^\\/, '').toLowerCase()
  const special = specialFunction(name, node, given, lowering)
  if (special) return special
  const fn = functionExpression(written, lowering.unit, callee)
  return isFirstClass(node) ? fn : { kind: 'call', callee: fn, arguments: given, isNew: false, ...spanOf(node) }
}

/** Functions that bind names, that call what they are given, or whose result is known by their form. */
const specialFunction = (name: string, node: SyntaxNode, given: readonly Argument[], lowering: Lowering): Expression | null => {
  const [first, second, third] = given.map(({ value }) => value)
  const at = spanOf(node)
  switch (name) {
    case 'define':
      return first?.kind === 'literal' && second
        ? {
            kind: 'assignment',
            declares: true,
            pattern: nameOf(boundName('const', String(first.value)), node),
            value: second,
            ...at,
          }
        : null
    case 'constant':
      return opaque(node, 'it is a constant whose name is chosen while the program runs', first ? [first] : [])
    case 'isset':
    case 'empty':
      return opaque(node, 'it is true or false')
    case 'call_user_func':
      return first
        ? { kind: 'call', callee: callable(first, node, lowering), arguments: given.slice(1), isNew: false, ...at }
        : null
    case 'call_user_func_array':
      return first && second
        ? {
            kind: 'call',
            callee: callable(first, node, lowering),
            arguments: [{ name: null, spread: 'list', value: second }],
            isNew: false,
            ...at,
          }
        : null
    case 'array_map':
    case 'array_walk':
    case 'usort':
    case 'array_filter':
    case 'array_reduce': {
      const takesFirst = name === 'array_map'
      const [fn, over] = takesFirst ? [first, second] : [second, first]
      if (!fn || !over) return null
      const called = callable(fn, node, lowering)
      if (name === 'array_map' || name === 'array_walk') return callOf(memberOf(over, 'list_map', node), [called], node)
      return callOf(memberOf(over, name === 'array_filter' ? 'list_filter' : 'list_map', node), [called], node)
    }
    case 'array_push':
      return first
        ? { kind: 'call', callee: memberOf(first, 'list_append', node), arguments: given.slice(1), isNew: false, ...at }
        : null
    case 'str_replace':
      return first && second && third ? callOf(memberOf(third, 'text_replace', node), [first, second], node) : null
    case 'explode':
      return first && second ? callOf(memberOf(second, 'text_split', node), [first], node) : null
    case 'dirname':
      return first?.kind === 'literal' && typeof first.value === 'string' && !second ? literalOf(folderOf(first.value), node) : null
    case 'app':
    case 'resolve':
      return madeByContainer(node, given, lowering)
    case 'config':
      return configured(node, given, lowering)
    default:
      return null
  }
}

/** `[$this, 'save']`, `'save'`, `'Store::save'`, or a function. */
const callable = (value: Expression, node: SyntaxNode, lowering: Lowering): Expression => {
  const [object, method] = value.kind === 'list' ? value.elements.map((element) => element.value) : []
  if (object && method?.kind === 'literal') return memberOf(object, `${method.value}()`, node)
  if (value.kind === 'literal' && typeof value.value === 'string' && /^\\?\w+$/.test(value.value))
    return functionExpression(value.value, lowering.unit, node)
  return value.kind === 'literal' || value.kind === 'list' ? chosenAtRunTime('a function', node, lowering) : value
}

/** A container makes what it is asked for by the name of its class. */
const madeByContainer = (node: SyntaxNode, given: readonly Argument[], lowering: Lowering): Expression | null => {
  const [argument] = argumentsOf(node)
  const [value] = argument ? namedChildren(argument) : []
  if (given.length !== 1 || value?.type !== 'class_constant_access_expression') return null
  const [scope, name] = namedChildren(value)
  if (!scope || !name || lowering.textOf(name) !== 'class' || scope.type === 'variable_name') return null
  const isNamed = scope.type === 'name' || scope.type === 'qualified_name'
  const callee = isNamed
    ? madeExpression(fullClassName(lowering.textOf(scope), lowering.unit), lowering.unit, scope)
    : className(scope, lowering)
  return { kind: 'call', callee, arguments: [], isNew: true, ...spanOf(node) }
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const asksContainer = /^(?:get|make|resolve|getService)$/

export const memberCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const object = childOf(node, 'object')
  const name = childOf(node, 'name')
  if (!object || !name) return opaque(node, 'it does not parse')
  const given = lowerArguments(node, lowering)
  const receiver = lowering.parts.expression(object, lowering)
  if (name.type !== 'name') return dynamicCall(node, receiver, name, given, lowering)
  const text = lowering.textOf(name)
  if (asksContainer.test(text)) {
    const made = madeByContainer(node, given, lowering)
    if (made) return { kind: 'sequence', expressions: [receiver, made], ...spanOf(node) }
  }
  if (isFirstClass(node)) return memberOf(receiver, `${text}()`, node, name)
  return { kind: 'call', callee: memberOf(receiver, text, node, name), arguments: given, isNew: false, ...spanOf(node) }
}

const dynamicCall = (
  node: SyntaxNode,
  receiver: Expression,
  name: SyntaxNode,
  given: readonly Argument[],
  lowering: Lowering,
): Expression => {
  const chosen = chosenAtRunTime('a method', node, lowering)
  const expressions = [receiver, lowering.parts.expression(name, lowering), ...given.map(({ value }) => value), chosen]
  return { kind: 'sequence', expressions, ...spanOf(node) }
}

export const staticCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const scope = childOf(node, 'scope')
  const name = childOf(node, 'name')
  if (!scope || !name) return opaque(node, 'it does not parse')
  const given = lowerArguments(node, lowering)
  const receiver = scopeOf(scope, lowering)
  if (name.type !== 'name') return dynamicCall(node, receiver, name, given, lowering)
  const text = lowering.textOf(name)
  if (text === '__construct' && receiver.kind === 'super')
    return { kind: 'call', callee: receiver, arguments: given, isNew: false, ...spanOf(node) }
  if (asksContainer.test(text)) {
    const made = madeByContainer(node, given, lowering)
    if (made) return made
  }
  if (isFirstClass(node)) return memberOf(receiver, `${text}()`, node, name)
  const all = withDisk(receiver, text, given, node, lowering)
  return { kind: 'call', callee: memberOf(receiver, text, node, name), arguments: all, isNew: false, ...spanOf(node) }
}

export const objectCreation = (
  node: SyntaxNode,
  lowering: Lowering,
  anonymous: (node: SyntaxNode, lowering: Lowering) => Expression,
): Expression => {
  const itsClass = node.children.find((child) => child.named && child.type !== 'arguments' && child.type !== 'comment')
  if (!itsClass) return opaque(node, 'it does not parse')
  const at = spanOf(node)
  if (itsClass.type === 'anonymous_class')
    return {
      kind: 'call',
      callee: anonymous(itsClass, lowering),
      arguments: lowerArguments(itsClass, lowering),
      isNew: true,
      ...at,
    }
  const given = lowerArguments(node, lowering)
  if (itsClass.type === 'name' || itsClass.type === 'qualified_name') {
    const callee = className(itsClass, lowering)
    return { kind: 'call', callee, arguments: given, isNew: true, ...at }
  }
  const expressions = [
    lowering.parts.expression(itsClass, lowering),
    ...given.map(({ value }) => value),
    chosenAtRunTime('a class', node, lowering),
  ]
  return { kind: 'sequence', expressions, ...at }
}
