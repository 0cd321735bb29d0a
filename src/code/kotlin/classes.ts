import type { ClassExpression, Expression, FunctionExpression, Member, Parameter, Statement } from '../ir.ts'
import { callOf, functionOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { mergeOverloads } from '../java/overloads.ts'
import type { SyntaxNode } from '../syntax.ts'
import { argumentsOf } from './arguments.ts'
import {
  bodyNodes,
  companionOf,
  describeClass,
  isProperty,
  nameIn,
  primaryParameters,
  superCall,
  supertypesOf,
} from './class-info.ts'
import { instanceAround, isolated, lowerFunction, lowerFunctionBody, lowerParameters, setOwn } from './functions.ts'
import { assigned, type ClassInfo, innerScope, type Lowering } from './lowering.ts'
import { typeOf } from './names.ts'
import { partsOf } from './nodes.ts'
import { initialiserOf } from './statements.ts'

/** A class without what its companion holds, which may need other classes: `lowerStatics`. */
export const lowerClass = (info: ClassInfo, around: Lowering, base?: Expression): ClassExpression => {
  const lowering: Lowering = { ...around, owner: info, isStatic: false, receivers: [], loops: new Set(), sink: [] }
  const made = constructorOf(info, lowering)
  return {
    kind: 'class',
    name: info.name.replace(/^.*\$(?=\D)/, ''),
    bases: base ? [base] : supertypesOf(info.node).map(({ type }) => lowering.parts.type(type, lowering)),
    members: [
      ...fieldsOf(info, lowering),
      ...(made ? [methodOf('constructor', made)] : []),
      ...info.body.flatMap((node) => getterOf(node, lowering)),
      ...methodsOf(info.body, lowering, 'method'),
      ...methodsOf(companionNodes(info), { ...lowering, isStatic: true }, 'static'),
      ...copyOf(info, lowering),
    ],
    decorators: [],
    hasFieldConstructor: false,
    ...spanOf(info.node),
  }
}

export const companionNodes = ({ body }: ClassInfo): readonly SyntaxNode[] => {
  const companion = companionOf(body)
  return companion ? bodyNodes(companion) : []
}

/** An object of no named class: `object : Listener { … }`. */
export const lowerLocalClass = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = node.type === 'object_literal' ? `${lowering.owner?.name ?? ''}$${node.start}` : nameIn(node, lowering)
  const info = describeClass(node, name, lowering.owner, lowering)
  const made = lowerClass(info, innerScope(lowering))
  return node.type === 'class_declaration' ? made : { kind: 'call', callee: made, arguments: [], isNew: true, ...spanOf(node) }
}

const methodOf = (name: string, value: FunctionExpression, kind: 'method' | 'static' = 'method'): Member => ({
  kind,
  name,
  receiver: kind === 'static' ? 'none' : 'this',
  value,
  ...spanOf(value),
})

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const parametersOf = (info: ClassInfo): readonly SyntaxNode[] => {
  const list = primaryParameters(info.node)
  return list ? partsOf(list).filter((child) => child.type === 'class_parameter') : []
}

const fieldOf = (name: string, node: SyntaxNode, type: { readonly type?: Expression }): Member => ({
  kind: 'field',
  name,
  receiver: 'none',
  value: null,
  ...type,
  ...spanOf(node),
})

const fieldsOf = (info: ClassInfo, lowering: Lowering): readonly Member[] => {
  const own = parametersOf(info).filter(isProperty)
  const properties = info.body.filter((node) => node.type === 'property_declaration' && !isComputed(node))
  return [
    ...own.map((node) => fieldOf(nameIn(node, lowering), node, typeOf(node, lowering))),
    ...properties.map((node) => {
      const target = node.children.find((child) => child.type === 'variable_declaration')
      return fieldOf(nameIn(node, lowering), node, target ? typeOf(target, lowering) : {})
    }),
  ]
}

