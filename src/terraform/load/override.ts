import type { SourceFile } from '../../source/source-file.ts'
import type { Block } from '../hcl/ast.ts'

const nestedType = (block: Block): string => (block.type === 'dynamic' ? (block.labels[0]?.value ?? '') : block.type)

/**
 * A block with what a block of the same name in an override file sets: each argument takes the place of the one of its
 * name, and nested blocks that of all of their type.
 * https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
export const overridden = (block: Block, by: Block, file: SourceFile): Block => {
  const names = new Set(by.body.attributes.map(({ name }) => name))
  const types = new Set(by.body.blocks.map(nestedType))
  const inJson = new Set(by.body.attributes.filter(({ mayBeBlocks }) => mayBeBlocks).map(({ name }) => name))
  return {
    ...block,
    body: {
      ...block.body,
      attributes: [
        ...block.body.attributes.filter(({ name, mayBeBlocks }) => !names.has(name) && !(mayBeBlocks && types.has(name))),
        ...by.body.attributes.map((attribute) => ({ ...attribute, file })),
      ],
      blocks: [
        ...block.body.blocks.filter((nested) => !types.has(nestedType(nested)) && !inJson.has(nestedType(nested))),
        ...by.body.blocks.map((nested) => ({ ...nested, file })),
      ],
    },
  }
}
