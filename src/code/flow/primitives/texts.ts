import type { Expression } from '../../storage-call.ts'
import { argumentAt, argumentNamed } from '../calls/arguments.ts'
import { concat, fromExpression, isEvent, knownString, replacedInEvent, toExpression } from '../values/expression.ts'
import { guardOf } from '../values/guards.ts'
import { boundedList, mapOptions } from '../values/join.ts'
import { anyKey, list, literalText, opaque, type RecordValue, record, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Functions of texts; a method's text is its receiver. */

/** What is made of a text that is not known. */
export const changed = (call: PrimitiveCall, value: Value, how: string): Value => {
  const expression = toExpression(value)
  const of = expression.kind === 'opaque' ? expression.why.replace(/^it is /, '') : describe(expression)
  const guard = guardOf(value)
  return {
    ...opaque(`it is ${of}${how}`.slice(0, 160), call.site.location),
    ...(guard ? { guard: { ...guard, asksPresence: false } } : {}),
  }
}

const describe = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.text)
    case 'env':
      return `the environment variable ${expression.name}`
    case 'event':
      return `the event's ${expression.path.join('.') || 'text'}`
    case 'concat':
      return 'a joined text'
    case 'alternatives':
      return 'one of several values'
    case 'stripped':
      return describe(expression.of)
    case 'field':
      return `${expression.path.join('.')} of the JSON in ${describe(expression.of)}`
    case 'ssm':
      return 'an SSM parameter'
    case 'secret':
      return 'a secret'
    case 'opaque':
      return expression.why
  }
}

/** Each known text is changed; of others it is said how they are. */
const mapText =
  (change: (text: string) => string, how: string) =>
  (call: PrimitiveCall): Value =>
    mapOptions(call.receiver, (option) => {
      const text = knownString(option)
      return text === undefined ? changed(call, option, how) : literalText(change(text), call.site.location)
    })

export const lower = mapText((text) => text.toLowerCase(), ' in lower case')
export const upper = mapText((text) => text.toUpperCase(), ' in upper case')

export const replace = (call: PrimitiveCall): Value => {
  const [from, to] = [knownString(argumentAt(call.args, 0)), argumentAt(call.args, 1)]
  const by = knownString(to)
  return mapOptions(call.receiver, (option) => {
    const text = knownString(option)
    // Keys of events are encoded: `+` stands for a space.
    if (isEvent(option) && by === ' ' && (from === undefined || from === '+')) return option
    const isCounted = argumentAt(call.args, 2) !== undefined || call.args.named.has('count')
    if (text === undefined || from === undefined || to === undefined || isFunction(to) || isCounted)
      return isEvent(option) && from !== undefined && by !== undefined && !isCounted
        ? replacedInEvent(option, from, by)
        : changed(call, option, ' with replacements')
    if (by !== undefined) return literalText(text.replaceAll(from, by), call.site.location)
    const parts = from === '' ? [text] : text.split(from)
    return fromExpression(
      concat(
        parts.flatMap((part, index): Expression[] => [...(index > 0 ? [toExpression(to)] : []), { kind: 'literal', text: part }]),
      ),
    )
  })
}

/** JavaScript: only the first one, where what is looked for is a text. */
export const replaceFirst = (call: PrimitiveCall): Value => {
  const from = knownString(argumentAt(call.args, 0))
  const to = argumentAt(call.args, 1)
  return mapOptions(call.receiver, (option) => {
    const text = knownString(option)
    const at = text === undefined || from === undefined ? -1 : text.indexOf(from)
    if (text === undefined || from === undefined || to === undefined || isFunction(to))
      return replace({ ...call, receiver: option })
    if (at < 0) return option
    const [before, after] = [text.slice(0, at), text.slice(at + from.length)]
    return fromExpression(concat([{ kind: 'literal', text: before }, toExpression(to), { kind: 'literal', text: after }]))
  })
}

const isFunction = (value: Value): boolean => value.kind === 'function'

