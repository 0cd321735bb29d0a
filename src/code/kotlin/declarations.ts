import type { Expression, FunctionExpression, Statement } from '../ir.ts'
import { callOf, declared, functionOf, listOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { argumentsOf } from './arguments.ts'
import { describeClass, nameIn } from './class-info.ts'
import { byName, companionNodes, computedBody, givenParts, lowerClass } from './classes.ts'
import { lowerFunction } from './functions.ts'
import { assigned, type ClassInfo, innerScope, type Lowering } from './lowering.ts'
import { partsOf } from './nodes.ts'
import { initialiserOf } from './statements.ts'

/**
 * A file's share of its package, which all of the package's files have one scope for. What is made from other
 * declarations may be made from those of a later file, so that such things are made again once all are there.
 */
export const phasesOf = (
  nodes: readonly SyntaxNode[],
  classes: readonly ClassInfo[],
  lowering: Lowering,
): readonly (readonly Statement[])[] => {
  const functions = byName(functionsOf(nodes, lowering, false))
  const extensions = byName(functionsOf(nodes, lowering, true))
  const plainNames = new Set(functions.map(({ name }) => name))
  const declareFunctions = [
    ...functions.map((one) => declareFunction(one.name ?? '', one)),
    ...extensions.map((one) => declareFunction(plainNames.has(one.name) ? `${one.name}$on` : (one.name ?? ''), one)),
  ]
  const made = classes.map((info): Statement => declared(classVariable(info), lowerClass(info, lowering), info.node, 'function'))
  const heirs = made.filter(
    ({ kind, ...rest }) => kind === 'declare' && 'value' in rest && rest.value?.kind === 'class' && rest.value.bases.length > 0,
  )
  const values = [
    ...nestedClasses(classes),
    ...classes.flatMap((info) => staticsOf(info, lowering)),
    ...properties(nodes, lowering),
  ]
  return [
    [...declareFunctions, ...unset(nodes, classes, lowering), ...made],
    heirs,
    heirs,
    values,
    values,
    [...classes.flatMap((info) => classHandlers(info, lowering)), ...fileHandlers(functions, lowering)],
  ]
}

const functionsOf = (nodes: readonly SyntaxNode[], lowering: Lowering, areExtensions: boolean): readonly FunctionExpression[] =>
  nodes
    .filter((node) => node.type === 'function_declaration')
    .map((node) => lowerFunction(node, lowering, 'enclosing'))
    .filter(({ isExtension = false }) => isExtension === areExtensions)

const declareFunction = (name: string, value: FunctionExpression): Statement => declared(name, value, value, 'function')

/** A singleton is an instance of a class that has no name. */
const classVariable = ({ isObject, name }: ClassInfo): string => (isObject ? `${name}$object` : name)

const unset = (nodes: readonly SyntaxNode[], classes: readonly ClassInfo[], lowering: Lowering): readonly Statement[] => [
  ...classes
    .filter(({ isObject }) => isObject)
    .map(({ name, node }) => declared(name, opaque(node, 'it is not made yet'), node, 'function')),
  ...nodes
    .filter((node) => node.type === 'property_declaration')
    .map((node) => declared(nameIn(node, lowering), opaque(node, 'it is not set yet'), node, 'function')),
]

const nestedClasses = (classes: readonly ClassInfo[]): readonly Statement[] =>
  classes.flatMap((info) =>
    info.isObject
      ? []
      : [...info.nested].map(([name, full]) =>
          assigned(memberOf(nameOf(info.name, info.node), name, info.node), nameOf(full, info.node), info.node),
        ),
  )

// ── Objects, companions and enumerations ────────────────────────────────────────────────────────────────────────────

const staticsOf = (info: ClassInfo, outside: Lowering): readonly Statement[] => {
  const { node } = info
  const own = nameOf(info.name, node)
  if (info.isObject) {
    const made: Expression = {
      kind: 'call',
      callee: nameOf(classVariable(info), node),
      arguments: [],
      isNew: true,
      ...spanOf(node),
    }
    const nested = [...info.nested].map(([name, full]) => assigned(memberOf(own, name, node), nameOf(full, node), node))
    return [declared(info.name, made, node, 'function'), ...nested]
  }
  const lowering: Lowering = { ...innerScope(outside), owner: info, isStatic: true, receivers: [] }
  return [
    assigned(memberOf(own, 'Companion', node), own, node),
    ...info.body.flatMap((member) => (member.type === 'enum_entry' ? enumEntry(member, info, lowering) : [])),
    ...(info.isEnum ? enumFunctions(info, lowering) : []),
    ...companionNodes(info).flatMap((member) => staticOf(member, own, lowering)),
  ]
}

const staticOf = (node: SyntaxNode, owner: Expression, lowering: Lowering): readonly Statement[] => {
  if (node.type === 'anonymous_initializer')
    return partsOf(node).flatMap((child) => lowering.parts.statement(child, innerScope(lowering)))
  if (node.type !== 'property_declaration') return []
  const { statements, value } = propertyValue(node, lowering)
  return value ? [...statements, assigned(memberOf(owner, nameIn(node, lowering), node), value, node)] : []
}

const propertyValue = (
  node: SyntaxNode,
  lowering: Lowering,
): { readonly statements: readonly Statement[]; readonly value: Expression | null } => {
  const computed = computedBody(node, lowering)
  if (computed)
    return { statements: [], value: callOf(functionOf(node, nameIn(node, lowering), [], computed, 'enclosing'), [], node) }
  const value = initialiserOf(node, lowering)
  const statements: Statement[] = []
  return { value: value ? lowering.parts.expression(value, { ...lowering, sink: statements }) : null, statements }
}

/** `REPORTS("reports")`: an instance of its own, with its name. */
const enumEntry = (node: SyntaxNode, info: ClassInfo, lowering: Lowering): readonly Statement[] => {
  const name = nameIn(node, lowering)
  const own = nameOf(info.name, node)
  const list = node.children.find((child) => child.type === 'value_arguments')
  const values = list ? partsOf(list).filter((child) => child.type === 'value_argument') : []
  const sink: Statement[] = []
  const given = argumentsOf({ values, lambda: undefined, name: '', lowering: { ...lowering, sink } })
  const hasBody = node.children.some((child) => child.type === 'class_body')
  const itsClass = hasBody ? lowerClass(describeClass(node, `${info.name}$${name}`, info, lowering), lowering, own) : own
  const made: Expression = { kind: 'call', callee: itsClass, arguments: given, isNew: true, ...spanOf(node) }
  const constant = memberOf(own, name, node)
  const isOwnName = info.body.some((member) => member.type !== 'enum_entry' && nameIn(member, lowering) === 'name')
  return [
    ...sink,
    assigned(constant, made, node),
    ...(isOwnName ? [] : [assigned(memberOf(constant, 'name', node), literalOf(name, node), node)]),
  ]
}

const enumFunctions = (info: ClassInfo, lowering: Lowering): readonly Statement[] => {
  const { node } = info
  const own = nameOf(info.name, node)
  const names = info.body.filter((member) => member.type === 'enum_entry').map((member) => nameIn(member, lowering))
  const list = listOf(
    names.map((name) => memberOf(own, name, node)),
    node,
  )
  const entries = names.map((name) => ({ key: literalOf(name, node), value: memberOf(own, name, node) }))
  const wanted = nameOf('value', node)
  const entry: Expression = {
    kind: 'index',
    object: { kind: 'object', type: null, entries, ...spanOf(node) },
    index: wanted,
    ...spanOf(node),
  }
  const returning = (name: string, value: Expression, takesOne: boolean): Statement => {
    const parameters = takesOne ? [{ pattern: wanted, otherwise: null, takes: 'one' } as const] : []
    const fn = functionOf(node, name, parameters, [{ kind: 'return', value, ...spanOf(node) }], 'enclosing')
    return assigned(memberOf(own, name, node), fn, node)
  }
  return [returning('values', list, false), returning('entries', list, false), returning('valueOf', entry, true)]
}

const properties = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] =>
  nodes
    .filter((node) => node.type === 'property_declaration')
    .flatMap((node) => {
      const { statements, value } = propertyValue(node, lowering)
      return value ? [...statements, declared(nameIn(node, lowering), value, node, 'function')] : []
    })

