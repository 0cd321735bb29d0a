import type { FunctionExpression, Parameter, Statement } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { declare, type Lowering, memberName } from './lowering.ts'
import { typeReference, zeroOf } from './types.ts'

/** A function, a method with its receiver as the first parameter, or a function literal. */
export const lowerFunction = (node: SyntaxNode, lowering: Lowering, receiver?: SyntaxNode): FunctionExpression => {
  const named = childOf(node, 'name')
  const result = childOf(node, 'result')
  const results = result?.type === 'parameter_list' ? namedResults(result) : []
  const inner = lowering.within({ names: results.map(({ at }) => lowering.textOf(at)), canFail: endsWithError(result, lowering) })
  const body = [
    ...results.map(({ at, type }) => declare(at, nameOf(lowering.textOf(at), at), zeroOf(type, lowering))),
    ...withDeferred(childOf(node, 'body'), inner),
  ]
  const parameters = lowerParameters(childOf(node, 'parameters'), lowering)
  return {
    kind: 'function',
    name: named ? memberName(lowering.textOf(named)) : null,
    parameters: receiver ? [...receiverOf(receiver, lowering), ...parameters] : parameters,
    body,
    this: 'enclosing',
    isGenerator: false,
    decorators: [],
    takesResults: true,
    ...spanOf(node),
  }
}

const endsWithError = (result: SyntaxNode | undefined, lowering: Lowering): boolean => {
  const last = result?.type === 'parameter_list' ? namedChildren(result).at(-1) : undefined
  const type = last && childOf(last, 'type')
  return type !== undefined && lowering.textOf(type) === 'error'
}

const namedResults = (list: SyntaxNode): readonly { readonly at: SyntaxNode; readonly type: SyntaxNode }[] =>
  namedChildren(list).flatMap((child) => {
    const type = childOf(child, 'type')
    return type ? namesOf(child).map((at) => ({ at, type })) : []
  })

const namesOf = (node: SyntaxNode): readonly SyntaxNode[] => childrenOf(node, 'name').filter((child) => child.named)

const receiverOf = (list: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  const [first] = lowerParameters(list, lowering)
  return [first ?? { pattern: nameOf('_', list), otherwise: null, takes: 'one' }]
}

const lowerParameters = (list: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] =>
  (list ? namedChildren(list) : []).flatMap((child): readonly Parameter[] => {
    if (child.type !== 'parameter_declaration' && child.type !== 'variadic_parameter_declaration') return []
    const isVariadic = child.type === 'variadic_parameter_declaration'
    const reference = isVariadic ? null : typeReference(childOf(child, 'type'), lowering)
    const names = namesOf(child)
    return (names.length > 0 ? names : [child]).map((at) => ({
      pattern: nameOf(at === child ? '_' : lowering.textOf(at), at),
      otherwise: null,
      takes: isVariadic ? 'positional' : 'one',
      ...(reference ? { type: reference } : {}),
    }))
  })

/** Deferred functions run at the end, whatever the way there; those that only call something are run in their place. */
const withDeferred = (body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  const statements = lowering.statements(body)
  const starts = new Set(body ? deferredIn(body) : [])
  const deferred = statements.filter((statement) => starts.has(statement.start))
  if (!body || deferred.length === 0) return statements
  const rest = statements.filter((statement) => !starts.has(statement.start))
  return [{ kind: 'try', body: rest, handlers: [], finally: deferred.toReversed(), ...spanOf(body) }]
}

const deferredIn = (body: SyntaxNode): readonly number[] =>
  body.children
    .flatMap((child) => (child.type === 'statement_list' ? child.children : [child]))
    .filter((child) => child.type === 'defer_statement' && namedChildren(child).some(isLiteralCall))
    .map((child) => child.start)

/** `func() { … }()`. */
const isLiteralCall = (node: SyntaxNode): boolean =>
  node.type === 'call_expression' && childOf(node, 'function')?.type === 'func_literal'
