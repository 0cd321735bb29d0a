import type { Value } from './value.ts'

export interface Size {
  /** The values in it, itself included, at any depth and as often as they occur, and their characters, 16 of which count as one. */
  readonly size: number
  /** How many levels of collections it has. */
  readonly depth: number
}

const ATOM: Size = { size: 1, depth: 0 }

const CHARACTERS = 16

type Contents = readonly Value[] | ReadonlyMap<string, Value>

/** What is smaller is measured again sooner than it is remembered. */
const SMALL = 64

/** What is shared is measured once, however often it occurs. */
const measured = new WeakMap<Contents, Size>()
const fullyMeasured = new WeakMap<Contents, Size>()

/** How large a value is. What is computed when it is asked for counts as one. */
export const sizeOf = (value: Value): Size => measure(value, sizeOf, measured, false)

/** How large a value is with what is computed when it is asked for, which it then is. */
export const fullSizeOf = (value: Value): Size => measure(value, fullSizeOf, fullyMeasured, true)

const measure = (value: Value, inner: (value: Value) => Size, known: WeakMap<Contents, Size>, lazyToo: boolean): Size => {
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
      return remembered(value.elements, value.elements, inner, known)
    case 'map':
    case 'object':
      return lazyToo || value.entries instanceof Map ? remembered(value.entries, value.entries.values(), inner, known) : ATOM
  }
}

const remembered = (
  key: Contents,
  elements: Iterable<Value>,
  inner: (value: Value) => Size,
  known: WeakMap<Contents, Size>,
): Size => {
  const before = known.get(key)
  if (before) return before
  let [size, depth] = [1, 0]
  for (const element of elements) {
    const each = inner(element)
    size += each.size
    depth = Math.max(depth, each.depth)
  }
  const result = { size, depth: depth + 1 }
  if (size > SMALL) known.set(key, result)
  return result
}
