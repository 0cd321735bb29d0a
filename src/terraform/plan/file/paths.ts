import { isObject, type Json } from '../json.ts'

/** The steps from a value to what is inside of it. */
export type Path = readonly (string | number)[]

/** True at each of these paths: the shape that plan JSON marks sensitive values with. */
export const markAt = (paths: readonly Path[]): Json => {
  const root = new Map<string, Json>()
  let isAll = false
  for (const path of paths) {
    const [first] = path
    if (first === undefined) isAll = true
    else root.set(String(first), merged(root.get(String(first)), path.slice(1)))
  }
  return isAll || Object.fromEntries(root)
}

/** An element of a list marks the whole list: elements have no names in an object. */
const merged = (known: Json | undefined, rest: Path): Json => {
  const [first] = rest
  if (known === true || first === undefined || typeof first === 'number') return true
  const inner = isObject(known) ? known : {}
  const own = Object.hasOwn(inner, first) ? inner[first] : undefined
  return { ...inner, [first]: merged(own, rest.slice(1)) }
}
