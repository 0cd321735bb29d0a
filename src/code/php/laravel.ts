import type { Argument, Expression } from '../ir.ts'
import { literalOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

/** What Laravel reads from the files in `config/`. https://laravel.com/docs/configuration */

const entry = (path: string, node: SyntaxNode): Expression => {
  const [file = '', ...keys] = path.split('.')
  return keys.reduce<Expression>((object, key) => ({ kind: 'index', object, index: literalOf(key, node), ...spanOf(node) }), {
    kind: 'import',
    module: `config ${file}`,
    member: '_return',
    ...spanOf(node),
  })
}

/** `config('services.reports.bucket', 'otherwise')`. */
export const configured = (node: SyntaxNode, given: readonly Argument[], lowering: Lowering): Expression | null => {
  const [path, otherwise] = given.map(({ value }) => value)
  if (path?.kind !== 'literal' || !/^[\w-]+(?:\.[\w-]+)+$/.test(String(path.value))) return null
  if (lowering.unit.declared.has('function config')) return null
  const value = entry(String(path.value), node)
  return otherwise ? { kind: 'binary', operator: '??', left: value, right: otherwise, ...spanOf(node) } : value
}

/** A disk with what is configured for it as a second argument. https://laravel.com/docs/filesystem */
export const withDisk = (
  receiver: Expression,
  name: string,
  given: readonly Argument[],
  node: SyntaxNode,
  _: Lowering,
): readonly Argument[] => {
  const isStorage = receiver.kind === 'import' && /(?:^|\\)Storage$/.test(receiver.module)
  const [disk] = given
  if (!isStorage || (name !== 'disk' && name !== 'drive' && name !== 'cloud')) return given
  const written = disk?.value.kind === 'literal' ? String(disk.value.value) : name === 'cloud' ? 's3' : ''
  if (!/^[\w-]+$/.test(written)) return given
  return [
    disk ?? { name: null, spread: null, value: literalOf(written, node) },
    { name: null, spread: null, value: entry(`filesystems.disks.${written}`, node) },
  ]
}
