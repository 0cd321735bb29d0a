import type { ImportScan } from './imports.ts'

const commentsAndTexts = /\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/[^\n]*|"""(?:[\s\S]*?"""|[\s\S]*)|"(?:[^"\\\n]+|\\.)*"?/g

/**
 * What a Kotlin text may use, as the front end names it (`com/acme/store#Store`): what it imports, whole packages, full
 * names, and every word that begins with a capital, which may be of the same package;
 * one that matters only if it is there has a `?`.
 */
export const kotlinImports: ImportScan = (text) => {
  const code = text.replaceAll(commentsAndTexts, ' ')
  const itsPackage = (/^[ \t]*package\s+([\w.]+)/m.exec(code)?.[1] ?? '').replaceAll('.', '/')
  const modules = new Set<string>()
  const packages = new Set([itsPackage])
  const imported = new Set<string>()
  for (const match of text.matchAll(/^[ \t]*import[ \t]+([\w.`]+?)(\.\*)?[ \t]*(?:\bas\b|;|\r?$)/gm)) {
    const [, name = '', isAll] = match
    const segments = name.replaceAll('`', '').split('.')
    if (isAll !== undefined) {
      packages.add(segments.join('/'))
      modules.add(`${segments.join('/')}#*`)
    } else {
      modules.add(moduleOf(segments))
      imported.add(segments.at(-1) ?? '')
    }
  }
  for (const match of code.matchAll(/(?<![\w.])[a-z]\w*(?:\.[a-z]\w*){1,20}\.[A-Z]\w*/g))
    modules.add(`${moduleOf(match[0].split('.'))}?`)
  const declared = new Set(
    [...code.matchAll(/\b(?:class|interface|object|typealias|val|var)\s+(\w+)|<\s*(?:reified\s+)?([A-Z]\w*)\s*[:>,]/g)].map(
      (match) => match[1] ?? match[2],
    ),
  )
  const used = new Set([...code.matchAll(/(?<![\w.@$])([A-Z]\w*)\s*(?:\(|\.\s*[a-z]|::)/g)].map(([, name]) => name))
  const places = [...packages].join('|')
  for (const name of new Set(Array.from(code.matchAll(/(?<![\w.$])[A-Z]\w*[a-z]\w*/g), ([word]) => word)))
    if (!imported.has(name)) modules.add(`${places}#${name}${used.has(name) && !declared.has(name) ? '' : '?'}`)
  return [...modules]
}

/** The outermost class of a full name, or its last part. */
const moduleOf = (segments: readonly string[]): string => {
  const first = segments.findIndex((segment) => /^[A-Z_]/.test(segment))
  const count = first === -1 ? segments.length - 1 : first
  return `${segments.slice(0, count).join('/')}#${segments[count] ?? ''}`
}