/** `"{}/{name}".format(a, name=b)`. */
export const format = (call: PrimitiveCall): Value =>
  mapOptions(call.receiver, (option) => {
    const template = knownString(option)
    if (template === undefined) return changed(call, option, ' formatted')
    const parts: Expression[] = []
    let next = 0
    let end = 0
    for (const match of template.matchAll(/\{\{|\}\}|\{([^{}!:]*)((?:![rsa])?(?::[^{}]*)?)\}/g)) {
      parts.push({ kind: 'literal', text: template.slice(end, match.index) })
      end = match.index + match[0].length
      if (match[1] === undefined) {
        parts.push({ kind: 'literal', text: match[0].slice(1) })
        continue
      }
      const field = match[1] === '' ? String(next++) : match[1]
      const value = fieldOf(call, field)
      parts.push(
        match[2] === '' || match[2] === '!s'
          ? toExpression(value)
          : toExpression(changed(call, value, ` in the format "${match[2]}"`)),
      )
    }
    parts.push({ kind: 'literal', text: template.slice(end) })
    return fromExpression(concat(parts))
  })

const fieldOf = (call: PrimitiveCall, field: string): Value => {
  const [head = '', ...rest] = field.split(/[.[]/).map((segment) => segment.replace(/[\]'"]/g, ''))
  const value = /^\d+$/.test(head) ? argumentAt(call.args, Number(head)) : argumentNamed(call.machine, call.args, head)
  return rest.reduce(
    (object, key) => call.machine.entryOf(object, key, undefined),
    value ?? opaque(`it is {${field}}, which the format is not given`),
  )
}

/** `"%s/%s" % (a, b)`. */
export const formatPercent = (template: Value, values: Value, call: Pick<PrimitiveCall, 'machine' | 'site'>): Value =>
  mapOptions(template, (option) => {
    const text = knownString(option)
    if (text === undefined) return opaque('it is a number or a formatted text', call.site.location)
    let next = 0
    let end = 0
    const parts: Expression[] = []
    for (const match of text.matchAll(
      /%\{(\w+)\}|%(?:\((\w+)\)|<(\w+)>)?(?:\[(\d+)\]|(\d+)\$)?((?:[-+ #0-9.*]|'.)*)([a-zA-Z%])/g,
    )) {
      parts.push({ kind: 'literal', text: text.slice(end, match.index) })
      end = match.index + match[0].length
      const [, braced, quoted, angled, bracketed, dollar, flags = '', verb = 's'] = match
      const name = braced ?? quoted ?? angled
      const index = bracketed ?? dollar
      if (verb === '%') parts.push({ kind: 'literal', text: '%' })
      else {
        // `%*d` takes its width too, and `%[1]s` or `%1$s` says which one it takes.
        next = (index === undefined ? next : Number(index) - 1) + flags.split('*').length - 1
        const value = name !== undefined ? call.machine.entryOf(values, name, undefined) : positional(values, next++)
        const isPlain = flags === '' && /^[sdv]$/.test(verb)
        parts.push(isPlain ? toExpression(value) : { kind: 'opaque', why: `it is a value in the format "${match[0]}"` })
      }
    }
    parts.push({ kind: 'literal', text: text.slice(end) })
    return fromExpression(concat(parts))
  })

const positional = (values: Value, index: number): Value => {
  if (values.kind !== 'record' || values.shape !== 'list') return values
  return values.slots.get(String(index)) ?? values.slots.get(anyKey) ?? opaque('it is a value that the format is not given')
}

/** `fmt.Sprintf("%s/%s", a, b)`. */
export const formatArguments = (call: PrimitiveCall): Value =>
  formatPercent(
    call.receiver,
    call.args.positional.length === 0 && call.args.named.size > 0
      ? record('object', call.args.named)
      : list(call.args.positional, call.args.rest ?? undefined),
    call,
  )

/** `separator.join(list)`. */
export const joinText = (call: PrimitiveCall): Value => joinWith(call, argumentAt(call.args, 0), call.receiver)

/** `list.join(separator)`. */
export const joinList = (call: PrimitiveCall): Value => joinWith(call, call.receiver, argumentAt(call.args, 0) ?? literalText(','))

const joinWith = (call: PrimitiveCall, elements: Value | undefined, separator: Value): Value =>
  mapOptions(elements ?? opaque('it is not given'), (option) => {
    if (option.kind !== 'record' || option.shape !== 'list')
      return opaque('it is joined from a list that is not known', call.site.location)
    const between = toExpression(separator)
    const parts = [...option.slots].flatMap(([key, value], index): Expression[] => {
      const part: Expression =
        key === anyKey ? { kind: 'opaque', why: 'it is joined from a list of unknown length' } : toExpression(value)
      return index > 0 ? [between, part] : [part]
    })
    return fromExpression(concat(parts))
  })

export const concatTexts = (call: PrimitiveCall): Value => {
  if (call.receiver.kind === 'record') return extended(call)
  return add(
    call.receiver,
    ...call.args.positional,
    ...(call.args.rest ? [opaque('it is joined from a list of unknown length')] : []),
  )
}

/** `+`: texts are joined, lists too; of numbers nothing is said. */
export const add = (...values: readonly Value[]): Value => {
  const [first] = values
  if (first?.kind === 'record' && first.shape === 'list') {
    const lists = values.filter((value): value is RecordValue => value.kind === 'record')
    return boundedList(
      lists.flatMap((value) => [...value.slots].filter(([key]) => key !== anyKey).map(([, element]) => element)),
      lists.map((value) => value.slots.get(anyKey)).find((rest) => rest !== undefined),
    )
  }
  if (values.every((value) => value.kind === 'constant')) {
    const sum = values.reduce((total, value) => total + (value.kind === 'constant' ? Number(value.value) : 0), 0)
    return { kind: 'constant', value: sum }
  }
  return fromExpression(concat(values.map(toExpression)))
}

const extended = (call: PrimitiveCall): Value =>
  add(call.receiver, ...call.args.positional.map((value) => (value.kind === 'record' ? value : list([value]))))

/** `str(x)`, `String(x)`: the text of a value. */
export const textOf = (call: PrimitiveCall): Value => {
  const value = argumentAt(call.args, 0)
  if (value === undefined) return literalText('')
  return mapOptions(value, (option) => (option.kind === 'text' ? option : fromExpression(toExpression(option))))
}

// ── Paths ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const pathJoin = (call: PrimitiveCall): Value => {
  const { positional: given, rest } = call.args
  const parts = [...given, ...(rest ? [opaque('it is joined from a list of unknown length')] : [])]
  return parts.length === 0 ? literalText('') : joinPaths(parts)
}

/** An absolute part starts the path anew; separators between parts are one each. */
export const joinPaths = (values: readonly Value[]): Value => {
  const joined: Expression[] = []
  for (const value of values) {
    const part = toExpression(value)
    if (part.kind === 'literal' && part.text === '') continue
    if (part.kind === 'literal' && part.text.startsWith('/') && joined.length > 0) joined.length = 0
    const last = joined.at(-1)
    if (last && !(last.kind === 'literal' && last.text.endsWith('/'))) joined.push({ kind: 'literal', text: '/' })
    joined.push(part)
  }
  return fromExpression(concat(joined))
}

export const pathBase = (call: PrimitiveCall): Value => {
  const value = argumentAt(call.args, 0) ?? opaque('it is not given')
  return mapOptions(value, (option) => {
    const parts = flat(toExpression(option))
    const last = parts.at(-1)
    if (last?.kind === 'literal' && last.text.includes('/')) return literalText(last.text.slice(last.text.lastIndexOf('/') + 1))
    const from = parts.findLastIndex((part) => part.kind === 'literal' && part.text.includes('/'))
    const slash = parts[from]
    if (slash?.kind !== 'literal' || parts.slice(from + 1).some((part) => part.kind === 'event'))
      return changed(call, option, ', its last segment')
    return fromExpression(
      concat([{ kind: 'literal', text: slash.text.slice(slash.text.lastIndexOf('/') + 1) }, ...parts.slice(from + 1)]),
    )
  })
}

export const pathFolder = (call: PrimitiveCall): Value =>
  mapOptions(argumentAt(call.args, 0) ?? opaque('it is not given'), (option) => {
    const text = knownString(option)
    if (text !== undefined) return literalText(text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : '')
    return changed(call, option, ', without its last segment')
  })

const flat = (expression: Expression): readonly Expression[] => (expression.kind === 'concat' ? expression.parts : [expression])
