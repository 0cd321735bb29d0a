import type { ClassExpression, Expression, FunctionExpression, Member, Statement } from '../ir.ts'
import { literalOf, memberOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, childOfType, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerFunction, typeOf } from './functions.ts'
import { type Lowering, variableName } from './lowering.ts'
import { className } from './scopes.ts'
import { boundName } from './unit.ts'

/** Methods have a name of their own, which only calls find: a property or a constant may share it. */
export const methodName = (name: string): string => (name.toLowerCase() === '__invoke' ? '__call__' : `${name}()`)

/** `fullName` is null for an anonymous class. */
export const lowerClass = (node: SyntaxNode, fullName: string | null, around: Lowering): ClassExpression => {
  const lowering: Lowering = { ...around, owner: { name: fullName, constants: null }, isTopLevel: false }
  const body = childOf(node, 'body')
  const parts = body ? namedChildren(body) : []
  const members = constantsOf(parts, lowering)
  return {
    kind: 'class',
    name: fullName?.split('\\').at(-1) ?? null,
    bases: basesOf(node, parts, lowering),
    members: [...members, ...parts.flatMap((part) => memberFrom(part, node, lowering)), ...casesOf(node, lowering)],
    decorators: [],
    hasFieldConstructor: node.type === 'enum_declaration',
    ...spanOf(node),
  }
}

/** A trait's methods come before those of the class that is extended; an interface has constants and no methods. */
const basesOf = (node: SyntaxNode, parts: readonly SyntaxNode[], lowering: Lowering): readonly Expression[] => {
  const traits = parts.filter((part) => part.type === 'use_declaration')
  const heads = ['base_clause', 'class_interface_clause'].flatMap((type) => childOfType(node, type) ?? [])
  return [...traits, ...heads]
    .flatMap(namedChildren)
    .filter((child) => child.type === 'name' || child.type === 'qualified_name')
    .map((child) => className(child, lowering))
}

/** Constants may use those before them, while the class is not there yet. */
const constantsOf = (parts: readonly SyntaxNode[], lowering: Lowering): readonly Member[] => {
  const known = new Set<string>()
  const inside: Lowering = { ...lowering, owner: { name: lowering.owner?.name ?? null, constants: known } }
  return parts
    .filter((part) => part.type === 'const_declaration')
    .flatMap(namedChildren)
    .flatMap((element): readonly Member[] => {
      const [name, value] = namedChildren(element)
      if (element.type !== 'const_element' || !name || !value) return []
      const lowered = inside.parts.expression(value, inside)
      known.add(lowering.textOf(name))
      return [{ kind: 'static-field', name: lowering.textOf(name), receiver: 'none', value: lowered, ...spanOf(element) }]
    })
}

const memberFrom = (node: SyntaxNode, itsClass: SyntaxNode, lowering: Lowering): readonly Member[] => {
  if (node.type === 'property_declaration') return properties(node, lowering)
  if (node.type !== 'method_declaration') return []
  const name = childOf(node, 'name')
  if (!name) return []
  const text = lowering.textOf(name)
  const isStatic = node.children.some((child) => child.type === 'static_modifier')
  const code = childOf(node, 'body') ? method(node, text, lowering) : abstractMethod(node, text, itsClass, lowering)
  const isConstructor = text.toLowerCase() === '__construct'
  return [
    ...(isConstructor ? promoted(node, lowering) : []),
    {
      kind: isStatic ? 'static' : 'method',
      name: isConstructor ? 'constructor' : methodName(text),
      receiver: 'this',
      value: code,
      ...spanOf(node),
    },
  ]
}

const method = (node: SyntaxNode, name: string, lowering: Lowering): FunctionExpression => ({
  ...lowerFunction(node, name, lowering, assignments(node, lowering)),
  this: 'own',
})

