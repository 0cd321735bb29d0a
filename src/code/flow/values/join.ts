import { isNull, keyOf, mostAlternatives } from './expression.ts'
import { list, nothing, opaque, type RecordValue, type Value } from './value.ts'

/** One of these values. The same ones are told once; too many are opaque. */
export const join = (values: readonly Value[]): Value => {
  const [first] = values
  if (first === undefined) return nothing
  if (values.length === 1 || values.every((value) => value === first)) return first
  const distinct: Value[] = []
  const seen = new Set<string>()
  for (const value of values) {
    for (const option of value.kind === 'alternatives' ? value.options : [value]) {
      const key = keyOfValue(option)
      if (key === null ? distinct.includes(option) : seen.has(key)) continue
      if (key !== null) seen.add(key)
      distinct.push(option)
    }
  }
  const [only] = distinct
  if (distinct.length === 1 && only) return only
  return distinct.filter((value) => !isNull(value)).length > mostOf(distinct)
    ? summary(distinct)
    : { kind: 'alternatives', options: distinct }
}

/** Functions are kept in greater number: leaving out one that is called would leave out what it writes. */
const mostOf = (values: readonly Value[]): number => (values.some(isCallable) ? 4 * mostAlternatives : mostAlternatives)

const isCallable = (value: Value): boolean => value.kind === 'function' || value.kind === 'class' || value.kind === 'record'

const summary = (values: readonly Value[]): Value => {
  const callable = values.filter(isCallable).slice(0, 4 * mostAlternatives)
  const other = opaque(`it is one of more than ${mostAlternatives} values`)
  return callable.length > 0 ? { kind: 'alternatives', options: [...callable, other] } : other
}

/** Null for what has an identity of its own. */
const keyOfValue = (value: Value): string | null => {
  switch (value.kind) {
    case 'text':
      return keyOf(value.expression)
    case 'constant':
      return `k${value.value}`
    case 'opaque':
      return `o${value.why}`
    case 'external':
      return value.bindings.size > 0 || value.callbacks.length > 0 ? null : `x${value.type}`
    case 'environment':
      return 'v'
    case 'module':
      return `m${value.module.name}`
    case 'method': {
      const key = keyOfValue(value.receiver)
      return key === null ? null : `h${value.name}:${key}`
    }
    case 'function':
    case 'class':
    case 'record':
    case 'alternatives':
      return null
  }
}

/** The values that it may be. */
export const optionsOf = (value: Value): readonly Value[] => (value.kind === 'alternatives' ? value.options : [value])

/** What it is where it is used as an object: nothing has no members, so there it is another of the values. */
export const withoutNull = (value: Value): Value => {
  if (value.kind !== 'alternatives') return value
  const set = value.options.filter((option) => !isNull(option))
  return set.length > 0 && set.length < value.options.length ? join(set) : value
}

/** What a function of one value gives for a value that may be several. */
export const mapOptions = (value: Value, give: (option: Value) => Value): Value =>
  value.kind === 'alternatives' ? join(value.options.map(give)) : give(value)

/** Longer lists than a person writes tell no more by the order of their elements. */
const longestList = 64

/** A list, of which only the first elements are told apart if there are very many. */
export const boundedList = (elements: readonly Value[], rest?: Value): RecordValue => {
  if (elements.length <= longestList) return list(elements, rest)
  return list(elements.slice(0, longestList), join([...elements.slice(longestList), ...(rest ? [rest] : [])]))
}
