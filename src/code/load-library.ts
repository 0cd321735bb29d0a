import { createLibrary, type Library } from './catalog/library.ts'
import type { Language } from './languages.ts'

const loaded = new Map<Language, Promise<Library>>()

/** What is known of a language's libraries, made ready once. */
export const loadLibrary = (language: Language): Promise<Library> => {
  const known = loaded.get(language) ?? language.loadCatalog().then(createLibrary)
  loaded.set(language, known)
  return known
}
