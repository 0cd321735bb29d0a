/** Computes each entry once. `onCycle` answers for an entry that is asked for while it is being computed. */
export const memo = <K, V>(onCycle: (key: K) => V): ((key: K, compute: () => V) => V) => {
  let known: Map<K, V> | undefined
  let computing: Set<K> | undefined
  return (key, compute) => {
    const value = known?.get(key)
    if (value !== undefined) return value
    if (computing?.has(key)) return onCycle(key)
    computing ??= new Set()
    computing.add(key)
    try {
      const computed = compute()
      known ??= new Map()
      known.set(key, computed)
      return computed
    } finally {
      computing.delete(key)
      if (computing.size === 0) computing = undefined
    }
  }
}
