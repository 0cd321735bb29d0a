import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Statement } from '../ir.ts'

/** `require('./config.json')`: a module whose exports are the value, also as its default. */
export const lowerJson = (file: SourceFile): readonly Statement[] => {
  const at = { start: 0, end: file.text.length }
  let value: unknown
  try {
    value = JSON.parse(file.text)
  } catch {
    return []
  }
  const place = { kind: 'member', object: { kind: 'name', name: 'module', ...at }, name: 'exports', nameSpan: at, ...at } as const
  const pattern = { kind: 'place', place, ...at } as const
  return [
    {
      kind: 'expression',
      expression: { kind: 'assignment', declares: false, pattern, value: fromJson(value, at, 0), ...at },
      ...at,
    },
  ]
}

const deepest = 100

const fromJson = (value: unknown, at: Span, depth: number): Expression => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'literal', value, ...at }
  if (typeof value !== 'object' || value === null) return { kind: 'literal', value: null, ...at }
  if (depth > deepest) return { kind: 'opaque', why: 'it is nested too deeply', children: [], ...at }
  if (Array.isArray(value)) {
    return { kind: 'list', elements: value.map((each) => ({ spread: false, value: fromJson(each, at, depth + 1) })), ...at }
  }
  const entries = Object.entries(value).map(([key, each]) => ({
    key: { kind: 'literal', value: key, ...at } as const,
    value: fromJson(each, at, depth + 1),
  }))
  return { kind: 'object', type: null, entries, ...at }
}