/** A property whose value is made when it is read: by its getter, or lazily. */
const isComputed = (node: SyntaxNode): boolean =>
  node.children.some((child) => child.type === 'getter' && child.children.some((part) => part.type === 'function_body')) ||
  node.children.some((child) => child.type === 'property_delegate')

/** The value of a computed property, as the body of a function. */
export const computedBody = (node: SyntaxNode, lowering: Lowering): readonly Statement[] | undefined => {
  const getter = node.children.find((child) => child.type === 'getter')?.children.find((child) => child.type === 'function_body')
  if (getter) return lowerFunctionBody(getter, innerScope(lowering))
  if (!node.children.some((child) => child.type === 'property_delegate')) return undefined
  const value = initialiserOf(node, lowering)
  return value && [{ kind: 'return', value: isolated(value, innerScope(lowering)), ...spanOf(node) }]
}

const getterOf = (node: SyntaxNode, lowering: Lowering): readonly Member[] => {
  const body = node.type === 'property_declaration' ? computedBody(node, lowering) : undefined
  if (!body) return []
  const name = nameIn(node, lowering)
  return [{ kind: 'getter', name, receiver: 'this', value: functionOf(node, name, [], body, 'own'), ...spanOf(node) }]
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Functions by their names; several of one name are one that tells them apart by the number of their arguments. */
export const byName = (functions: readonly FunctionExpression[]): readonly FunctionExpression[] => {
  const named = new Map<string, FunctionExpression[]>()
  for (const one of functions) named.set(one.name ?? '', [...(named.get(one.name ?? '') ?? []), one])
  return [...named.values()].map((all) => {
    const merged = mergeOverloads(all)
    return all.some(({ isExtension }) => isExtension) ? { ...merged, isExtension: true } : merged
  })
}

const methodsOf = (nodes: readonly SyntaxNode[], lowering: Lowering, kind: 'method' | 'static'): readonly Member[] => {
  const functions = nodes
    .filter((node) => node.type === 'function_declaration' && node.children.some((child) => child.type === 'function_body'))
    .map((node) => lowerFunction(node, lowering, 'own'))
  return byName(functions).map((one) => methodOf(one.name ?? '', one, kind))
}

// ── Constructors ────────────────────────────────────────────────────────────────────────────────────────────────────

/** What runs when an instance is made: the base's constructor, then properties and `init` blocks in their order. */
const constructorOf = (info: ClassInfo, outside: Lowering): FunctionExpression | null => {
  const lowering = innerScope(outside)
  const name = info.name.replace(/^.*\$/, '')
  const parameters = lowerParameters(primaryParameters(info.node), lowering)
  const sets = parametersOf(info).flatMap((node, index): readonly Statement[] => {
    const pattern = parameters[index]?.pattern
    if (pattern?.kind !== 'name' || !isProperty(node)) return []
    const isData = /\bdata\b/.test(modifiersOf(info.node, lowering))
    const place: Expression = {
      kind: 'index',
      object: { kind: 'this', ...spanOf(node) },
      index: literalOf(index, node),
      ...spanOf(node),
    }
    // What takes a data class apart takes its properties in their order.
    return [setOwn(pattern.name, pattern, node), ...(isData ? [assigned(place, pattern, node)] : [])]
  })
  const body: readonly Statement[] = [
    ...instanceAround(info.node, lowering),
    ...superStatement(info, lowering),
    ...sets,
    ...info.body.flatMap((node) => initialise(node, lowering)),
  ]
  const primary = functionOf(info.node, name, parameters, body, 'own')
  const secondary = info.body
    .filter((node) => node.type === 'secondary_constructor')
    .map((node) => secondaryConstructor(node, name, body, outside))
  const hasPrimary = primaryParameters(info.node) !== undefined || secondary.length === 0
  const all = hasPrimary ? [primary, ...secondary] : secondary
  return all.length === 1 && body.length === 0 && parameters.length === 0 ? null : mergeOverloads(all)
}

const modifiersOf = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): string => {
  const modifiers = node.children.find((child) => child.type === 'modifiers')
  return modifiers ? lowering.textOf(modifiers) : ''
}

