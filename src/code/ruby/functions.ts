import type { FunctionExpression, Parameter, Statement } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { finish, type Lowering, newLocals } from './lowering.ts'
import { blockNameOf, blockParameter, lowerParameters, takesNames, unnamed } from './parameters.ts'

/** A method, whose last value is what it returns. */
export const lowerMethod = (node: SyntaxNode, around: Lowering): FunctionExpression => {
  const named = childOf(node, 'name')
  const name = named ? around.textOf(named) : null
  const list = childOf(node, 'parameters')
  const nodes = list ? namedChildren(list) : []
  const isStatic = node.type === 'singleton_method' || around.place.method?.isStatic === true
  const lowering = around.at({
    locals: newLocals(null),
    method: { name: name ?? '', isStatic, parameters: nodes },
    inside: 'method',
  })
  const parameters = lowerParameters(nodes, lowering)
  const block = blockNameOf(nodes, lowering)
  if (block !== null) lowering.place.locals.names.add(block)
  const body = childOf(node, 'body')
  return {
    kind: 'function',
    name,
    parameters: [...parameters, blockParameter(node)],
    body: [
      ...(block === null ? [] : [declared(node, block)]),
      ...(body ? lowering.statements([body], name === 'initialize' ? 'drop' : 'return') : []),
    ],
    this: around.place.nesting.length === 0 && around.place.inside === 'method' ? 'enclosing' : 'own',
    isGenerator: false,
    decorators: [],
    ...(takesNames(parameters) ? {} : { namesAreEntries: true }),
    ...spanOf(node),
  }
}

const declared = (node: SyntaxNode, name: string): Statement => ({
  kind: 'declare',
  scope: 'function',
  pattern: nameOf(name, node),
  value: nameOf(unnamed.block, node),
  ...spanOf(node),
})

/** `{ |x| … }`, `do |x| … end`, `->(x) { … }`. */
export const lowerBlock = (node: SyntaxNode, around: Lowering, isLambda: boolean): FunctionExpression => {
  const lowering = around.at({ locals: newLocals(around.place.locals), inside: isLambda ? 'lambda' : 'block' })
  const list = childOf(node, 'parameters')
  const nodes = list ? namedChildren(list).filter((child) => child.field !== 'locals') : []
  const written = lowerParameters(nodes, lowering)
  const body = childOf(node, 'body')
  const parameters = written.length > 0 || !body ? written : impliedParameters(body, lowering)
  const block = blockNameOf(nodes, lowering)
  if (block !== null) lowering.place.locals.names.add(block)
  const inner = isLambda && body && (body.type === 'block' || body.type === 'do_block') ? childOf(body, 'body') : body
  return {
    kind: 'function',
    name: null,
    parameters: block === null ? parameters : [...parameters, blockParameter(node)],
    body: [...(block === null ? [] : [declared(node, block)]), ...(inner ? lowering.statements([inner], 'return') : [])],
    this: 'enclosing',
    isGenerator: false,
    decorators: [],
    ...(isLambda ? {} : { isBlock: true }),
    ...(parameters.filter((parameter) => parameter.takes === 'one' && !parameter.byName).length > 1 ? { takesResults: true } : {}),
    ...(takesNames(parameters) ? {} : { namesAreEntries: true }),
    ...spanOf(node),
  }
}

/** `it`, `_1`, `_2`: parameters of blocks that name none. */
const impliedParameters = (body: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  const used = new Set<string>()
  const walk = (node: SyntaxNode): void => {
    if (node.type === 'identifier' && node.field !== 'method') used.add(lowering.textOf(node))
    for (const child of node.children) walk(child)
  }
  walk(body)
  const highest = used.has('_2') ? 2 : used.has('_1') ? 1 : 0
  const names = highest > 0 ? ['_1', '_2'].slice(0, highest) : used.has('it') ? ['it'] : []
  return names.map((name) => {
    lowering.place.locals.names.add(name)
    return { pattern: nameOf(name, body), otherwise: null, takes: 'one' }
  })
}

/** `&:upcase`: a block that calls the method on what it is given. */
export const blockOfSymbol = (node: SyntaxNode, name: string): FunctionExpression => {
  const parameter = nameOf('%given', node)
  const called = {
    kind: 'call' as const,
    callee: { kind: 'member' as const, object: parameter, name, nameSpan: spanOf(node), ...spanOf(node) },
    arguments: [],
    isNew: false,
    ...spanOf(node),
  }
  return {
    kind: 'function',
    name: null,
    parameters: [{ pattern: parameter, otherwise: null, takes: 'one' }],
    body: [finish(node, called, 'return')],
    this: 'enclosing',
    isGenerator: false,
    decorators: [],
    ...spanOf(node),
  }
}
