import type { Argument, FunctionExpression, Member } from '../ir.ts'
import { literalOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { finish, type Lowering, memberCall } from './lowering.ts'

/** What the body of a class or module adds to it: its methods, and the variables that these use. */
export const membersIn = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Member[] => {
  const isShared = nodes.some((node) => sharesAll(node, lowering))
  const sharedNames = new Set(nodes.flatMap((node) => namesGiven(node, ['module_function'], lowering)))
  const methods = nodes.flatMap((node) => methodsIn(node, lowering, false))
  const shared = methods.filter((member) => isInstance(member) && (isShared || sharedNames.has(member.name.replace(/\(\)$/, ''))))
  return [...fieldsIn(nodes, lowering), ...methods, ...shared.map(asStatic)]
}

const isInstance = ({ kind, name }: Member): boolean => kind === 'method' && name !== 'constructor'

const asStatic = (member: Member): Member => ({ ...member, kind: 'static', name: `self.${member.name}` })

/** `extend self`, and `module_function` without names: every method can be called on the module too. */
const sharesAll = (node: SyntaxNode, lowering: Lowering): boolean => {
  if (node.type === 'identifier') return lowering.textOf(node) === 'module_function'
  return (
    node.type === 'call' &&
    lowering
      .textOf(node)
      .replace(/[\s()]+/g, ' ')
      .trim() === 'extend self'
  )
}

const namesGiven = (node: SyntaxNode, methods: readonly string[], lowering: Lowering): readonly string[] => {
  const method = childOf(node, 'method')
  const list = childOf(node, 'arguments')
  if (node.type !== 'call' || childOf(node, 'receiver') || !method || !list) return []
  if (!methods.includes(lowering.textOf(method))) return []
  return namedChildren(list).flatMap((child) =>
    child.type === 'simple_symbol'
      ? [lowering.textOf(child).slice(1)]
      : child.type === 'string'
        ? [lowering.textOf(child).slice(1, -1)]
        : [],
  )
}

/** Also of methods that stand in a condition, in a call (`private def x`) or in a block. */
const methodsIn = (node: SyntaxNode, lowering: Lowering, isStatic: boolean): readonly Member[] => {
  switch (node.type) {
    case 'method':
    case 'singleton_method':
      return [method(node, lowering, isStatic || node.type === 'singleton_method')]
    case 'class':
    case 'module':
    case 'lambda':
      return []
    case 'singleton_class': {
      const body = childOf(node, 'body')
      return body && childOf(node, 'value')?.type === 'self'
        ? namedChildren(body).flatMap((child) => methodsIn(child, lowering, true))
        : []
    }
    case 'alias': {
      const name = childOf(node, 'name')
      const other = childOf(node, 'alias')
      return name && other ? [alias(node, symbol(name, lowering), symbol(other, lowering), isStatic)] : []
    }
    case 'call':
      return [...accessors(node, lowering, isStatic), ...node.children.flatMap((child) => methodsIn(child, lowering, isStatic))]
    default:
      return node.children.flatMap((child) => methodsIn(child, lowering, isStatic))
  }
}

const symbol = (node: SyntaxNode, lowering: Lowering): string => lowering.textOf(node).replace(/^:/, '')

const memberName = (name: string, isStatic: boolean): string => (isStatic ? `self.${name}()` : `${name}()`)

const method = (node: SyntaxNode, around: Lowering, isStatic: boolean): Member => {
  const lowering = isStatic ? around.at({ method: { name: '', isStatic: true, parameters: [] } }) : around
  const value = lowering.method(node)
  const name = value.name ?? ''
  const isConstructor = name === 'initialize' && !isStatic
  return {
    kind: isStatic ? 'static' : 'method',
    name: isConstructor ? 'constructor' : memberName(name, isStatic),
    receiver: 'this',
    value,
    ...spanOf(node),
  }
}

const accessors = (node: SyntaxNode, lowering: Lowering, isStatic: boolean): readonly Member[] => {
  const read = namesGiven(
    node,
    ['attr_reader', 'attr_accessor', 'attr', 'cattr_accessor', 'mattr_accessor', 'cattr_reader', 'mattr_reader'],
    lowering,
  )
  const written = namesGiven(
    node,
    ['attr_writer', 'attr_accessor', 'cattr_accessor', 'mattr_accessor', 'class_attribute'],
    lowering,
  )
  const ofClass = /^\s*(?:[cm]attr_|class_attribute)/.test(lowering.textOf(node))
  const [name, other] = namesGiven(node, ['alias_method'], lowering)
  const kinds = ofClass ? [true, false] : [isStatic]
  return [
    ...kinds.flatMap((each) => [
      ...[...new Set([...read, ...(ofClass ? written : [])])].map((field) => reader(node, field, each)),
      ...written.map((field) => writer(node, field, each)),
    ]),
    ...(name !== undefined && other !== undefined ? [alias(node, name, other, isStatic)] : []),
  ]
}

const fn = (node: SyntaxNode, name: string, parts: Pick<FunctionExpression, 'body' | 'parameters'>): FunctionExpression => ({
  kind: 'function',
  name,
  this: 'own',
  isGenerator: false,
  decorators: [],
  ...parts,
  ...spanOf(node),
})

const field = (node: SyntaxNode, name: string): Extract<import('../ir.ts').Expression, { kind: 'index' }> => ({
  kind: 'index',
  object: { kind: 'this', ...spanOf(node) },
  index: literalOf(`@${name}`, node),
  ...spanOf(node),
})

const reader = (node: SyntaxNode, name: string, isStatic: boolean): Member => ({
  kind: isStatic ? 'static' : 'method',
  name: memberName(name, isStatic),
  receiver: 'this',
  value: fn(node, name, { parameters: [], body: [finish(node, field(node, name), 'return')] }),
  ...spanOf(node),
})

const writer = (node: SyntaxNode, name: string, isStatic: boolean): Member => {
  const value = nameOf('value', node)
  const pattern = { kind: 'place' as const, place: field(node, name), ...spanOf(node) }
  return {
    kind: isStatic ? 'static' : 'method',
    name: memberName(`${name}=`, isStatic),
    receiver: 'this',
    value: fn(node, `${name}=`, {
      parameters: [{ pattern: value, otherwise: null, takes: 'one' }],
      body: [finish(node, { kind: 'assignment', declares: false, pattern, value, ...spanOf(node) }, 'drop')],
    }),
    ...spanOf(node),
  }
}

/** A method that passes on what it is given to another one. */
const alias = (node: SyntaxNode, name: string, other: string, isStatic: boolean): Member => {
  const at = spanOf(node)
  const [positional, named] = [nameOf('%rest', node), nameOf('%names', node)]
  const passed: readonly Argument[] = [
    { name: null, spread: 'list', value: positional },
    { name: null, spread: 'object', value: named },
  ]
  return {
    kind: isStatic ? 'static' : 'method',
    name: memberName(name, isStatic),
    receiver: 'this',
    value: fn(node, name, {
      parameters: [
        { pattern: positional, otherwise: null, takes: 'positional' },
        { pattern: named, otherwise: null, takes: 'named' },
      ],
      body: [finish(node, memberCall(node, { kind: 'this', ...at }, other, passed), 'return')],
    }),
    ...at,
  }
}

/** Variables of instances are nothing until they are set. */
const fieldsIn = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Member[] => {
  const names = new Map<string, SyntaxNode>()
  const walk = (node: SyntaxNode): void => {
    if (node.type === 'class' || node.type === 'module') return
    if (node.type === 'instance_variable') names.set(lowering.textOf(node), node)
    for (const child of node.children) walk(child)
  }
  for (const node of nodes) {
    walk(node)
    for (const name of namesGiven(node, ['attr_reader', 'attr_accessor', 'attr_writer'], lowering)) names.set(`@${name}`, node)
  }
  return [...names].map(([name, node]) => ({
    kind: 'field',
    name,
    receiver: 'none',
    value: literalOf(null, node),
    ...spanOf(node),
  }))
}

/** The fields of `Struct.new(:bucket, :key)`, `Data.define(:bucket)`; null for any other expression. */
export const structOf = (node: SyntaxNode, lowering: Lowering): { readonly members: readonly Member[] } | null => {
  const receiver = childOf(node, 'receiver')
  const method = childOf(node, 'method')
  if (node.type !== 'call' || receiver?.type !== 'constant' || !method) return null
  const called = `${lowering.textOf(receiver)}.${lowering.textOf(method)}`
  if (called !== 'Struct.new' && called !== 'Data.define') return null
  const list = childOf(node, 'arguments')
  const names = (list ? namedChildren(list) : []).filter((child) => child.type === 'simple_symbol')
  return {
    members: names.map((name) => ({
      kind: 'field',
      name: lowering.textOf(name).slice(1),
      receiver: 'none',
      value: literalOf(null, name),
      ...spanOf(name),
    })),
  }
}
