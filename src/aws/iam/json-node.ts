import type { Location } from '../../source/source-file.ts'
import type { Text } from '../../source/text.ts'

/** A JSON document in which strings may be partly known, and any part may be not known at all. */
export type JsonNode =
  | { readonly kind: 'string'; readonly text: Text; readonly location: Location | null }
  | { readonly kind: 'list'; readonly elements: readonly JsonNode[]; readonly location: Location | null }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JsonNode>; readonly location: Location | null }
  | { readonly kind: 'scalar'; readonly value: number | boolean | null; readonly location: Location | null }
  | {
      readonly kind: 'unknown'
      /** The end of the sentence "… because …". */
      readonly reason: string
      readonly location: Location | null
      /** What it is compared as where a string is expected; empty or absent if it cannot be compared. */
      readonly text?: Text
    }

/** The node of a value that `JSON.parse` returned, without locations. */
export const jsonNodeOf = (value: unknown): JsonNode => {
  if (typeof value === 'string') return { kind: 'string', text: value === '' ? [] : [value], location: null }
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', value, location: null }
  if (Array.isArray(value)) return { kind: 'list', elements: value.map(jsonNodeOf), location: null }
  if (typeof value === 'object' && value !== null)
    return { kind: 'object', entries: new Map(Object.entries(value).map(([key, each]) => [key, jsonNodeOf(each)])), location: null }
  return { kind: 'scalar', value: null, location: null }
}
