import type { ImportScan } from './imports.ts'

const commentsAndTexts =
  /\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/[^\n]*|\${0,9}"""(?:[\s\S]*?"""|[\s\S]*)|(?:\$@|@\$|@)"(?:[^"]+|"")*"?|\$?"(?:[^"\\\n]+|\\.)*"?|'(?:[^'\\\n]|\\.){1,8}'/g

/** A text without its comments and strings. */
export const words = (text: string): string => text.replaceAll(commentsAndTexts, ' ')

/** How a scan asks for all files that declare a type of a name, or for a namespace. */
export const wordModule = (word: string): string => `word>${word}`
export const namespaceModule = (name: string): string => `namespace>${name}`

/**
 * What a C# text may use: by every word, which may be a type of the same namespace or one of `using`, or a method that
 * another file adds to a type. And every namespace, which may be one that the sources lack.
 */
export const csharpImports: ImportScan = (text) => {
  const code = words(text)
  const modules = new Set<string>()
  for (const match of code.matchAll(/\busing\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?([\w.]+)/g))
    modules.add(namespaceModule(match[1] ?? ''))
  for (const match of code.matchAll(/[A-Za-z_]\w*/g)) modules.add(wordModule(match[0]))
  // What is made or called, as the front end asks for it: it may be a type that the sources lack.
  for (const match of code.matchAll(/\bnew\s+([A-Z]\w*)|(?<![\w.@])([A-Z]\w*)\s*\./g))
    modules.add(`>>${match[1] ?? match[2] ?? ''}`)
  return [...modules]
}

/** What chooses types at run time, or makes them for a program: which those are, words do not tell. */
export const csharpWiring =
  /\bActivator\b|\bAssembly\s*\.\s*(?:Load|GetType|GetExecutingAssembly|GetEntryAssembly)|\.\s*Invoke(?:Member)?\s*\(|\bGetType\s*\(\s*["\w]|\bGetMethods?\s*\(|\bProcessStartInfo\b|\bProcess\s*\.\s*Start\b|\bCSharpScript\b|\bIServiceCollection\b|\bServiceCollection\b|\bGet(?:Required)?(?:Keyed)?Service\b|\bWebApplication\b|\bHost\s*\.\s*Create|\bAdd(?:Singleton|Scoped|Transient)\b|\bLambda(?:Startup|Function)\b|\bMediat[oR]\b|\bIRequestHandler\b|\bController(?:Base)?\b|\bAutofac\b|\bdynamic\b/
