import type { CallRow } from '../../catalog/catalog.ts'
import type { Member } from '../../ir.ts'
import { argumentOf } from '../calls/argument-path.ts'
import { initializeFields } from '../classes/classes.ts'
import { documentOf } from '../data/documents.ts'
import type { Arguments, CallSite, Context, Machine } from '../machine.ts'
import { isEvent } from '../values/expression.ts'
import { weaken, write } from '../values/heap.ts'
import { mapOptions, optionsOf } from '../values/join.ts'
import {
  anyKey,
  type ClassValue,
  type ExternalValue,
  list,
  opaque,
  type RecordValue,
  record,
  sourceKey,
  type Value,
} from '../values/value.ts'

/** Objects that are filled from data: decoders, and readers of the environment, that are given a pointer. */

const deepest = 8

export const fillFrom = (
  machine: Machine,
  fills: NonNullable<CallRow['fills']>,
  args: Arguments,
  callee: ExternalValue,
  site: CallSite,
): void => {
  const target = argumentOf(machine, fills.target, args, callee)
  const isEnvironment = fills.from === 'environment'
  const given = isEnvironment ? undefined : argumentOf(machine, fills.from, args, callee)
  const source: Value = isEnvironment
    ? { kind: 'environment' }
    : given
      ? mapOptions(given, (option) => decodedFor(machine, option, fills.tag, site))
      : opaque(`it is read by ${callee.label}`, site.location)
  for (const option of target ? optionsOf(target) : [])
    if (option.kind === 'record') fill(machine, option, source, fills.tag, site.context, 0)
}

/** What a text or a file says, in the format of the tags that name its fields. */
const decodedFor = (machine: Machine, value: Value, tag: string, site: CallSite): Value =>
  (tag === 'json' || tag === 'yaml' || tag === 'toml' ? documentOf(machine, value, tag, site.location) : null) ?? value

/** An instance of a class of the program, read from data. */
export const instanceFrom = (machine: Machine, itsClass: ClassValue, source: Value, tag: string, context: Context): RecordValue => {
  const made: RecordValue = { ...record('object'), class: itsClass }
  initializeFields(machine, itsClass, made, context)
  fill(machine, made, source, tag, context, 0)
  return made
}

const fill = (machine: Machine, target: RecordValue, source: Value, tag: string, context: Context, depth: number): void => {
  if (!target.class && target.type && isEvent(source)) {
    write(machine.heap, target.slots, sourceKey, source)
    return
  }
  if (!target.class && source.kind === 'record' && !source.slots.has(anyKey)) {
    for (const [key, value] of source.slots) write(machine.heap, target.slots, key, value)
    return
  }
  if (!target.class) {
    for (const key of target.slots.keys()) weaken(machine.heap, target.slots, key, machine.entryOf(source, key, undefined))
    weaken(machine.heap, target.slots, anyKey, machine.entryOf(source, undefined, undefined))
    return
  }
  for (const member of target.class.members.values())
    if (member.kind === 'field') fillField(machine, target, target.class, member, source, tag, context, depth)
}

const fillField = (
  machine: Machine,
  target: RecordValue,
  itsClass: ClassValue,
  member: Member,
  source: Value,
  tag: string,
  context: Context,
  depth: number,
): void => {
  const written = member.tags?.get(tag)?.split(',')[0]
  if (written === '-' || depth > deepest) return
  const current = target.slots.get(member.name)
  const isEmbedded = written === undefined && itsClass.code.embeds?.includes(member.name) === true
  if (source.kind === 'environment') {
    fillVariable(machine, target, member, written, tag, context, depth)
    return
  }
  const value = isEmbedded ? source : machine.entryOf(source, written || member.name, undefined)
  const type = member.type ? machine.evaluate(member.type, { ...context, scope: itsClass.scope }) : null
  const isList = current?.kind === 'record' && current.shape === 'list'
  const isMap = current?.kind === 'record' && current.class === null && current.slots.size === 0
  if (current?.kind === 'record' && !isList && !isMap) fill(machine, current, value, tag, context, depth + 1)
  else if (type?.kind === 'class') {
    const made: RecordValue = { ...record('object'), class: type }
    initializeFields(machine, type, made, context)
    fill(machine, made, isList ? machine.entryOf(value, undefined, undefined) : value, tag, context, depth + 1)
    write(machine.heap, target.slots, member.name, isList ? list([], made) : made)
  } else write(machine.heap, target.slots, member.name, value)
}

/** `env:"BUCKET" envDefault:"reports"`: https://pkg.go.dev/github.com/caarlos0/env/v11, https://pkg.go.dev/github.com/kelseyhightower/envconfig */
const fillVariable = (
  machine: Machine,
  target: RecordValue,
  member: Member,
  written: string | undefined,
  tag: string,
  context: Context,
  depth: number,
): void => {
  const current = target.slots.get(member.name)
  if (current?.kind === 'record' && current.class) {
    fill(machine, current, { kind: 'environment' }, tag, context, depth + 1)
    return
  }
  if (written === undefined || written === '') {
    write(machine.heap, target.slots, member.name, opaque('it is read from the environment under a name that is not written'))
    return
  }
  const usual = member.tags?.get(`${tag}Default`) ?? member.tags?.get('default')
  const otherwise = usual === undefined ? null : ({ kind: 'literal', text: usual } as const)
  write(machine.heap, target.slots, member.name, { kind: 'text', expression: { kind: 'env', name: written, otherwise } })
}

/** What has no value yet may have one after a library was given a pointer to it. */
export const mayFill = (machine: Machine, values: readonly Value[], by: string, depth = 0): void => {
  for (const option of values.flatMap(optionsOf)) {
    if (option.kind !== 'record' || depth > 3) continue
    const value = opaque(`it may be set by ${by}`)
    if (option.shape === 'list' && option.slots.size === 0) weaken(machine.heap, option.slots, anyKey, value)
    if (option.shape === 'object' && option.class === null && option.type === null && option.slots.size === 0)
      weaken(machine.heap, option.slots, anyKey, value)
    for (const [key, entry] of option.class ? option.slots : []) {
      if (entry.kind === 'constant' && entry.value === null) weaken(machine.heap, option.slots, key, value)
      else if (entry.kind === 'record') mayFill(machine, [entry], by, depth + 1)
    }
  }
}
