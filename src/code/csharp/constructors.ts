import type { Expression, FunctionExpression, Statement } from '../ir.ts'
import { functionOf, memberOf, nameOf, spanOf, statementOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { lowerArguments } from './arguments.ts'
import { lowerBody, lowerParameters } from './functions.ts'
import { innerScope, type Lowering, modifiersOf, type TypeInfo } from './lowering.ts'
import { assigned, hasWord, thisOf } from './nodes.ts'
import { mergeOverloads } from './overloads.ts'
import { bodyOf, initialiserOf, variablesOf } from './type-info.ts'

/** Constructors of instances, as written. */
export const constructorsIn = (info: TypeInfo, lowering: Pick<Lowering, 'textOf'>): readonly SyntaxNode[] =>
  bodyOf(info.node).filter((node) => node.type === 'constructor_declaration' && !modifiersOf(node, lowering).has('static'))

export const constructorOf = (info: TypeInfo, lowering: Lowering): FunctionExpression | null => {
  const written = constructorsIn(info, lowering).map((node) => lowerConstructor(node, info, lowering))
  const primary = info.parameters.length > 0 ? [primaryConstructor(info, lowering)] : []
  const all = [...primary, ...written]
  return all.length === 0 ? null : mergeOverloads(all)
}

const hasBase = (info: TypeInfo): boolean => info.node.children.some((child) => child.type === 'base_list')

const superCall = (list: SyntaxNode | undefined, at: SyntaxNode, lowering: Lowering): Statement => {
  const values = list ? lowerArguments(list, lowering) : []
  return statementOf({
    kind: 'call',
    callee: { kind: 'super', ...spanOf(at) },
    arguments: values,
    isNew: false,
    ...spanOf(at),
  })
}

const lowerConstructor = (node: SyntaxNode, info: TypeInfo, outside: Lowering): FunctionExpression => {
  const lowering = innerScope(outside)
  const parameters = lowerParameters(childOf(node, 'parameters'), lowering)
  const initialiser = node.children.find((child) => child.type === 'constructor_initializer')
  const list = initialiser?.children.find((child) => child.type === 'argument_list')
  const first: readonly Statement[] =
    initialiser && hasWord(initialiser, 'this')
      ? [ownCall(initialiser, list, lowering)]
      : initialiser || hasBase(info)
        ? [superCall(list, node, lowering)]
        : []
  return functionOf(node, info.simpleName, parameters, [...first, ...lowerBody(childOf(node, 'body'), lowering)], 'own')
}

const ownCall = (node: SyntaxNode, list: SyntaxNode | undefined, lowering: Lowering): Statement => {
  const callee = memberOf(thisOf(node), 'constructor', node)
  const values = list ? lowerArguments(list, lowering) : []
  return statementOf({ kind: 'call', callee, arguments: values, isNew: false, ...spanOf(node) })
}

const primaryConstructor = (info: TypeInfo, outside: Lowering): FunctionExpression => {
  const lowering = innerScope(outside)
  const node = info.node
  const list = node.children.find((child) => child.type === 'parameter_list')
  const parameters = lowerParameters(list, lowering)
  const keeps = parameters.flatMap(({ pattern }) =>
    pattern.kind === 'name' ? [setField(pattern.name, nameOf(pattern.name, node), node)] : [],
  )
  const sets = bodyOf(node).flatMap((member): readonly Statement[] => {
    const modifiers = modifiersOf(member, lowering)
    if (modifiers.has('static') || modifiers.has('const')) return []
    const { declarators, type } = variablesOf(member)
    const places = member.type === 'property_declaration' ? [member] : declarators
    return places.flatMap((place) => {
      const name = childOf(place, 'name')
      const value = initialiserOf(place)
      const given = name && value && lowering.parts.typed(value, type ?? childOf(place, 'type'), lowering)
      return name && given ? [setField(lowering.textOf(name), given, place)] : []
    })
  })
  const bases = node.children.find((child) => child.type === 'base_list')
  const given = bases?.children
    .flatMap((child) => (child.type === 'primary_constructor_base_type' ? child.children : [child]))
    .find((child) => child.type === 'argument_list')
  const base = hasBase(info) ? [superCall(given, node, lowering)] : []
  return functionOf(node, info.simpleName, parameters, [...keeps, ...sets, ...base], 'own')
}

const setField = (name: string, value: Expression, node: SyntaxNode): Statement =>
  statementOf(assigned(memberOf(thisOf(node), name, node), value, node))
