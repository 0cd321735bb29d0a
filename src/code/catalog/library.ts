import type { AddedModule, CallRow, Catalog, MemberRow, Primitive } from './catalog.ts'

/** The catalogue of a language, to look names up in. */
export interface Library {
  readonly calls: ReadonlyMap<string, readonly CallRow[]>
  readonly members: ReadonlyMap<string, MemberRow>
  readonly methods: ReadonlyMap<'text' | 'list' | 'object' | 'function' | 'any', ReadonlyMap<string, Primitive>>
  /** Whether a name begins the name of a row: such a module is the library, even if the package has its source. */
  readonly isKnown: (name: string) => boolean
  /** The user's own modules with calls that the configuration says, by their names in imports. */
  readonly added: ReadonlyMap<string, AddedModule>
  readonly membersAreEntries: boolean
  readonly nullIsAnArgument: boolean
  readonly eventField: (name: string, path: readonly string[]) => string | readonly string[]
  readonly librariesFill: boolean
  readonly foldersOfPaths: ReadonlySet<string>
  readonly containersMakeParameters: boolean
  readonly findsMethodsByName: boolean
  readonly mentions: RegExp
  /** Whether a library's name, or that of what is called of it, says that it stores objects. */
  readonly storesObjects: (name: string) => boolean
  readonly fieldOfGetter: ((method: string, path: readonly string[]) => string) | null
}

export const createLibrary = (catalog: Catalog): Library => {
  const calls = new Map<string, CallRow[]>()
  const prefixes = new Set<string>()
  const addPrefixes = (name: string): void => {
    // `$` begins the catalogue's own names for results, which no program imports.
    if (name.startsWith('$')) return
    for (let at = name.length; at > 0; at = Math.max(name.lastIndexOf('.', at - 1), name.lastIndexOf('/', at - 1)))
      prefixes.add(name.slice(0, at))
  }
  const add = (row: CallRow, isPublic: boolean): void => {
    for (const on of row.on) {
      for (const call of row.call) {
        const name = call === '()' ? on : `${on}.${call}`
        const rows = calls.get(name)
        if (rows) rows.push(row)
        else calls.set(name, [row])
        if (isPublic && on !== '*') addPrefixes(name)
      }
    }
  }
  for (const row of catalog.added?.rows ?? []) add(row, false)
  for (const row of catalog.calls) add(row, true)
  for (const row of catalog.members) addPrefixes(row.name)
  const kinds = ['text', 'list', 'object', 'function', 'any'] as const
  return {
    calls,
    members: new Map(catalog.members.map((row) => [row.name, row])),
    methods: new Map(
      kinds.map((kind) => [
        kind,
        new Map(catalog.methods[kind].flatMap(([does, names]) => names.map((name) => [name, does] as const))),
      ]),
    ),
    isKnown: (name) => prefixes.has(name),
    added: new Map(catalog.added?.modules.map((module) => [module.imported, module])),
    membersAreEntries: catalog.membersAreEntries,
    nullIsAnArgument: catalog.nullIsAnArgument,
    eventField: catalog.eventField ?? ((name) => name),
    findsMethodsByName: catalog.findsMethodsByName ?? false,
    librariesFill: catalog.librariesFill ?? false,
    foldersOfPaths: new Set(catalog.foldersOfPaths),
    containersMakeParameters: catalog.containersMakeParameters ?? false,
    mentions: mentionsOf(catalog),
    storesObjects: (name) => catalog.storing.test(name) && !catalog.notStoring.test(name),
    fieldOfGetter: catalog.fieldOfGetter ?? null,
  }
}

/** The words of the catalogue itself, those of the rows that hold for any receiver, and those of names that store. */
const mentionsOf = (catalog: Catalog): RegExp => {
  const anywhere = catalog.calls
    .filter((row) => row.writes && row.on.includes('*') && !row.when?.isKnown)
    .flatMap((row) => row.call)
  const added = catalog.added ? [catalog.added.mentions.source] : []
  const words = [catalog.mentions.source, catalog.storing.source, `\\b(?:${anywhere.join('|')})\\b`, ...added]
  return new RegExp(words.join('|'), 'i')
}
