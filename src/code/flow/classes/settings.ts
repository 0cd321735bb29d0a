import type { Expression as IrExpression, Member } from '../../ir.ts'
import type { Expression } from '../../storage-call.ts'
import { type Context, type Machine, noArguments } from '../machine.ts'
import { defaultOf, isNull, knownString } from '../values/expression.ts'
import { optionsOf } from '../values/join.ts'
import { type ClassValue, type ExternalValue, nothing, opaque, type RecordValue, record, type Value } from '../values/value.ts'
import { externalBase } from './bases.ts'
import { findMember } from './members.ts'

/**
 * Classes of which each instance is made from its fields, and those whose fields are read from the environment.
 * https://docs.pydantic.dev/latest/concepts/pydantic_settings/
 */

const deepest = 4

/** Whether names with a type are fields of each instance, by the library's class that it extends. */
export const takesFields = (machine: Machine, itsClass: ClassValue): boolean =>
  /^\$(?:settings|model)$/.test(externalBase(machine, itsClass)?.type ?? '')

/** What an instance of `owner` has for a field that it is not given; `written` is what the class says of it, null if nothing. */
export const fieldValue = (
  machine: Machine,
  owner: ClassValue,
  home: ClassValue,
  member: Member,
  written: Value | null,
  context: Context,
): Value => {
  const field = fieldOf(machine, home, member, written)
  if (externalBase(machine, owner)?.type !== '$settings') return field.usual
  const config = configOf(machine, owner)
  return fromEnvironment(machine, { owner, home, member, ...field, ...config }, context, 0)
}

interface Field {
  readonly usual: Value
  /** Names of variables that the class says, in the order in which they are looked for. */
  readonly names: readonly string[]
}

const fieldOf = (machine: Machine, home: ClassValue, member: Member, written: Value | null): Field => {
  const info = written?.kind === 'external' && written.type === '$field' ? written : null
  if (info === null) return { usual: written ?? nothing, names: [] }
  const factory = info.bindings.get('Factory')
  const location = { file: home.module.code.file, start: member.start, end: member.end }
  const made =
    factory?.kind === 'function'
      ? machine.callFunction(factory, noArguments, location)
      : factory && opaque('it is made by a factory')
  return { usual: info.bindings.get('Default') ?? made ?? nothing, names: namesIn(machine, info) }
}

const namesIn = (machine: Machine, info: ExternalValue): readonly string[] => {
  const alias = info.bindings.get('Alias')
  if (!alias) return []
  const all = alias.kind === 'record' ? [...alias.slots.keys()].map((key) => machine.entryOf(alias, key, undefined)) : [alias]
  return all.flatMap((each) => knownString(each) ?? [])
}

interface Config {
  readonly prefix: string | null
  readonly delimiter: string | null
  readonly isCaseSensitive: boolean
}

/** `model_config = SettingsConfigDict(env_prefix="APP_")`, or `class Config: env_prefix = "APP_"`. */
const configOf = (machine: Machine, owner: ClassValue): Config => {
  const [dict, inner] = ['model_config', 'Config'].map((name) => findMember(owner, name)?.value ?? null)
  const entry = (name: string): Value => {
    if (dict?.kind === 'record') return machine.entryOf(dict, name, undefined)
    if (inner?.kind === 'class') return findMember(inner, name)?.value ?? nothing
    return dict === null ? nothing : opaque('it is a setting that is not known')
  }
  const prefix = entry('env_prefix')
  return {
    prefix: isNull(prefix) ? '' : (knownString(prefix) ?? null),
    delimiter: knownString(entry('env_nested_delimiter')) ?? null,
    isCaseSensitive: entry('case_sensitive').kind === 'constant' && !isNull(entry('case_sensitive')),
  }
}

interface Reading extends Config, Field {
  readonly owner: ClassValue
  readonly home: ClassValue
  readonly member: Member
}

const fromEnvironment = (machine: Machine, reading: Reading, context: Context, depth: number): Value => {
  const { delimiter, home, member, owner, prefix, usual } = reading
  if (isValidated(machine, owner, member.name, context)) return opaque(`it is ${member.name}, as its validator gives it`)
  if (usual.kind === 'record') return usual
  const type = member.type ? machine.evaluate(member.type, { ...context, scope: home.scope }) : null
  if (type?.kind === 'class' && type.code.hasFieldConstructor && prefix !== null && delimiter !== null && depth < deepest)
    return nested(machine, type, { ...reading, prefix: `${prefix}${member.name}${delimiter}` }, context, depth + 1)
  if (type?.kind === 'class' && type.code.hasFieldConstructor) return opaque(`it is ${member.name}, which is read from a JSON text`)
  const [first, ...others] = reading.names.length > 0 ? reading.names : prefix === null ? [] : [`${prefix}${member.name}`]
  if (first === undefined) return opaque(`it is the setting ${member.name}, and the prefix of its variable is not known`)
  const named = (name: string): string => (reading.isCaseSensitive ? name : name.toUpperCase())
  const chain = others.reduceRight<Expression | null>(
    (otherwise, name) => ({ kind: 'env', name: named(name), otherwise }),
    optionsOf(usual).every(isNull) ? null : defaultOf(usual),
  )
  return { kind: 'text', expression: { kind: 'env', name: named(first), otherwise: chain } }
}

const nested = (machine: Machine, type: ClassValue, reading: Reading, context: Context, depth: number): RecordValue => {
  const made: RecordValue = { ...record('object'), class: type }
  for (const home of [...type.bases.filter((base) => base.kind === 'class'), type]) {
    for (const member of home.members.values()) {
      if (member.kind !== 'field') continue
      const written = member.value ? machine.evaluate(member.value, { ...context, scope: home.scope }) : null
      const field = { ...fieldOf(machine, home, member, written), names: [] }
      made.slots.set(member.name, fromEnvironment(machine, { ...reading, ...field, owner: type, home, member }, context, depth))
    }
  }
  return made
}

/** A function of the program that changes fields when they are set. */
const isValidated = (machine: Machine, owner: ClassValue, name: string, context: Context): boolean =>
  [...owner.members.values()].some(({ value }) =>
    value?.kind === 'function'
      ? value.decorators.some((decorator) => validates(machine, decorator, name, { ...context, scope: owner.scope }))
      : false,
  )

const validates = (machine: Machine, decorator: IrExpression, name: string, context: Context): boolean => {
  if (decorator.kind !== 'call') return calleeName(decorator) === 'root_validator'
  const callee = calleeName(decorator.callee)
  if (callee === 'root_validator' || callee === 'model_validator') return true
  if (callee !== 'field_validator' && callee !== 'validator') return false
  const names = decorator.arguments
    .filter((argument) => argument.name === null)
    .map(({ value }) => machine.evaluate(value, context))
  return names.some((value) => [undefined, '*', name].includes(knownString(value)))
}

const calleeName = (callee: IrExpression): string | null =>
  callee.kind === 'name' || callee.kind === 'member' ? callee.name : null
