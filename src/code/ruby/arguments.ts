import type { Argument, Expression } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { entry, shorthand } from './entries.ts'
import { blockOfSymbol } from './functions.ts'
import { type Lowering, plain } from './lowering.ts'
import { unnamed } from './parameters.ts'

/** What `...` passes on. */
export const forwarded = (node: SyntaxNode): readonly Argument[] => [
  { name: null, spread: 'list', value: nameOf(unnamed.positional, node) },
  { name: null, spread: 'object', value: nameOf(unnamed.named, node) },
]

export const argumentsOf = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  const block = childOf(node, 'block')
  const method = childOf(node, 'method')
  const isLambda = block !== undefined && method !== undefined && lowering.textOf(method) === 'lambda'
  const written = lowerArguments(childOf(node, 'arguments'), lowering)
  return block ? [...written, { name: unnamed.block, spread: null, value: lowering.block(block, isLambda) }] : written
}

export const blockIn = (args: readonly Argument[]): Expression | undefined =>
  args.find((each) => each.name === unnamed.block)?.value

export const lowerArguments = (list: SyntaxNode | undefined, lowering: Lowering): readonly Argument[] =>
  list
    ? namedChildren(list)
        .filter((child) => child.type !== 'heredoc_body')
        .flatMap((child) => argument(child, lowering))
    : []

const argument = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  switch (node.type) {
    case 'pair':
      return [pair(node, lowering)]
    case 'splat_argument':
    case 'hash_splat_argument': {
      const [inner] = namedChildren(node)
      const isList = node.type === 'splat_argument'
      const passed = inner ? lowering.expression(inner) : nameOf(isList ? unnamed.positional : unnamed.named, node)
      return [{ name: null, spread: isList ? 'list' : 'object', value: passed }]
    }
    case 'block_argument': {
      const [inner] = namedChildren(node)
      const block: Expression =
        inner?.type === 'simple_symbol'
          ? blockOfSymbol(node, lowering.textOf(inner).slice(1))
          : inner
            ? lowering.expression(inner)
            : nameOf(unnamed.block, node)
      return [{ name: unnamed.block, spread: null, value: block }]
    }
    case 'forward_argument':
      return [...forwarded(node), { name: unnamed.block, spread: null, value: nameOf(unnamed.block, node) }]
    default:
      return [plain(lowering.expression(node))]
  }
}

/** `key: value` has a name; a key that is known only at run time is an entry of an object that is spread. */
const pair = (node: SyntaxNode, lowering: Lowering): Argument => {
  const key = childOf(node, 'key')
  const written = childOf(node, 'value')
  const name = key ? lowering.expression(key) : null
  if (key && name?.kind === 'literal' && typeof name.value === 'string')
    return { name: name.value, spread: null, value: written ? lowering.expression(written) : shorthand(key, lowering) }
  return { name: null, spread: 'object', value: { kind: 'object', type: null, entries: entry(node, lowering), ...spanOf(node) } }
}
