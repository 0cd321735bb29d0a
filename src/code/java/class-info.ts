import { childOf, type SyntaxNode } from '../syntax.ts'
import { type ClassInfo, type Lowering, type MethodInfo, modifiersOf } from './lowering.ts'
import { typeText } from './names.ts'
import { partsOf } from './nodes.ts'

export const isClass = (node: SyntaxNode): boolean =>
  node.type === 'class_declaration' ||
  node.type === 'interface_declaration' ||
  node.type === 'enum_declaration' ||
  node.type === 'record_declaration'

/** What a class declares, before any of it is lowered: names inside it are looked up here. */
export const describeClass = (
  node: SyntaxNode,
  name: string,
  place: ClassInfo['place'],
  outer: ClassInfo | null,
  lowering: Pick<Lowering, 'textOf'>,
): ClassInfo => {
  const body = childOf(node, 'body') ?? node.children.find((child) => child.type === 'class_body')
  const fields = new Map<string, { readonly isStatic: boolean; readonly type: string | null }>()
  const methods = new Map<string, MethodInfo>()
  const nested = new Map<string, string>()
  const isInterface = node.type === 'interface_declaration'
  const isRecord = node.type === 'record_declaration'
  const parameters = isRecord ? childOf(node, 'parameters') : undefined
  for (const parameter of parameters ? partsOf(parameters) : []) {
    const component = childOf(parameter, 'name')
    if (!component) continue
    fields.set(lowering.textOf(component), { isStatic: false, type: typeText(parameter, lowering) })
    methods.set(lowering.textOf(component), { isStatic: false, arity: 0 })
  }
  for (const member of membersOf(body)) {
    const ownName = childOf(member, 'name')
    const text = ownName ? lowering.textOf(ownName) : ''
    const isStatic = isInterface || modifiersOf(member, lowering).has('static')
    if (member.type === 'field_declaration' || member.type === 'constant_declaration') {
      for (const { name: declared } of declaratorsOf(member))
        fields.set(lowering.textOf(declared), { isStatic, type: typeText(member, lowering) })
    } else if (member.type === 'enum_constant') fields.set(text, { isStatic: true, type: null })
    else if (member.type === 'method_declaration') {
      const known = methods.get(text)
      const list = childOf(member, 'parameters')
      const count = list ? partsOf(list).length : 0
      const isOfClass = modifiersOf(member, lowering).has('static') && known?.isStatic !== false
      methods.set(text, { isStatic: isOfClass, arity: known && known.arity !== count ? null : count })
    } else if (isClass(member)) nested.set(text, `${name}$${text}`)
  }
  const isStaticClass = isInterface || isRecord || node.type === 'enum_declaration' || modifiersOf(node, lowering).has('static')
  return {
    name,
    node,
    body,
    place,
    isInner: place === 'member' && outer !== null && !isStaticClass && outer.node.type !== 'interface_declaration',
    fields,
    methods,
    nested,
    inherits: node.children.some((child) => /^(?:superclass|super_interfaces|interfaces|extends_interfaces)$/.test(child.type)),
    outer,
  }
}

/** Also those after an enumeration's constants. */
export const membersOf = (body: SyntaxNode | undefined): readonly SyntaxNode[] =>
  body === undefined
    ? []
    : partsOf(body).flatMap((member) => (member.type === 'enum_body_declarations' ? partsOf(member) : [member]))

export const declaratorsOf = (
  node: SyntaxNode,
): readonly { readonly name: SyntaxNode; readonly value: SyntaxNode | undefined; readonly node: SyntaxNode }[] =>
  node.children.flatMap((child) => {
    const name = child.field === 'declarator' ? childOf(child, 'name') : undefined
    return name ? [{ name, value: childOf(child, 'value'), node: child }] : []
  })

/** The classes of a file that have a name, each after those inside it. */
export const describeAll = (
  nodes: readonly SyntaxNode[],
  outer: ClassInfo | null,
  lowering: Pick<Lowering, 'textOf'>,
): readonly ClassInfo[] =>
  nodes.filter(isClass).flatMap((node) => {
    const name = childOf(node, 'name')
    if (!name) return []
    const text = lowering.textOf(name)
    const info = describeClass(node, outer ? `${outer.name}$${text}` : text, 'member', outer, lowering)
    return [...describeAll(membersOf(info.body), info, lowering), info]
  })
