/** Makes something once for each object, and keeps it as long as that: `make` is called only where nothing is kept. */
export const oncePer = <Key extends object, Made>(): ((key: Key, make: () => Made) => Made) => {
  const kept = new WeakMap<Key, { readonly made: Made }>()
  return (key, make) => {
    const known = kept.get(key) ?? { made: make() }
    kept.set(key, known)
    return known.made
  }
}
