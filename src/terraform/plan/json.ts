/** Plain data, as `JSON.parse` gives it. Keys are whatever the input says: ask with `member`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/** Whether it is a JSON object, and no list or null. */
export const isObject = (data: unknown): data is JsonObject => typeof data === 'object' && data !== null && !Array.isArray(data)

/** What the object itself says, and not what every object inherits: a key may be called `constructor`. */
export const member = (data: unknown, key: string): Json | undefined =>
  isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined

/** The elements of a list; none of anything else. */
export const elements = (data: unknown): readonly Json[] => (Array.isArray(data) ? (data as readonly Json[]) : [])

/** Those elements of a list that are objects. */
export const objects = (data: unknown): readonly JsonObject[] => elements(data).filter(isObject)

/** The string that it is, if it is one. */
export const text = (data: unknown): string | undefined => (typeof data === 'string' ? data : undefined)

/** Whether it is nested deeper than this; found without recursion. */
export const isDeeperThan = (data: unknown, limit: number): boolean => {
  let level: readonly unknown[] = [data]
  for (let depth = 0; depth <= limit; depth++) {
    const next: unknown[] = []
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue
      for (const inner of Object.values(each)) if (typeof inner === 'object' && inner !== null) next.push(inner)
    }
    if (next.length === 0) return false
    level = next
  }
  return true
}
