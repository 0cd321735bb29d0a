import type { Argument, Expression } from '../ir.ts'
import { listOf, opaque } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerLambda } from './functions.ts'
import { type Lowering, plainText } from './lowering.ts'
import { partsOf } from './nodes.ts'

/** A call with all of its arguments: those in parentheses, and a lambda after them. */
export interface Call {
  readonly node: SyntaxNode
  /** What it is called on; undefined for a name alone. */
  readonly object: SyntaxNode | undefined
  readonly name: string
  readonly nameNode: SyntaxNode
  readonly values: readonly SyntaxNode[]
  readonly lambda: SyntaxNode | undefined
  readonly lowering: Lowering
}

const lambdaIn = (node: SyntaxNode): SyntaxNode | undefined => {
  const annotated = node.children.find((child) => child.type === 'annotated_lambda')
  return annotated?.children.find((child) => child.type === 'lambda_literal')
}

/** `foo(a) { b }` is a call of `foo(a)` to the grammar. */
export const decode = (
  node: SyntaxNode,
): { readonly target: SyntaxNode | undefined; readonly values: readonly SyntaxNode[]; readonly lambda: SyntaxNode | undefined } => {
  const [target] = partsOf(node)
  const list = node.children.find((child) => child.type === 'value_arguments')
  const lambda = lambdaIn(node)
  if (!list && lambda && target?.type === 'call_expression' && !lambdaIn(target)) return { ...decode(target), lambda }
  return { target, values: list ? partsOf(list).filter((child) => child.type === 'value_argument') : [], lambda }
}

/** The call that a node is, if it is one of a name. */
export const callAt = (node: SyntaxNode, lowering: Lowering): Call | undefined => {
  const { lambda, target, values } = decode(node)
  const parts = target ? partsOf(target) : []
  const nameNode = target?.type === 'navigation_expression' ? parts.at(-1) : target
  if (nameNode?.type !== 'identifier' || (target !== nameNode && parts.length < 2)) return undefined
  return {
    node,
    object: target === nameNode ? undefined : parts[0],
    name: plainText(nameNode, lowering),
    nameNode,
    values,
    lambda,
    lowering,
  }
}

/** Arguments as they are given; a lambda after the parentheses is the last parameter's. */
export const argumentsOf = ({
  lambda,
  lowering,
  name,
  values,
}: Pick<Call, 'values' | 'lambda' | 'name' | 'lowering'>): readonly Argument[] => {
  const written = values.map((value) => argumentOf(value, name, lowering))
  if (!lambda) return written
  const last = lowering.unit.lastParameters.get(name)
  return [...written, { name: last ?? null, spread: null, value: lowerLambda(lambda, lowering, isBuilder(lambda, name, lowering)) }]
}

export const valueIn = (argument: SyntaxNode): SyntaxNode | undefined => {
  const value = partsOf(argument).at(-1)
  return value?.type === 'spread_expression' ? partsOf(value)[0] : value
}

const argumentOf = (argument: SyntaxNode, callee: string, lowering: Lowering): Argument => {
  const parts = partsOf(argument)
  const isNamed = argument.children.some((child) => !child.named && lowering.textOf(child) === '=')
  const value = valueIn(argument)
  const name = isNamed && parts[0] ? plainText(parts[0], lowering) : null
  const isSpread = parts.at(-1)?.type === 'spread_expression'
  const lowered = !value
    ? opaque(argument, 'it does not parse')
    : value.type === 'lambda_literal'
      ? lowerLambda(value, lowering, isBuilder(value, callee, lowering))
      : lowering.parts.expression(value, lowering)
  return { name, spread: isSpread ? 'list' : null, value: lowered }
}

export const loweredValues = ({ lowering, values }: Call): readonly Expression[] =>
  values.map((value) => argumentOf(value, '', lowering).value)

export const listOfValues = (call: Call): Expression => {
  const elements = call.values.map((value) => argumentOf(value, '', call.lowering))
  return {
    ...listOf([], call.node),
    kind: 'list',
    elements: elements.map(({ spread, value }) => ({ spread: spread !== null, value })),
  }
}

/** Functions of the language that give a lambda no receiver. */
const plain =
  /^(?:for|on)Each|^(?:map|filter|flatMap|any|all|none|count|find|first|last|single|fold|reduce|associate|group|sort|sum|min|max|partition|zip|chunked|windowed|take|drop|launch|async|thread|lazy|repeat|require|check|collect|onSuccess|onFailure|recover|also|let|use|synchronized)/

/** Whether a lambda sets properties of what it is called for: `putObject { bucket = name }`. */
const isBuilder = (lambda: SyntaxNode, callee: string, lowering: Lowering): boolean =>
  !plain.test(callee) && (/^[A-Z]/.test(callee) || setsProperty(lambda, lowering))

const setsProperty = (node: SyntaxNode, lowering: Lowering): boolean =>
  node.children.some((child) => {
    if (child.type === 'lambda_literal') return false
    if (child.type !== 'assignment') return setsProperty(child, lowering)
    const left = child.children.find((part) => part.field === 'left')
    return left !== undefined && isProperty(left, lowering)
  })

const isProperty = (left: SyntaxNode, lowering: Lowering): boolean => {
  if (left.type === 'navigation_expression')
    return partsOf(left)[0]?.type === 'this_expression' && lowering.textOf(left).startsWith('this.')
  return left.type === 'identifier' && !lowering.parts.isVariable(plainText(left, lowering), lowering)
}
