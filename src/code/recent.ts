/** Keeps what was made of the files that were used last, up to a size of theirs in all: a scan of many needs no more memory. */
export interface Recent<Key extends object, Made> {
  readonly get: (key: Key) => Made | undefined
  readonly add: (key: Key, made: Made, size: number) => void
}

export const createRecent = <Key extends object, Made>(most: number): Recent<Key, Made> => {
  const kept = new Map<Key, { readonly made: Made; readonly size: number }>()
  let total = 0
  return {
    get: (key) => {
      const found = kept.get(key)
      if (!found) return undefined
      kept.delete(key)
      kept.set(key, found)
      return found.made
    },
    add: (key, made, size) => {
      kept.set(key, { made, size })
      total += size
      for (const [oldest, { size: freed }] of kept) {
        if (total <= most || oldest === key) return
        kept.delete(oldest)
        total -= freed
      }
    },
  }
}
