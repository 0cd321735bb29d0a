import type { Value } from './value.ts'

export interface Size {
  /** The values in it, itself included, at any depth and as often as they occur, and their characters, 16 of which count as one. */
  readonly size: number
  /** How many levels of collections it has. */
  readonly depth: number
}

const ATOM: Size = { size: 1, depth: 0 }

const CHARACTERS = 16

/** What is shared is measured once, however often it occurs. */
const measured = new WeakMap<readonly Value[] | ReadonlyMap<string, Value>, Size>()

/** How large a value is. What is computed when it is asked for counts as one. */
export const sizeOf = (value: Value): Size => {
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'number':
    case 'unknown':
      return ATOM
    case 'string': {
      let size = 1
      for (const part of value.parts) size += typeof part === 'string' ? part.length / CHARACTERS : 1
      return { size, depth: 0 }
    }
    case 'list':
    case 'set':
    case 'tuple':
      return remembered(value.elements, value.elements)
    case 'map':
    case 'object':
      return value.entries instanceof Map ? remembered(value.entries, value.entries.values()) : ATOM
  }
}

const remembered = (key: readonly Value[] | ReadonlyMap<string, Value>, elements: Iterable<Value>): Size => {
  const known = measured.get(key)
  if (known) return known
  let [size, depth] = [1, 0]
  for (const element of elements) {
    const inner = sizeOf(element)
    size += inner.size
    depth = Math.max(depth, inner.depth)
  }
  const result = { size, depth: depth + 1 }
  measured.set(key, result)
  return result
}
