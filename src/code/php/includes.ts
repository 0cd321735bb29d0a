import type { Expression } from '../ir.ts'
import { callOf, opaque, spanOf } from '../ir-build.ts'
import { namedChildren, type SyntaxNode } from '../syntax.ts'
import { builtIn, folderOf, type Lowering } from './lowering.ts'

/** Classes are read when they are used, so that what finds them for PHP adds nothing. */
export const isAutoloader = (path: string): boolean =>
  /(?:^|\/)(?:autoload|autoload_runtime|aws-autoloader|aws\.phar)(?:\.php)?$/.test(path)

/**
 * The path of `require __DIR__ . '/store.php'`, where it is written out: from the folder of the file, or, without it, from
 * any of the include path. https://www.php.net/manual/en/function.include.php
 */
export const includedPath = (node: SyntaxNode, lowering: Lowering): string | undefined => {
  const [value] = namedChildren(node)
  const lowered = value && lowering.parts.expression(value, lowering)
  const text = lowered && knownText(lowered)
  if (text === undefined || text === '') return undefined
  return text
}

const knownText = (expression: Expression): string | undefined => {
  if (expression.kind === 'literal') return typeof expression.value === 'string' ? expression.value : undefined
  if (expression.kind === 'template') {
    const parts = expression.parts.map((part) => (typeof part === 'string' ? part : knownText(part)))
    return parts.includes(undefined) ? undefined : parts.join('')
  }
  // `realpath(…)` and `dirname(…, 1)` of what is known.
  if (expression.kind !== 'call' || expression.callee.kind !== 'import') return undefined
  const [first, second] = expression.arguments.map((argument) => argument.value)
  const text = first && knownText(first)
  if (text === undefined) return undefined
  const levels = second === undefined ? 1 : second.kind === 'literal' ? Number(second.value) : 0
  switch (expression.callee.member) {
    case 'function realpath':
      return text
    case 'function dirname':
      return levels > 0 && levels < 20 ? Array.from({ length: levels }).reduce<string>(folderOf, text) : undefined
    default:
      return undefined
  }
}

/** What `require` gives is what the file returns; a file whose name is not known may do anything. */
export const requiredFile = (node: SyntaxNode, lowering: Lowering): Expression => {
  const path = includedPath(node, lowering)
  if (path !== undefined) return { kind: 'import', module: `file ${path}`, member: '_return', ...spanOf(node) }
  const [value] = namedChildren(node)
  return callOf(
    builtIn('require', node),
    [value ? lowering.parts.expression(value, lowering) : opaque(node, 'it does not parse')],
    node,
  )
}