// ── Handlers ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The name under which a package has what Lambda calls for a handler. */
export const handlerName = (className: string, method: string): string => `${className}::${method}`

const handlerOf = (className: string, method: string, holder: Expression | null, others: number, node: SyntaxNode): Statement => {
  const at = spanOf(node)
  const event = nameOf('event', node)
  const context: Expression = opaque(node, 'it is of the context that Lambda passes')
  const callee: Expression = holder ? memberOf(holder, method, node) : nameOf(method, node)
  const value = callOf(callee, [event, ...Array.from({ length: others }, () => context)], node)
  const parameter = { pattern: event, otherwise: null, takes: 'one' } as const
  return declared(
    handlerName(className, method),
    {
      ...functionOf(node, 'Lambda', [parameter], [{ kind: 'return', value, ...at }], 'enclosing'),
      ...(method !== 'handleRequest' && { isMade: true }),
    },
    node,
    'function',
  )
}

/** For each method that may be a handler; `handleRequest` may also be a base's. */
const classHandlers = (info: ClassInfo, lowering: Lowering): readonly Statement[] => {
  const head = info.node.children.find((child) => child.field === 'name') ?? info.node
  const own = nameOf(info.name, head)
  const made: Expression = info.isObject
    ? own
    : {
        kind: 'call',
        callee: own,
        arguments: givenParts(info, lowering).map((value) => ({ name: null, spread: null, value })),
        isNew: true,
        ...spanOf(head),
      }
  const arities = new Map<string, { readonly count: number; readonly isStatic: boolean }>([
    ['handleRequest', { count: 2, isStatic: false }],
  ])
  const add = (nodes: readonly SyntaxNode[], isStatic: boolean): void => {
    for (const node of nodes) {
      if (node.type !== 'function_declaration') continue
      const list = node.children.find((child) => child.type === 'function_value_parameters')
      const count = list ? partsOf(list).filter((child) => child.type === 'parameter').length : 0
      if (count <= 3) arities.set(nameIn(node, lowering), { count, isStatic })
    }
  }
  add(companionNodes(info), true)
  add(info.body, false)
  return [...arities].map(([name, { count, isStatic }]) =>
    handlerOf(info.name, name, isStatic ? own : made, Math.max(0, count - 1), head),
  )
}

/** Functions outside of classes are those of a class that is named for the file. https://kotlinlang.org/docs/java-to-kotlin-interop.html#package-level-functions */
const fileHandlers = (functions: readonly FunctionExpression[], { file }: Lowering): readonly Statement[] => {
  const written = /@file\s*:\s*JvmName\s*\(\s*"(\w+)"/.exec(file.text)?.[1]
  const stem = /([^/!]+)\.kt$/.exec(file.path)?.[1] ?? ''
  const className = written ?? `${stem.charAt(0).toUpperCase()}${stem.slice(1)}Kt`
  return functions.map((one) => {
    const node: SyntaxNode = { type: 'function_declaration', field: null, named: true, children: [], ...spanOf(one) }
    return handlerOf(className, one.name ?? '', null, Math.max(0, one.parameters.length - 1), node)
  })
}
