export type FoundJson =
  | { readonly kind: 'document'; readonly value: unknown; readonly start: number; readonly end: number }
  /** Begun and not ended. */
  | { readonly kind: 'truncated'; readonly start: number }
  /** `place` says where, if that is known, and nothing of the text, which may hold secrets. */
  | { readonly kind: 'invalid'; readonly start: number; readonly place: string }

/** Where the object or array that begins here ends: the offset after it, or undefined if it never does. */
const endOf = (text: string, start: number): number | undefined => {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfString(text, at)
        if (end === undefined) return undefined
        at = end
        break
      }
      case 0x7b:
      case 0x5b:
        depth++
        break
      case 0x7d:
      case 0x5d:
        if (--depth === 0) return at + 1
        break
    }
  }
  return undefined
}

const endOfString = (text: string, start: number): number | undefined => {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0
    while (text.charCodeAt(at - 1 - escapes) === 0x5c) escapes++
    if (escapes % 2 === 0) return at
  }
  return undefined
}

/** An object begins so, and an array of them; wrappers print `[command]` and colours. */
const beginning = /\{\s*(?:"|\})|\[\s*\{\s*"/g

/** Of each kind: a log may have braces that begin nothing. */
const MOST: Readonly<Record<FoundJson['kind'], number>> = { document: 1000, truncated: 16, invalid: 32 }

const parse = (text: string, start: number, end: number): FoundJson => {
  try {
    return { kind: 'document', value: JSON.parse(text.slice(start, end)), start, end }
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
    return { kind: 'invalid', start, place: position === undefined ? '' : ` (at character ${start + Number(position) + 1})` }
  }
}

/**
 * The JSON objects and arrays in a text, of which there are mostly one. Wrappers and runners write lines before and after it.
 */
export const findJson = (text: string): readonly FoundJson[] => {
  const first = text.search(/\S/)
  if (first === -1) return []
  const whole = parse(text, first, text.length)
  if (whole.kind === 'document') return [whole]
  const found: FoundJson[] = []
  beginning.lastIndex = 0
  const counts = { document: 0, truncated: 0, invalid: 0 }
  for (let begin = beginning.exec(text); begin; begin = beginning.exec(text)) {
    const end = endOf(text, begin.index)
    const document: FoundJson = end === undefined ? { kind: 'truncated', start: begin.index } : parse(text, begin.index, end)
    found.push(document)
    counts[document.kind]++
    if (counts[document.kind] >= MOST[document.kind]) break
    beginning.lastIndex = document.kind === 'document' ? document.end : begin.index + 1
  }
  return found
}
