import { elements, isObject, type Json, member } from './json.ts'
import type { Plan } from './plan.ts'

const MAXIMUM_DEPTH = 100

const stringsIn = (value: Json | undefined, into: Set<string>, depth = 0): void => {
  if (depth > MAXIMUM_DEPTH) return
  if (typeof value === 'string') {
    if (value !== '') into.add(value)
    // A program may take a part of a JSON document.
    if (isJsonDocument(value)) stringsIn(parsed(value), into, depth + 1)
  } else if (Array.isArray(value)) for (const each of elements(value)) stringsIn(each, into, depth + 1)
  else if (isObject(value)) for (const each of Object.values(value)) stringsIn(each, into, depth + 1)
}

/** Whether a text begins as an object or an array does. */
export const isJsonDocument = (text: string): boolean => /^\s*[{[]/.test(text)

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const marked = (value: Json | undefined, mask: Json | undefined, into: Set<string>, depth = 0): void => {
  if (mask === true) stringsIn(value, into)
  else if (depth > MAXIMUM_DEPTH) return
  else if (Array.isArray(mask))
    for (const [index, each] of elements(mask).entries()) marked(elements(value)[index], each, into, depth + 1)
  else if (isObject(mask)) for (const key of Object.keys(mask)) marked(member(value, key), member(mask, key), into, depth + 1)
}

/** The texts that a plan calls sensitive; `variables` are those that the configuration calls so. */
export const secretsOf = (plan: Plan, variables: Iterable<string>): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const name of [...plan.sensitiveVariables, ...variables]) stringsIn(plan.variables.get(name), found)
  for (const { values, sensitive } of [...plan.resources.values(), ...plan.removed]) marked(values, sensitive, found)
  return found
}
