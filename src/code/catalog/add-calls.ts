import type { AddedCall } from './added-call.ts'
import type { AddedModule, ArgumentPath, CallRow, Catalog, Condition, WriteRow } from './catalog.ts'

/**
 * The catalogue of a language with calls of the user's own libraries, which `calls.schema.json` has accepted; those of other
 * languages are left out. What the user says of a call counts, whether the library's source is in the package or not.
 */
export const addCalls = (catalog: Catalog, calls: readonly AddedCall[]): Catalog => {
  if (calls.length === 0) return catalog
  return {
    ...catalog,
    added: {
      rows: calls.flatMap(rowsOf),
      modules: modulesOf(calls),
      mentions: new RegExp(`\\b(?:${[...new Set(calls.flatMap(wordsOf))].map(escaped).join('|')})\\b`),
    },
  }
}

const listOf = (names: string | readonly string[]): readonly string[] => (typeof names === 'string' ? [names] : names)

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** A program that makes the call has one of these: the class, the module or the function, which it imports by that name. */
const wordsOf = ({ call, module, name }: AddedCall): readonly string[] => [
  ...listOf(name ?? []),
  ...module
    .split(/[./\\:]+/)
    .filter((word) => /^\w/.test(word))
    .slice(-1),
  ...listOf(call).filter((word) => /^\w+$/.test(word)),
]

/** What a language calls a class of a module: in its imports, and as the catalogue has it. */
interface Spelling {
  readonly imported: (module: string, name: string) => string
  readonly known: (module: string, name: string) => string
}

const slashed = (module: string): string => module.replaceAll('.', '/')
const plain = (module: string): string => module.replace(/^(?:\\|::)/, '')

/** In languages that import classes; in others a module has members. */
const classes: Partial<Record<AddedCall['language'], Spelling>> = {
  java: {
    imported: (module, name) => `${slashed(module)}/${name}`,
    known: (module, name) => `${slashed(module)}.${name}`,
  },
  kotlin: {
    imported: (module, name) => `${slashed(module)}#${name}`,
    known: (module, name) => `${slashed(module)}.${name}`,
  },
  csharp: {
    imported: (module, name) => `${module}.${name}`,
    known: (module, name) => `${slashed(module)}.${name}`,
  },
  ruby: {
    imported: (module, name) => `${plain(module)}::${name}`,
    known: (module, name) => `${plain(module).replaceAll('::', '.')}.${name}`,
  },
  php: {
    imported: (module, name) => `${plain(module)}\\${name}`,
    known: (module, name) => `${plain(module)}\\${name}`,
  },
}

const moduleName = ({ language, module }: AddedCall): string => {
  if (language === 'rust' || language === 'ruby') return plain(module).replaceAll('::', '.')
  return classes[language] ? slashed(plain(module)) : module
}

const knownName = (call: AddedCall, name: string): string =>
  classes[call.language]?.known(call.module, name) ?? `${moduleName(call)}.${name}`

// ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const rowsOf = (added: AddedCall): readonly CallRow[] => {
  const writes = writeRow(added)
  const when = added.when && { when: conditionOf(added.when) }
  const methods = listOf(added.call)
  if (added.name === undefined) return [{ on: [moduleName(added)], call: methods, ...when, writes }]
  return listOf(added.name).flatMap((name): readonly CallRow[] => {
    const itself = knownName(added, name)
    const made = `$added:${itself.replaceAll('\\', '/')}`
    // The first of several results, in Go, is an element of what the catalogue knows.
    const objects = [made, `${made}[]`]
    return [
      { on: [itself], call: ['()'], binds: bindsOf(added), gives: made },
      { on: [itself, ...objects], call: methods, ...when, writes },
      // Whatever else is reached from it may be made by it: `Store.create()`, `Store.builder().bucket(name).build()`.
      { on: [itself, ...objects], call: ['*'], binds: bindsOf(added), gives: made },
    ]
  })
}

const writeRow = ({ bucket, certainty, deferred, key, module, operation, parameters, uri }: AddedCall): WriteRow => ({
  sdk: module,
  source: 'configuration',
  operation: operation ?? 'PutObject',
  ...(bucket !== undefined && { bucket }),
  ...(key !== undefined && { key }),
  ...(uri !== undefined && { uri }),
  ...(parameters && { named: parameters }),
  ...(deferred !== undefined && { deferred }),
  ...(certainty === 'possible' && { certainty }),
})

const conditionOf = ({ absent, argument, in: texts }: NonNullable<AddedCall['when']>): Condition => ({
  argument,
  matches: new RegExp(`^(?:${texts.map(escaped).join('|')})$`),
  ...(absent !== undefined && { absent }),
})

/** What the object keeps of the arguments that it is made with: what `@` asks for. */
const bindsOf = ({ bucket, key, parameters, uri }: AddedCall): Readonly<Record<string, ArgumentPath>> =>
  Object.fromEntries(
    [bucket, key, uri, ...Object.values(parameters ?? {})]
      .filter((path) => typeof path === 'string')
      .flatMap((path) => path.split('|'))
      .filter((choice) => choice.startsWith('@'))
      .map((choice) => choice.slice(1).split('.', 1)[0] ?? '')
      .map((kept) => [kept, kept]),
  )

// ── Modules ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const modulesOf = (calls: readonly AddedCall[]): readonly AddedModule[] => {
  const modules = new Map<string, AddedModule & { readonly members: Map<string, string> | null }>()
  for (const call of calls) {
    const name = moduleName(call)
    const spelling = classes[call.language]
    for (const member of listOf(call.name ?? call.call)) {
      const known = knownName(call, member)
      if (spelling) {
        const imported = spelling.imported(call.module, member)
        modules.set(imported, { imported, name: known, members: null })
        continue
      }
      const module = modules.get(name) ?? { imported: name, name, members: new Map<string, string>() }
      module.members?.set(member, known)
      modules.set(name, module)
    }
  }
  return [...modules.values()]
}
