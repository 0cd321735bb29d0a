import type { AddedModule } from '../../catalog/catalog.ts'
import type { Library } from '../../catalog/library.ts'
import type { CodePackage, ImportResolution, LanguageFrontEnd } from '../../program.ts'
import type { Machine } from '../machine.ts'
import { type ExternalValue, external, type Value } from '../values/value.ts'

/** Modules with calls that the user has said: these are what the configuration says they are, wherever their source is. */

interface Sources {
  readonly pkg: CodePackage
  readonly frontEnd: LanguageFrontEnd
  readonly library: Library
}

const none: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map()

/** By the file of the module, for those of the program's own. */
export const addedMembers = ({ frontEnd, library, pkg }: Sources): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  if (library.added.size === 0) return none
  return new Map(
    [...library.added.values()].flatMap(({ imported, members }) => {
      const found = members && frontEnd.resolveImport(imported, '', pkg)
      const [path] = found?.kind === 'files' ? found.paths : []
      return path !== undefined && members ? [[path, members] as const] : []
    }),
  )
}

/** A module as a library, if the configuration says what is called of it and its source is not there to be followed. */
export const addedModule = (machine: Machine, name: string, found: ImportResolution): Value | undefined => {
  const { added } = machine.library
  if (added.size === 0) return undefined
  const module = namesOf(name)
    .map((candidate) => added.get(candidate))
    .find((each) => each !== undefined)
  if (!module || (module.members && found.kind === 'files')) return undefined
  // What the configuration does not say of it is as unknown as it was.
  if (found.kind === 'external' && found.unread !== undefined) machine.unreadImports.set(module.name, found.unread)
  if (found.kind === 'missing' && module.members) machine.unreadImports.set(module.name, found.reason)
  return external(module.name, labelOf(module, found))
}

/**
 * What a name may mean in an import: front ends write several names that it may be, those that are around it, and a mark of
 * what it is wanted for (`java/unit.ts`).
 */
const namesOf = (name: string): readonly string[] => {
  const [around = '', member] = name.replace(/[?~!$%#^]$/, '').split('#')
  const names = around.replace(/^::/, '').split(/[|>]/)
  return member === undefined ? [...names, names.join('::')] : names.map((one) => `${one}#${member}`)
}

const labelOf = ({ members, name }: AddedModule, found: ImportResolution): string =>
  (found.kind === 'external' && found.label) || (members ? name : name.slice(name.lastIndexOf('.') + 1))

/** A member of a module of the program that the configuration says the calls of. */
export const addedMember = (machine: Machine, file: string, name: string): ExternalValue | undefined => {
  const type = machine.addedMembers.get(file)?.get(name)
  return type === undefined ? undefined : external(type, name)
}
