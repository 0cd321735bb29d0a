import type { Location } from '../../../source/source-file.ts'
import type { Expression } from '../../storage-call.ts'
import type { Machine } from '../machine.ts'
import { alternatives } from '../values/expression.ts'
import { type ExternalValue, external, opaque, type Value } from '../values/value.ts'

/**
 * Settings by their path, `Storage:Bucket`: a variable of the environment, `Storage__Bucket`, or else what the package's
 * `appsettings.json` says. https://learn.microsoft.com/dotnet/core/extensions/configuration-providers
 */

const root = '$configuration'

export const isConfiguration = ({ type }: ExternalValue): boolean => type === root || type.startsWith(`${root}:`)

export const configurationEntry = (machine: Machine, object: ExternalValue, key: string, location: Location | undefined): Value => {
  const path = object.type === root ? key : `${object.type.slice(root.length + 1)}:${key}`
  const usual = inFiles(machine, path)
  return {
    kind: 'text',
    expression: { kind: 'env', name: path.replaceAll(':', '__'), otherwise: usual, ...(location ? { location } : {}) },
  }
}

/** A section, whose entries have longer paths. */
export const configurationSection = (object: ExternalValue, key: string | undefined, location: Location): Value =>
  key === undefined
    ? opaque('it is a section whose name is not known', location)
    : external(`${object.type}:${key}`, `the section ${key}`, location)

/** Of a section, its value and its path; anything else is a method. */
export const configurationMember = (
  machine: Machine,
  object: ExternalValue,
  name: string,
  location: Location | undefined,
): Value => {
  if (name !== 'Value' || object.type === root) return { ...object, type: `${object.type.replace(/:.*$/, '')}.${name}` }
  const at = object.type.lastIndexOf(':')
  const parent = { ...object, type: at === root.length ? root : object.type.slice(0, at) }
  return configurationEntry(machine, parent, object.type.slice(at + 1), location)
}

/** What the files of settings say; several of them are for several environments. */
const inFiles = (machine: Machine, path: string): Expression | null => {
  const found: Expression[] = []
  for (const name of machine.pkg.files.keys()) {
    if (!/(?:^|\/)appsettings(?:\.\w+)?\.json$/.test(name) || /(?:^|\/)(?:bin|obj)\/|\.Development\.json$/.test(name)) continue
    const file = machine.pkg.files.get(name)?.()
    const text = file && valueAt(parsed(file.text), path.split(':'))
    if (file && text !== undefined) found.push({ kind: 'literal', text })
  }
  return found.length === 0 ? null : alternatives(found)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** Names are told apart by more than their case. */
const valueAt = (value: unknown, [name, ...rest]: readonly string[]): string | undefined => {
  if (name === undefined)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  const entry = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())
  return entry && valueAt(entry[1], rest)
}
