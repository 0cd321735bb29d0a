import type { Attribute, Block, Body, Expression, Label, ObjectItem } from './ast.ts'

/**
 * The nested blocks that an argument of JSON syntax stands for if the schema says that its name is a type of blocks: one for an
 * object, one for each element of an array of objects, none for null.
 * https://github.com/hashicorp/hcl/blob/main/json/spec.md#blocks
 */
export const blocksOf = ({ name, nameSpan, value }: Attribute): readonly Block[] => blocks(name, nameSpan, [], value, bodyOf)

const blocks = (
  type: string,
  typeSpan: Attribute['nameSpan'],
  labels: readonly Label[],
  value: Expression,
  content: (items: readonly ObjectItem[], span: Expression) => Body,
): readonly Block[] => {
  const elements = value.kind === 'tuple' ? value.elements : [value]
  return elements
    .filter((element) => element.kind === 'object' || element.kind === 'tuple')
    .map((element) => {
      const { start, end } = element
      return { type, typeSpan, labels, body: content(itemsOf(element), element), start, end }
    })
}

/** The items of an object, or of all the objects in an array, which say one body together. */
const itemsOf = (value: Expression): readonly ObjectItem[] => {
  if (value.kind === 'object') return value.items
  return value.kind === 'tuple' ? value.elements.flatMap((element) => (element.kind === 'object' ? element.items : [])) : []
}

interface Property extends ObjectItem {
  readonly name: string
}

/** Those whose name is written out; names of arguments and blocks are no templates. `//` is a comment. */
const propertiesOf = (items: readonly ObjectItem[]): readonly Property[] =>
  items.flatMap((item) => {
    const [part] = item.key.kind === 'template' ? item.key.parts : []
    return part?.kind === 'text' && part.value !== '//' ? [{ ...item, name: part.value }] : []
  })

const attributeOf = ({ name, key, value, start, end }: Property): Attribute => ({ name, nameSpan: key, value, start, end })

const bodyOf = (items: readonly ObjectItem[], { start, end }: Expression): Body => {
  const properties = propertiesOf(items)
  return {
    attributes: properties
      .filter(({ name }) => name !== 'dynamic')
      .map((property) => ({ ...attributeOf(property), mayBeBlocks: true })),
    blocks: properties.filter(({ name }) => name === 'dynamic').flatMap(({ value }) => dynamicBlocks(value)),
    start,
    end,
  }
}

/** `"dynamic": { "setting": { "for_each": …, "content": { … } } }`, with arrays where there are several. */
export const dynamicBlocks = (value: Expression): readonly Block[] =>
  propertiesOf(itemsOf(value)).flatMap(({ name, key, value: content }) =>
    blocks('dynamic', key, [{ value: name, start: key.start, end: key.end }], content, dynamicBodyOf),
  )

const dynamicBodyOf = (items: readonly ObjectItem[], { start, end }: Expression): Body => {
  const properties = propertiesOf(items)
  return {
    attributes: properties.filter(({ name }) => name !== 'content').map(dynamicArgument),
    blocks: properties
      .filter(({ name }) => name === 'content')
      .flatMap(({ name, key, value }) => blocks(name, key, [], value, bodyOf)),
    start,
    end,
  }
}

/** `iterator` is a name, and not a string as the others are. */
const dynamicArgument = (property: Property): Attribute => {
  const attribute = attributeOf(property)
  const { value } = attribute
  const [part] = value.kind === 'template' ? value.parts : []
  return attribute.name === 'iterator' && part?.kind === 'text'
    ? { ...attribute, value: { kind: 'variable', name: part.value, start: part.start, end: part.end } }
    : attribute
}