const superStatement = (info: ClassInfo, lowering: Lowering): readonly Statement[] => {
  const called = superCall(info.node)
  if (!called) return []
  const list = called.children.find((child) => child.type === 'value_arguments')
  const values = list ? partsOf(list).filter((child) => child.type === 'value_argument') : []
  const sink: Statement[] = []
  const given = argumentsOf({ values, lambda: undefined, name: '', lowering: { ...lowering, sink } })
  const call: Expression = {
    kind: 'call',
    callee: { kind: 'super', ...spanOf(called) },
    arguments: given,
    isNew: false,
    ...spanOf(called),
  }
  return [...sink, { kind: 'expression', expression: call, ...spanOf(called) }]
}

const initialise = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  if (node.type === 'anonymous_initializer')
    return partsOf(node).flatMap((child) => lowering.parts.statement(child, innerScope(lowering)))
  if (node.type !== 'property_declaration' || isComputed(node)) return []
  const value = initialiserOf(node, lowering)
  if (!value) return []
  const sink: Statement[] = []
  const given = lowering.parts.expression(value, { ...lowering, sink })
  return [...sink, setOwn(nameIn(node, lowering), given, node)]
}

/** `constructor(x: Int) : this("a") { … }`. */
const secondaryConstructor = (
  node: SyntaxNode,
  name: string,
  initialisers: readonly Statement[],
  outside: Lowering,
): FunctionExpression => {
  const lowering = innerScope(outside)
  const parameters = lowerParameters(
    node.children.find((child) => child.type === 'function_value_parameters'),
    lowering,
  )
  const delegation = node.children.find((child) => child.type === 'constructor_delegation_call')
  const list = delegation?.children.find((child) => child.type === 'value_arguments')
  const isSuper = delegation ? lowering.textOf(delegation).startsWith('super') : true
  const sink: Statement[] = []
  const values = list ? partsOf(list).filter((child) => child.type === 'value_argument') : []
  const given = argumentsOf({ values, lambda: undefined, name: '', lowering: { ...lowering, sink } })
  const callee: Expression = isSuper
    ? { kind: 'super', ...spanOf(node) }
    : memberOf({ kind: 'this', ...spanOf(node) }, 'constructor', node)
  const called: readonly Statement[] = delegation
    ? [
        {
          kind: 'expression',
          expression: { kind: 'call', callee, arguments: given, isNew: false, ...spanOf(node) },
          ...spanOf(node),
        },
      ]
    : []
  const body = node.children.find((child) => child.type === 'block')
  const own = body ? partsOf(body).flatMap((child) => lowering.parts.statement(child, lowering)) : []
  return functionOf(node, name, parameters, [...sink, ...called, ...(isSuper ? initialisers : []), ...own], 'own')
}

/** `copy(name = other)` of a data class. */
const copyOf = (info: ClassInfo, lowering: Lowering): readonly Member[] => {
  if (!/\bdata\b/.test(modifiersOf(info.node, lowering))) return []
  const at = info.node
  const names = parametersOf(info).map((node) => nameIn(node, lowering))
  const parameters = names.map(
    (name): Parameter => ({
      pattern: nameOf(name, at),
      otherwise: memberOf({ kind: 'this', ...spanOf(at) }, name, at),
      takes: 'one',
    }),
  )
  const made = callOf(
    nameOf(info.name, at),
    names.map((name) => nameOf(name, at)),
    at,
  )
  return [methodOf('copy', functionOf(at, 'copy', parameters, [{ kind: 'return', value: made, ...spanOf(at) }], 'own'))]
}

export const givenParts = (info: ClassInfo, lowering: Lowering): readonly Expression[] =>
  parametersOf(info)
    .filter((node) => !node.children.some((child) => lowering.textOf(child) === '='))
    .map((node) => opaque(node, 'it is given by a framework'))
