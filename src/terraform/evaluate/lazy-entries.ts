import type { Value } from '../value/value.ts'

/** A map whose values are computed when they are asked for. `names` are those that can be listed; `get` may know more. */
export const lazyEntries = (
  names: () => readonly string[],
  get: (name: string) => Value | undefined,
): ReadonlyMap<string, Value> => {
  const pairs = (): [string, Value][] =>
    names().flatMap((name): [string, Value][] => {
      const value = get(name)
      return value ? [[name, value]] : []
    })
  const entries: ReadonlyMap<string, Value> = {
    get,
    has: (name) => get(name) !== undefined,
    get size() {
      return names().length
    },
    keys: () => names().values(),
    values: () =>
      pairs()
        .map(([, value]) => value)
        .values(),
    entries: () => pairs().values(),
    forEach: (visit) => {
      for (const [name, value] of pairs()) visit(value, name, entries)
    },
    [Symbol.iterator]: () => pairs().values(),
  }
  return entries
}
