import { childOf, type SyntaxNode } from '../syntax.ts'
import { type Lowering, type MemberInfo, modifiersOf, type TypeInfo, type Unit } from './lowering.ts'
import { flatParts, hasWord, partsOf } from './nodes.ts'

const kinds = new Set([
  'class_declaration',
  'struct_declaration',
  'record_declaration',
  'record_struct_declaration',
  'interface_declaration',
  'enum_declaration',
])

const isType = (node: SyntaxNode): boolean => kinds.has(node.type)

type Texts = Pick<Lowering, 'textOf'>

export const readUnit = (root: SyntaxNode | undefined, { textOf }: Texts): Unit => {
  const aliases = new Map<string, string>()
  const statics: string[] = []
  const visit = (node: SyntaxNode): void => {
    for (const child of flatParts(node)) {
      if (child.type.endsWith('namespace_declaration') || child.type === 'declaration_list') visit(child)
      if (child.type !== 'using_directive') continue
      const alias = childOf(child, 'name')
      const target = partsOf(child).find((part) => part !== alias)
      const text = target ? textOf(target).replace(/^global::|<[\s\S]*$|\s+/g, '') : ''
      if (alias && text !== '') aliases.set(textOf(alias), text)
      else if (hasWord(child, 'static')) statics.push(text)
    }
  }
  if (root) visit(root)
  return { aliases, statics }
}

export const bodyOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const body = childOf(node, 'body')
  return body ? flatParts(body) : []
}

/** A property or field type as it is written, without what is generic about it. */
export const typeText = (node: SyntaxNode | undefined, { textOf }: Texts): string | null =>
  node ? textOf(node).replace(/\?$/, '') : null

export const variablesOf = (
  node: SyntaxNode,
): { readonly type: SyntaxNode | undefined; readonly declarators: readonly SyntaxNode[] } => {
  const declaration =
    node.type === 'variable_declaration' ? node : node.children.find((child) => child.type === 'variable_declaration')
  return {
    type: declaration && childOf(declaration, 'type'),
    declarators: declaration?.children.filter((child) => child.type === 'variable_declarator') ?? [],
  }
}

/** The value of a declarator, a property or a parameter: what stands after `=`. */
export const initialiserOf = (node: SyntaxNode): SyntaxNode | undefined => {
  const equals = node.children.findIndex((child) => child.type === '=')
  return equals === -1 ? undefined : node.children.slice(equals + 1).find((child) => child.named && child.type !== 'comment')
}

const describe = (node: SyntaxNode, namespace: string, outer: TypeInfo | null, lowering: Texts): TypeInfo | undefined => {
  const nameNode = childOf(node, 'name')
  if (!nameNode) return undefined
  const simpleName = lowering.textOf(nameNode)
  const around = outer?.name ?? namespace
  const members = new Map<string, MemberInfo>()
  const nested = new Set<string>()
  const list = node.children.find((child) => child.type === 'parameter_list')
  const parameters = list ? partsOf(list).filter((child) => child.type === 'parameter') : []
  for (const parameter of parameters) {
    const name = childOf(parameter, 'name')
    if (name) members.set(lowering.textOf(name), { isStatic: false, type: typeText(childOf(parameter, 'type'), lowering) })
  }
  for (const member of bodyOf(node)) {
    const name = childOf(member, 'name')
    const modifiers = modifiersOf(member, lowering)
    const isStatic = modifiers.has('static') || modifiers.has('const')
    if (isType(member)) {
      if (name) nested.add(lowering.textOf(name))
    } else if (member.type === 'field_declaration' || member.type === 'event_field_declaration') {
      const { type, declarators } = variablesOf(member)
      for (const declarator of declarators) {
        const declared = childOf(declarator, 'name')
        if (declared) members.set(lowering.textOf(declared), { isStatic, type: typeText(type, lowering) })
      }
    } else if (name && member.type !== 'constructor_declaration' && member.type !== 'destructor_declaration') {
      const text = lowering.textOf(name)
      const type = member.type === 'enum_member_declaration' ? null : typeText(childOf(member, 'type'), lowering)
      const isOfType = isStatic || member.type === 'enum_member_declaration'
      members.set(text, { isStatic: isOfType && (members.get(text)?.isStatic ?? true), type })
    }
  }
  const generics = node.children.find((child) => child.type === 'type_parameter_list')
  const own = generics ? partsOf(generics).map((one) => lowering.textOf(childOf(one, 'name') ?? one)) : []
  const isPartial = modifiersOf(node, lowering).has('partial')
  return {
    name: around === '' ? simpleName : `${around}.${simpleName}`,
    simpleName,
    node,
    namespace,
    members,
    nested,
    parameters,
    isPartial,
    inherits: isPartial || node.children.some((child) => child.type === 'base_list'),
    generics: new Set([...own, ...(outer?.generics ?? [])]),
    outer,
  }
}

/** All types of a file, each before those inside it. */
export const describeAll = (root: SyntaxNode, lowering: Texts): readonly TypeInfo[] => {
  const found: TypeInfo[] = []
  const visit = (nodes: readonly SyntaxNode[], around: string, outer: TypeInfo | null): void => {
    let namespace = around
    for (const node of nodes) {
      if (node.type === 'namespace_declaration' || node.type === 'file_scoped_namespace_declaration') {
        const name = childOf(node, 'name')
        const text = name ? lowering.textOf(name).replace(/\s+/g, '') : ''
        const full = namespace === '' ? text : `${namespace}.${text}`
        if (node.type === 'file_scoped_namespace_declaration') namespace = full
        visit([...bodyOf(node), ...(childOf(node, 'body') ? [] : flatParts(node))], full, null)
      } else if (isType(node)) {
        const info = describe(node, namespace, outer, lowering)
        if (!info) continue
        found.push(info)
        visit(bodyOf(node), namespace, info)
      } else if (node.type === 'declaration_list') visit(flatParts(node), namespace, outer)
    }
  }
  visit(flatParts(root), '', null)
  return found
}