/** Which class has the method is known only with the object. */
const abstractMethod = (node: SyntaxNode, name: string, itsClass: SyntaxNode, lowering: Lowering): FunctionExpression => {
  const owner = lowering.owner?.name ?? 'a class'
  const module = `!which class it is that ${owner}::${name} is called of is not known`
  const body: Statement[] = [{ kind: 'return', value: { kind: 'import', module, ...spanOf(itsClass) }, ...spanOf(node) }]
  return { ...lowerFunction(node, name, lowering), body, this: 'own' }
}

// ── Properties ──────────────────────────────────────────────────────────────────────────────────────────────────────

const properties = (node: SyntaxNode, lowering: Lowering): readonly Member[] => {
  const isStatic = node.children.some((child) => child.type === 'static_modifier')
  return namedChildren(node).flatMap((element): readonly Member[] => {
    const name = childOf(element, 'name')
    if (element.type !== 'property_element' || !name) return []
    const value = childOf(element, 'default_value')
    const text = variableName(name, lowering)
    return [
      {
        kind: isStatic ? 'static-field' : 'field',
        name: isStatic ? `$${text}` : text,
        receiver: 'none',
        value: value ? lowering.parts.expression(value, { ...lowering, owner: lowering.owner }) : null,
        ...(value ? {} : typeOf(node, lowering)),
        ...spanOf(element),
      },
    ]
  })
}

const promotedIn = (node: SyntaxNode): readonly SyntaxNode[] => {
  const parameters = childOf(node, 'parameters')
  return (parameters ? namedChildren(parameters) : []).filter((parameter) => parameter.type === 'property_promotion_parameter')
}

/** Parameters of the constructor that are properties too. */
const promoted = (node: SyntaxNode, lowering: Lowering): readonly Member[] =>
  promotedIn(node).flatMap((parameter): readonly Member[] => {
    const name = childOf(parameter, 'name')
    return name ? [{ kind: 'field', name: variableName(name, lowering), receiver: 'none', value: null, ...spanOf(parameter) }] : []
  })

const assignments = (node: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  promotedIn(node).flatMap((parameter): readonly Statement[] => {
    const name = childOf(parameter, 'name')
    if (!name) return []
    const at = spanOf(parameter)
    const text = variableName(name, lowering)
    const place = memberOf({ kind: 'this', ...at }, text, parameter)
    const expression: Expression = {
      kind: 'assignment',
      declares: false,
      pattern: { kind: 'place', place, ...at },
      value: nameOf(text, name),
      ...at,
    }
    return [{ kind: 'expression', expression, ...at }]
  })

// ── Enumerations ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Each case is an instance with these. */
const casesOf = (node: SyntaxNode, _: Lowering): readonly Member[] =>
  node.type === 'enum_declaration'
    ? ['name', 'value'].map((name): Member => ({ kind: 'field', name, receiver: 'none', value: null, ...spanOf(node) }))
    : []

/** `Kind::Report`, made when the class is there. */
export const lowerCases = (node: SyntaxNode, fullName: string, lowering: Lowering): readonly Statement[] => {
  const body = node.type === 'enum_declaration' ? childOf(node, 'body') : undefined
  const itsClass = nameOf(boundName('class', fullName), node)
  return (body ? namedChildren(body) : []).flatMap((part): readonly Statement[] => {
    const name = part.type === 'enum_case' ? childOf(part, 'name') : undefined
    if (!name) return []
    const at = spanOf(part)
    const value = childOf(part, 'value')
    const text = lowering.textOf(name)
    const given = [literalOf(text, name), ...(value ? [lowering.parts.expression(value, lowering)] : [])]
    const made: Expression = {
      kind: 'call',
      callee: itsClass,
      arguments: given.map((one) => ({ name: null, spread: null, value: one })),
      isNew: true,
      ...at,
    }
    const pattern = { kind: 'place', place: memberOf(itsClass, text, part), ...at } as const
    return [{ kind: 'expression', expression: { kind: 'assignment', declares: false, pattern, value: made, ...at }, ...at }]
  })
}
