import type { SyntaxNode } from '../syntax.ts'
import { type ClassInfo, type Lowering, plainText } from './lowering.ts'
import { partsOf } from './nodes.ts'

const isClass = (node: SyntaxNode): boolean => node.type === 'class_declaration' || node.type === 'object_declaration'

/** What stands between the braces of a class. */
export const bodyNodes = (node: SyntaxNode): readonly SyntaxNode[] => {
  const body = node.children.find((child) => child.type === 'class_body' || child.type === 'enum_class_body')
  return body ? partsOf(body) : []
}

export const companionOf = (nodes: readonly SyntaxNode[]): SyntaxNode | undefined =>
  nodes.find((node) => node.type === 'companion_object')

export const nameIn = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): string => {
  const named = node.children.find((child) => child.field === 'name')
  const variable = node.children.find((child) => child.type === 'variable_declaration')
  const name = named ?? (variable ? partsOf(variable) : partsOf(node)).find((child) => child.type === 'identifier')
  return name ? plainText(name, lowering).replace(/^.*\./, '') : ''
}

export const primaryParameters = (node: SyntaxNode): SyntaxNode | undefined =>
  node.children.find((child) => child.type === 'primary_constructor')?.children.find((child) => child.type === 'class_parameters')

/** A parameter that is a property too: `val name: String`. */
export const isProperty = (parameter: SyntaxNode): boolean =>
  parameter.children.some((child) => child.type === 'val' || child.type === 'var')

/** What a class declares, before any of it is lowered: names inside it are looked up here. */
export const describeClass = (
  node: SyntaxNode,
  name: string,
  outer: ClassInfo | null,
  lowering: Pick<Lowering, 'textOf'>,
): ClassInfo => {
  const body = bodyNodes(node)
  const companion = companionOf(body)
  const members = new Map<string, { readonly isStatic: boolean }>()
  const nested = new Map<string, string>()
  const list = primaryParameters(node)
  for (const parameter of list ? partsOf(list) : []) {
    const own =
      parameter.type === 'class_parameter' && isProperty(parameter)
        ? partsOf(parameter).find((part) => part.type === 'identifier')
        : undefined
    if (own) members.set(plainText(own, lowering), { isStatic: false })
  }
  const add = (nodes: readonly SyntaxNode[], isStatic: boolean): void => {
    for (const member of nodes) {
      if (/^(?:property_declaration|function_declaration)$/.test(member.type)) members.set(nameIn(member, lowering), { isStatic })
      if (member.type === 'enum_entry') members.set(nameIn(member, lowering), { isStatic: true })
      if (isClass(member)) nested.set(nameIn(member, lowering), `${name}$${nameIn(member, lowering)}`)
    }
  }
  add(companion ? bodyNodes(companion) : [], true)
  add(body, false)
  const isEnum = node.children.some((child) => child.type === 'modifiers' && /\benum\b/.test(lowering.textOf(child)))
  if (isEnum && !members.has('name')) members.set('name', { isStatic: false })
  return {
    name,
    node,
    body,
    isObject: node.type === 'object_declaration' || node.type === 'object_literal',
    isEnum,
    members,
    nested,
    inherits: superCall(node) !== undefined,
    outer,
  }
}

const specifiersOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children
    .filter((child) => child.type === 'delegation_specifiers')
    .flatMap(partsOf)
    .flatMap((child) => (child.type === 'delegation_specifier' ? partsOf(child) : [child]))

/** `: Base(arguments)`. */
export const superCall = (node: SyntaxNode): SyntaxNode | undefined =>
  specifiersOf(node).find((child) => child.type === 'constructor_invocation')

/** The types that a class extends. */
export const supertypesOf = (node: SyntaxNode): readonly { readonly type: SyntaxNode; readonly isClass: boolean }[] =>
  specifiersOf(node).flatMap((child) => {
    const type = child.type === 'user_type' ? child : partsOf(child).find((part) => part.type === 'user_type')
    return type ? [{ type, isClass: child.type === 'constructor_invocation' }] : []
  })

/** The classes of a file, each after those inside it. */
export const describeAll = (
  nodes: readonly SyntaxNode[],
  outer: ClassInfo | null,
  lowering: Pick<Lowering, 'textOf'>,
): readonly ClassInfo[] =>
  nodes.flatMap((node) => {
    if (node.type === 'companion_object') return describeAll(bodyNodes(node), outer, lowering)
    if (!isClass(node)) return []
    const name = nameIn(node, lowering)
    const info = describeClass(node, outer ? `${outer.name}$${name}` : name, outer, lowering)
    return [...describeAll(info.body, info, lowering), info]
  })
