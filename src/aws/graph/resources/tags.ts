import type { Text } from '../../../source/text.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { Tags } from '../graph.ts'

/**
 * The tags of a resource, with those that its provider gives everything.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 */
export const readTags = ({ address, body, id, provider }: ResourceInstance): Tags => {
  if (address.mode === 'data') return { entries: new Map(), incomplete: `${id} is only looked up here` }
  const defaults = provider.body?.blocks('default_tags').flatMap((block) => block.argument('tags') ?? []) ?? []
  const given = [...defaults, body.argument('tags')].filter((value) => value !== undefined)
  const open = given.find(({ kind }) => kind !== 'map' && kind !== 'object')
  const entries = given.flatMap(entriesOf)
  return { entries: new Map(entries), incomplete: open ? `the tags of ${id} are not known` : null }
}

const entriesOf = (value: Value): readonly (readonly [string, Text])[] =>
  value.kind === 'map' || value.kind === 'object'
    ? [...value.entries].flatMap(([key, each]) => {
        const text = toText(each)
        return text ? [[key, text] as const] : []
      })
    : []
