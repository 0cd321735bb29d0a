import type { Expression, Statement } from '../ir.ts'
import { callOf, functionOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf } from '../syntax.ts'
import { membersOf } from './class-info.ts'
import { injected } from './classes.ts'
import { type ClassInfo, type Lowering, modifiersOf } from './lowering.ts'
import { partsOf } from './nodes.ts'

/** The name under which a file has what Lambda calls for a handler: an instance is made first. */
export const handlerName = (className: string, method: string): string => `${className}::${method}`

/** For each method that may be a handler; `handleRequest` may also be a base's. */
export const lowerHandlers = (info: ClassInfo, lowering: Lowering): readonly Statement[] => {
  if (info.node.type !== 'class_declaration' && info.node.type !== 'record_declaration') return []
  const arities = new Map<string, number>([['handleRequest', 0]])
  for (const member of membersOf(info.body)) {
    const name = childOf(member, 'name')
    const parameters = childOf(member, 'parameters')
    if (member.type !== 'method_declaration' || !name || modifiersOf(member, lowering).has('private')) continue
    const count = parameters ? partsOf(parameters).length : 0
    // Of several, Lambda takes the one with the most parameters.
    if (count <= 3) arities.set(lowering.textOf(name), Math.max(count, arities.get(lowering.textOf(name)) ?? 0))
  }
  const given = takenByConstructor(info, lowering)
  return [...arities].map(([name, arity]) => handlerOf(info, name, arity === 0 ? 2 : arity, given))
}

/** Without a constructor that takes nothing, a container makes the instance. */
const takenByConstructor = (info: ClassInfo, lowering: Lowering): readonly Expression[] => {
  const parameters = membersOf(info.body)
    .filter((member) => member.type === 'constructor_declaration')
    .map((member) => childOf(member, 'parameters'))
    .map((list) => (list ? partsOf(list) : []))
  const [first = []] = parameters
  if (parameters.some((list) => list.length === 0)) return []
  return first.map((parameter) => {
    const type = childOf(parameter, 'type')
    const made = type && injected(type, { ...lowering, owner: info })
    return made ?? { kind: 'opaque', why: 'it is given by a framework', children: [], ...spanOf(parameter) }
  })
}

const handlerOf = (info: ClassInfo, method: string, arity: number, given: readonly Expression[]): Statement => {
  const head = info.node.children.find((child) => child.field === 'name') ?? info.node
  const at = spanOf(head)
  const parameter = { pattern: { kind: 'name', name: 'event', ...at }, otherwise: null, takes: 'one' } as const
  const others: readonly Expression[] = Array.from({ length: arity - 1 }, () => ({
    kind: 'opaque',
    why: 'it is of the context that Lambda passes',
    children: [],
    ...at,
  }))
  const instance = callOf(nameOf(info.name, head), given, head, true)
  const callee: Expression = { kind: 'member', object: instance, name: method, nameSpan: at, ...at }
  const value = callOf(callee, [nameOf('event', head), ...others], head)
  return {
    kind: 'declare',
    scope: 'function',
    pattern: { kind: 'name', name: handlerName(info.name, method), ...at },
    value: {
      ...functionOf(head, 'Lambda', [parameter], [{ kind: 'return', value, ...at }], 'enclosing'),
      ...(method !== 'handleRequest' && { isMade: true }),
    },
    ...at,
  }
}
