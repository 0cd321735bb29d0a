import type { ClassExpression, Expression, FunctionExpression, Member } from '../ir.ts'
import { functionOf, nameOf, returning, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { constructorOf } from './constructors.ts'
import { lowerBody, lowerMethod, typeOf } from './functions.ts'
import { innerScope, type Lowering, modifiersOf, type TypeInfo } from './lowering.ts'
import { lowerType, typeName } from './names.ts'
import { partsOf, thisOf } from './nodes.ts'
import { mergeOverloads } from './overloads.ts'
import { bodyOf, initialiserOf, variablesOf } from './type-info.ts'

/** A type without its static fields, which may need other types of the file: `lowerStatics`. */
export const lowerClass = (info: TypeInfo, outside: Lowering): ClassExpression => {
  const lowering: Lowering = { ...outside, owner: info, namespace: info.namespace, isStatic: false }
  const isRecord = info.node.type.startsWith('record')
  return {
    kind: 'class',
    name: info.simpleName,
    bases: basesOf(info.node, lowering),
    members: [
      ...bodyOf(info.node).flatMap((member) => instanceFields(member, info, lowering)),
      ...recordProperties(info, lowering),
      ...bodyOf(info.node).flatMap((member) => getters(member, lowering)),
      ...methods(info, lowering),
      ...(isRecord ? [copyOf(info)] : []),
    ],
    decorators: [],
    hasFieldConstructor: false,
    isPartial: true,
    ...spanOf(info.node),
  }
}

/** Interfaces of libraries have nothing to follow; by convention they begin with an `I`. */
const basesOf = (node: SyntaxNode, lowering: Lowering): readonly Expression[] => {
  const list = node.children.find((child) => child.type === 'base_list')
  return (list ? partsOf(list) : []).flatMap((child) => {
    const type = child.type === 'primary_constructor_base_type' ? (childOf(child, 'type') ?? partsOf(child)[0]) : child
    const name = type && typeName(type, lowering)
    if (!type || !name) return []
    return [lowerType(type, lowering, /^I[A-Z]/.test(name.replace(/^.*\./, '')) ? 'base' : 'use')]
  })
}

// ── Fields and properties ───────────────────────────────────────────────────────────────────────────────────────────

/** A property that keeps its value itself. */
export const isAutomatic = (node: SyntaxNode): boolean => {
  const accessors = childOf(node, 'accessors')
  if (node.children.some((child) => child.type === 'modifier' && child.children.some((word) => word.type === 'abstract')))
    return false
  return accessors !== undefined && partsOf(accessors).every((accessor) => childOf(accessor, 'body') === undefined)
}

/** With a primary constructor, what they are set to may need its parameters: the constructor sets them. */
const instanceFields = (node: SyntaxNode, info: TypeInfo, lowering: Lowering): readonly Member[] => {
  const modifiers = modifiersOf(node, lowering)
  if (modifiers.has('static') || modifiers.has('const')) return []
  const field = (name: SyntaxNode, value: SyntaxNode | undefined, type: SyntaxNode | undefined): Member => ({
    kind: 'field',
    name: lowering.textOf(name),
    receiver: 'none',
    value: value && info.parameters.length === 0 ? lowering.parts.typed(value, type, lowering) : null,
    ...typeOf(type, lowering),
    ...spanOf(node),
  })
  if (info.node.type === 'interface_declaration') return []
  if (node.type === 'property_declaration') {
    const name = childOf(node, 'name')
    return name && isAutomatic(node) ? [field(name, initialiserOf(node), childOf(node, 'type'))] : []
  }
  if (node.type !== 'field_declaration' && node.type !== 'event_field_declaration') return []
  const { declarators, type } = variablesOf(node)
  return declarators.flatMap((declarator) => {
    const name = childOf(declarator, 'name')
    return name ? [field(name, initialiserOf(declarator), type)] : []
  })
}

/** Parameters of a primary constructor are kept; those of a record are its properties. */
const recordProperties = (info: TypeInfo, lowering: Lowering): readonly Member[] =>
  info.parameters.flatMap((parameter): readonly Member[] => {
    const name = childOf(parameter, 'name')
    if (!name) return []
    const field = { kind: 'field', name: lowering.textOf(name), receiver: 'none', value: null } as const
    return [{ ...field, ...typeOf(childOf(parameter, 'type'), lowering), ...spanOf(parameter) }]
  })

const getters = (node: SyntaxNode, outside: Lowering): readonly Member[] => {
  const name = childOf(node, 'name')
  if (node.type !== 'property_declaration' || !name || isAutomatic(node)) return []
  const isStatic = modifiersOf(node, outside).has('static')
  const text = outside.textOf(name)
  const lowering: Lowering = { ...innerScope(outside), isStatic, returns: childOf(node, 'type') }
  const arrow = childOf(node, 'value')
  const accessors = childOf(node, 'accessors')
  const accessor = (kind: RegExp): SyntaxNode | undefined =>
    accessors && partsOf(accessors).find((one) => kind.test(outside.textOf(childOf(one, 'name') ?? one)))
  const get = accessor(/^get$/)
  const body = arrow ?? (get && childOf(get, 'body'))
  const set = accessor(/^(?:set|init)$/)
  const setBody = set && childOf(set, 'body')
  const receiver = isStatic ? 'none' : 'this'
  const made: Member[] = []
  if (body) {
    const value = functionOf(node, text, [], lowerBody(body, lowering), 'own')
    made.push({ kind: 'getter', name: text, receiver, value, ...spanOf(node) })
  }
  if (set && setBody) {
    const inner: Lowering = { ...innerScope(outside), isStatic, returns: undefined }
    inner.scope.names.set('value', { type: null })
    const value = functionOf(
      set,
      text,
      [{ pattern: nameOf('value', set), otherwise: null, takes: 'one' }],
      lowerBody(setBody, inner),
      'own',
    )
    made.push({ kind: isStatic ? 'static' : 'method', name: `set ${text}`, receiver, value, ...spanOf(set) })
  }
  return made
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const methods = (info: TypeInfo, lowering: Lowering): readonly Member[] => {
  const overloads = new Map<string, { readonly code: FunctionExpression; readonly isStatic: boolean }[]>()
  for (const node of bodyOf(info.node)) {
    const name = childOf(node, 'name')
    if (node.type !== 'method_declaration' || !name || !childOf(node, 'body')) continue
    const isStatic = modifiersOf(node, lowering).has('static')
    const text = lowering.textOf(name)
    const code = lowerMethod(node, text, { ...lowering, isStatic })
    overloads.set(text, [...(overloads.get(text) ?? []), { code, isStatic }])
  }
  const written = constructorOf(info, lowering)
  return [
    ...(written ? [methodOf('constructor', written, false)] : []),
    ...[...overloads].map(([name, all]) =>
      methodOf(
        name,
        mergeOverloads(all.map(({ code }) => code)),
        all.every(({ isStatic }) => isStatic),
      ),
    ),
  ]
}

const methodOf = (name: string, value: FunctionExpression, isStatic: boolean): Member => ({
  kind: isStatic ? 'static' : 'method',
  name,
  receiver: isStatic ? 'none' : 'this',
  value,
  ...spanOf(value),
})

/** What `with` begins with. */
const copyOf = (info: TypeInfo): Member => {
  const at = spanOf(info.node)
  const copy: Expression = { kind: 'object', type: nameOf(info.name, at), entries: [{ key: null, value: thisOf(at) }], ...at }
  return methodOf('with$', functionOf(at, 'with', [], [returning(copy, at)], 'own'), false)
}
