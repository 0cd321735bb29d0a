import type { Attribute, Block } from './ast.ts'
import { indentation } from './recovery.ts'

interface Items {
  readonly attributes: Attribute[]
  readonly blocks: Block[]
}

/**
 * Takes from the content of a block whose closing brace is missing what most likely stands behind it: all from the first block
 * on that is indented no deeper than the unclosed one.
 */
export const takeOutside = (text: string, content: Items, start: number): Items => {
  const indent = indentation(text, start)
  const first = content.blocks.find(
    (block) => text.slice(start, block.start).includes('\n') && indentation(text, block.start) <= indent,
  )
  if (!first) return { attributes: [], blocks: [] }
  return { attributes: splitFrom(content.attributes, first.start), blocks: splitFrom(content.blocks, first.start) }
}

const splitFrom = <T extends { readonly start: number }>(items: T[], from: number): T[] => {
  const index = items.findIndex((item) => item.start >= from)
  return index === -1 ? [] : items.splice(index)
}
