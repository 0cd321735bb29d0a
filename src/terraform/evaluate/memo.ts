/** Computes each entry once. `onCycle` answers for an entry that is asked for while it is being computed. */
export const memo = <K, V>(onCycle: (key: K) => V): ((key: K, compute: () => V) => V) => {
  const known = new Map<K, V>()
  const computing = new Set<K>()
  return (key, compute) => {
    const value = known.get(key)
    if (value !== undefined) return value
    if (computing.has(key)) return onCycle(key)
    computing.add(key)
    try {
      const computed = compute()
      known.set(key, computed)
      return computed
    } finally {
      computing.delete(key)
    }
  }
}
