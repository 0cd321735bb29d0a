import { addCalls } from './catalog/add-calls.ts'
import type { AddedCall } from './catalog/added-call.ts'
import { createLibrary, type Library } from './catalog/library.ts'
import type { Language } from './languages.ts'

const noCalls: readonly AddedCall[] = []

const loaded = new WeakMap<readonly AddedCall[], Map<Language, Promise<Library>>>()

/** What is known of a language's libraries, with calls of the user's own; made once for each array of these. */
export const loadLibrary = (language: Language, added: readonly AddedCall[] = noCalls): Promise<Library> => {
  const byLanguage = loaded.get(added) ?? new Map<Language, Promise<Library>>()
  loaded.set(added, byLanguage)
  const own = added.filter((call) => (call.language === 'typescript' ? 'javascript' : call.language) === language.id)
  const known = byLanguage.get(language) ?? language.loadCatalog().then((catalog) => createLibrary(addCalls(catalog, own)))
  byLanguage.set(language, known)
  return known
}
