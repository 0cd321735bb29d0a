import type { Expression, FunctionExpression, Parameter, Statement } from '../ir.ts'
import { functionOf, nameOf, returning } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declare, innerScope, type Lowering } from './lowering.ts'
import { isGeneric, typeArguments, typeName, typeNamed } from './names.ts'
import { hasWord, partsOf } from './nodes.ts'
import { initialiserOf, typeText } from './type-info.ts'

const plainTypes = new Set(['string', 'String', 'object', 'Object', 'dynamic', 'var', 'Guid', 'DateTime', 'CancellationToken'])

/** The type of a parameter or field, where it may be a library's or one that a container makes. */
export const typeOf = (
  type: SyntaxNode | undefined,
  lowering: Lowering,
  purpose: 'type' | 'service' = 'type',
): { readonly type?: Expression } => {
  const name = type && typeName(type, lowering)
  if (!type || !name || plainTypes.has(name) || isGeneric(name, lowering)) return {}
  return { type: typeNamed(name, type, lowering, purpose) }
}

/** Parameters of methods, constructors and lambdas; they are declared in the scope. */
export const lowerParameters = (node: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] => {
  if (node === undefined) return []
  if (node.type === 'implicit_parameter' || node.type === 'identifier') return [plainParameter(node, lowering)]
  const isSpread = hasWord(node, 'params')
  return node.children.flatMap((child, index): readonly Parameter[] => {
    // The last parameter of `params` stands in the list itself.
    if (isSpread && child.field === 'name') {
      declare(lowering, lowering.textOf(child))
      return [{ pattern: nameOf(lowering.textOf(child), child), otherwise: null, takes: 'positional' }]
    }
    if (child.type === 'identifier' && child.field === null) return isSpread && index > 0 ? [] : [plainParameter(child, lowering)]
    return child.type === 'parameter' ? lowerParameter(child, lowering) : []
  })
}

const lowerParameter = (node: SyntaxNode, lowering: Lowering): readonly Parameter[] => {
  const name = childOf(node, 'name')
  if (!name) return []
  const type = childOf(node, 'type')
  const text = lowering.textOf(name)
  declare(lowering, text, { type: typeText(type, lowering) })
  const given = initialiserOf(node)
  const isSpread = node.children.some((child) => lowering.textOf(child) === 'params')
  return [
    {
      pattern: nameOf(text, name),
      otherwise: given ? lowering.parts.typed(given, type, lowering) : null,
      takes: isSpread ? 'positional' : 'one',
      ...(isSpread ? {} : typeOf(type, lowering, 'service')),
    },
  ]
}

const plainParameter = (node: SyntaxNode, lowering: Lowering): Parameter => {
  declare(lowering, lowering.textOf(node))
  return { pattern: nameOf(lowering.textOf(node), node), otherwise: null, takes: 'one' }
}

/** What `Task<T>` and `ValueTask<T>` give when they are awaited. */
const awaitedType = (type: SyntaxNode | undefined, lowering: Lowering): SyntaxNode | undefined =>
  type && /^(?:Value)?Task$/.test(typeName(type, lowering)?.replace(/^.*\./, '') ?? '') ? typeArguments(type)[0] : type

/** The body of a method, accessor, local function or lambda: a block, or `=> value`. */
export const lowerBody = (body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (body === undefined) return []
  if (body.type === 'block') return lowering.parts.block(body, lowering)
  const [value] = body.type === 'arrow_expression_clause' ? partsOf(body) : [body]
  return value ? [returning(lowering.parts.typed(value, lowering.returns, lowering), body)] : []
}

/** A method, a local function or an operator. */
export const lowerMethod = (
  node: SyntaxNode,
  name: string,
  outside: Lowering,
  itsThis: 'own' | 'enclosing' = 'own',
): FunctionExpression => {
  const lowering: Lowering = {
    ...innerScope(outside),
    returns: awaitedType(childOf(node, 'returns') ?? childOf(node, 'type'), outside),
  }
  const parameters = lowerParameters(childOf(node, 'parameters'), lowering)
  const body = childOf(node, 'body')
  return functionOf(node, name, parameters, lowerBody(body, lowering), itsThis, body !== undefined && yields(body))
}

const yields = (node: SyntaxNode): boolean =>
  node.children.some(
    (child) =>
      child.type === 'yield_statement' ||
      (!/^(?:lambda_expression|anonymous_method_expression|local_function_statement)$/.test(child.type) && yields(child)),
  )

/** `x => …`, `(a, b) => { … }`, `delegate (x) { … }`. */
export const lowerLambda = (node: SyntaxNode, outside: Lowering): Expression => {
  const lowering: Lowering = { ...innerScope(outside), returns: undefined }
  const list = childOf(node, 'parameters') ?? node.children.find((child) => child.type === 'parameter_list')
  const parameters = lowerParameters(list, lowering)
  const body = childOf(node, 'body') ?? node.children.find((child) => child.type === 'block')
  return functionOf(node, null, parameters, lowerBody(body, lowering), 'enclosing')
}
