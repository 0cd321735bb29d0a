import type { Span } from '../../source/source-file.ts'
import { childOf, childrenOf, type SyntaxNode } from '../syntax.ts'

/** What a file says of its names before any of it is lowered. */
export interface Facts {
  /** Its types, by how they are written: `struct_type`, `slice_type`, `type_identifier`, … */
  readonly types: ReadonlyMap<string, SyntaxNode>
  /** Names of channels, of which `range` takes the elements and not their indexes. */
  readonly channels: ReadonlySet<string>
  /** Names of variables that are declared without a value. */
  readonly unset: ReadonlySet<string>
}

export const factsOf = (root: SyntaxNode, textOf: (node: Span) => string): Facts => {
  const types = new Map<string, SyntaxNode>()
  const channels = new Set<string>()
  const unset = new Set<string>()
  const visit = (node: SyntaxNode): void => {
    const type = childOf(node, 'type')
    switch (node.type) {
      case 'type_spec':
      case 'type_alias': {
        const named = childOf(node, 'name')
        if (named && type) types.set(textOf(named), type)
        break
      }
      case 'var_spec':
      case 'parameter_declaration':
      case 'field_declaration':
        for (const named of childrenOf(node, 'name').filter((child) => child.named)) {
          if (type?.type === 'channel_type') channels.add(textOf(named))
          if (node.type === 'var_spec' && !childOf(node, 'value')) unset.add(textOf(named))
        }
        break
      case 'short_var_declaration': {
        const names = elementsIn(childOf(node, 'left'))
        for (const [index, value] of elementsIn(childOf(node, 'right')).entries()) {
          const target = names[index]
          if (target && makesChannel(value)) channels.add(textOf(target))
        }
        break
      }
    }
    for (const child of node.children) visit(child)
  }
  visit(root)
  return { types, channels, unset }
}

const makesChannel = (node: SyntaxNode): boolean =>
  node.type === 'call_expression' && childOf(node, 'arguments')?.children[0]?.type === 'channel_type'

/** The expressions of a list, which may be written as one. */
export const elementsIn = (node: SyntaxNode | undefined): readonly SyntaxNode[] => {
  if (node === undefined) return []
  return node.type === 'expression_list' ? node.children.filter((child) => child.named && child.type !== 'comment') : [node]
}
