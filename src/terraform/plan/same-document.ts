import { isObject, type Json } from './json.ts'

const MAXIMUM_LENGTH = 1_000_000

/** What a JSON object or array says; undefined for any other text. */
export const parseDocument = (text: string): Json | undefined => {
  if (text.length > MAXIMUM_LENGTH || !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const MAXIMUM_DEPTH = 100

/** With sorted keys and elements, and a list of one as what is in it: as AWS, and so the provider, compares policies. */
const canonical = (data: Json, depth = 0): string => {
  if (depth > MAXIMUM_DEPTH) return '…'
  if (Array.isArray(data)) {
    const elements = data.map((element: Json) => canonical(element, depth + 1)).sort()
    return elements.length === 1 ? (elements[0] ?? '') : `[${elements.join(',')}]`
  }
  if (!isObject(data)) return JSON.stringify(data)
  const entries = Object.entries(data).map(([key, value]) => `${JSON.stringify(key)}:${canonical(value, depth + 1)}`)
  return `{${entries.sort().join(',')}}`
}

/**
 * Whether two texts are the same JSON document but for its layout, the order of its elements, and lists of one: the provider
 * keeps the old text of a policy that means the same as the new one.
 */
export const sameDocument = (one: string, other: string): boolean => {
  const [left, right] = [parseDocument(one), parseDocument(other)]
  return left !== undefined && right !== undefined && canonical(left) === canonical(right)
}
