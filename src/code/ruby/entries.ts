import type { Expression, ObjectEntry } from '../ir.ts'
import { nameOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { callOf, isLocal, type Lowering, methodName } from './lowering.ts'

/** `key: value`, `"key" => value`, `key:`, `**others`. */
export const entry = (node: SyntaxNode, lowering: Lowering): readonly ObjectEntry[] => {
  if (node.type === 'hash_splat_argument') return [{ key: null, value: lowering.expression(node) }]
  const key = childOf(node, 'key')
  const value = childOf(node, 'value')
  if (node.type !== 'pair' || !key) return []
  return [{ key: lowering.expression(key), value: value ? lowering.expression(value) : shorthand(key, lowering) }]
}

/** `{bucket:}`: the variable or the method of that name. */
export const shorthand = (key: SyntaxNode, lowering: Lowering): Expression => {
  const name = lowering.textOf(key).replace(/:$/, '')
  return isLocal(lowering.place.locals, name) ? nameOf(name, key) : callOf(key, methodName(key, name), [])
}
