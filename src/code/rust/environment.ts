import type { Expression } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { fieldOf, type Lowering, partsOf } from './lowering.ts'
import { segmentsOf } from './paths.ts'

/**
 * A struct whose fields are read from the variables of their names: `envy::from_env::<Config>()`,
 * `envy::prefixed("APP_").from_env()`. https://docs.rs/envy
 */
export const fromEnvironment = (
  segments: readonly string[],
  node: SyntaxNode,
  callee: SyntaxNode,
  lowering: Lowering,
): Expression | undefined => {
  if (segments[0] !== 'envy' || segments.at(-1) !== 'from_env') return undefined
  const type = typeArgument(callee, lowering) ?? lowering.unit.envyTypes.get(node.start)
  const fields = type === undefined ? undefined : lowering.unit.fields.get(type)
  if (type === undefined || !fields) return undefined
  const variable = (name: string): Expression =>
    callOf(
      memberOf(memberOf({ kind: 'import', module: 'std', ...spanOf(node) }, 'env', node), 'var', node),
      [literalOf(name, node)],
      node,
    )
  return {
    kind: 'object',
    type: nameOf(type, node),
    entries: fields.map((field) => ({ key: literalOf(field, node), value: variable(field.toUpperCase()) })),
    ...spanOf(node),
  }
}

const typeArgument = (callee: SyntaxNode, lowering: Lowering): string | undefined => {
  const list = callee.type === 'generic_function' ? fieldOf(callee, 'type_arguments') : undefined
  const [type] = list ? partsOf(list) : []
  return type && segmentsOf(type, lowering).at(-1)
}
