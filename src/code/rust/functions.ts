import type { Expression, FunctionExpression, Parameter, Statement } from '../ir.ts'
import { functionOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { bodyOf, isError, leave, lowerFunctionBody, nodesOf } from './blocks.ts'
import { fieldOf, innerScope, type Lowering, partsOf } from './lowering.ts'
import { typeOf } from './paths.ts'
import { lowerPattern } from './patterns.ts'

/** The parameters of a function or a closure; they are declared in the scope. */
const lowerParameters = (list: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] =>
  (list?.children ?? []).flatMap((child): readonly Parameter[] => {
    if (child.type === 'self_parameter') {
      lowering.scope.names.add('self')
      return [{ pattern: nameOf('self', child), otherwise: null, takes: 'one' }]
    }
    const isPlain = child.type === 'parameter'
    if (!isPlain && !child.named && lowering.textOf(child) !== '_') return []
    if (/comment|attribute/.test(child.type)) return []
    const patternNode = isPlain ? fieldOf(child, 'pattern') : child
    const pattern = patternNode ? lowerPattern(patternNode, lowering) : null
    return [
      {
        pattern: pattern ?? nameOf(`ignored$${child.start}`, child),
        otherwise: null,
        takes: 'one',
        ...(isPlain ? typeOf(fieldOf(child, 'type'), lowering) : {}),
      },
    ]
  })

export const lowerFunction = (node: SyntaxNode, outside: Lowering): FunctionExpression => {
  const lowering: Lowering = { ...innerScope(outside), sink: [] }
  const name = fieldOf(node, 'name')
  const parameters = lowerParameters(fieldOf(node, 'parameters'), lowering)
  return functionOf(node, name ? lowering.textOf(name) : null, parameters, lowerFunctionBody(fieldOf(node, 'body'), lowering))
}

/** `|x| …`. */
export const lowerClosure = (node: SyntaxNode, outside: Lowering): Expression => {
  const lowering: Lowering = { ...innerScope(outside), sink: [] }
  const list = fieldOf(node, 'parameters')
  const parameters = lowerParameters(
    list && { ...list, children: list.children.filter((child) => lowering.textOf(child) !== '|') },
    lowering,
  )
  const body = fieldOf(node, 'body')
  if (body && body.type !== 'block' && isError(body, lowering)) return functionOf(node, null, parameters, leave(body, lowering))
  const { statements, value } = bodyOf(nodesOf(body), lowering)
  const last: readonly Statement[] = value ? [{ kind: 'return', value, ...spanOf(value) }] : []
  return functionOf(node, null, parameters, [...statements, ...last])
}

/** Whether a closure only gives up: `|_| panic!("…")`. */
export const givesUp = (node: SyntaxNode, lowering: Lowering): boolean => {
  const body = node.type === 'closure_expression' ? fieldOf(node, 'body') : undefined
  const last = nodesOf(body).at(-1)
  const inner = last?.type === 'expression_statement' ? partsOf(last)[0] : last
  return inner !== undefined && isError(inner, lowering)
}
