import type { ImportScan } from './imports.ts'

const commentsAndTexts =
  /\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/[^\n]*|"""(?:[\s\S]*?"""|[\s\S]*)|"(?:[^"\\\n]+|\\.)*"?|'(?:[^'\\\n]|\\.){0,8}'/g

/**
 * The classes that a Java text may use, as the front end names them (`com/acme/Store`, or the places where a simple name may
 * be, `com/acme/Store|java/lang/Store`): by their full names, by imports, and by every word that begins with a capital, which
 * may be of the same package. A class that matters only if it is there has a `?`: a word that may be no class.
 */
export const javaImports: ImportScan = (text) => {
  const code = text.replaceAll(commentsAndTexts, ' ')
  const itsPackage = /^[ \t]*package\s+([\w.]+)/m.exec(code)?.[1]?.replaceAll('.', '/') ?? ''
  const classes = new Map<string, string>()
  const wildcards = new Set<string>()
  const modules = new Set<string>()
  for (const match of code.matchAll(/\bimport\s+(?:static\s+)?([\w.]+?)(\.\*)?\s*;/g)) {
    const [, name = '', isAll] = match
    const file = fileOf(name)
    modules.add(`${file}?`)
    if (isAll !== undefined && file === name.replaceAll('.', '/') && !/[A-Z]/.test(name)) wildcards.add(file)
    else classes.set(name.slice(name.lastIndexOf('.') + 1), file)
  }
  for (const match of code.matchAll(/(?<![\w.])[a-z]\w*(?:\s{0,40}\.\s{0,40}[a-z]\w*){0,20}\s{0,40}\.\s{0,40}[A-Z]\w*/g))
    modules.add(`${fileOf(match[0].replaceAll(/\s/g, ''))}?`)
  const declared = new Set(
    [...code.matchAll(/\b(?:class|interface|enum|record)\s+(\w+)|\b([A-Z]\w*)\s*=(?!=)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  )
  const used = new Set(
    [...code.matchAll(/\b(?:new|extends)\s+([A-Z]\w*)|(?<![\w.@$])([A-Z]\w*)\s*(?:\.\s*[a-z]|::)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  )
  for (const name of new Set(Array.from(code.matchAll(/(?<![\w.$])[A-Z]\w*/g), ([word]) => word))) {
    const mark = used.has(name) && !declared.has(name) ? '' : '?'
    const places = [itsPackage, ...wildcards].map((folder) => (folder === '' ? name : `${folder}/${name}`))
    const known = classes.get(name)
    modules.add((known ?? [...places, `java/lang/${name}`].join('|')) + mark)
  }
  return [...modules]
}

/** The outermost class of a full name is its file. */
const fileOf = (name: string): string => {
  const segments = name.split('.')
  const first = segments.findIndex((segment) => /^[A-Z_]/.test(segment))
  return segments.slice(0, first === -1 ? segments.length : first + 1).join('/')
}

/** What chooses classes at run time, or makes them for a program: which those are, words do not tell. */
export const javaWiring =
  /\bClass\s*\.\s*forName|\bServiceLoader\b|\bnewInstance\s*\(|\bgetDeclared\w+\s*\(|\.\s*loadClass\b|\bProxy\b|\bMethodHandles?\b|\bProcessBuilder\b|\bgetRuntime\b|\bScriptEngine|@(?:Inject|Autowired|Resource|EJB|InjectMocks|Bean|Component|Service|Configuration|Produces|Provides|RequiredArgsConstructor|AllArgsConstructor|Data|Value|ImportResource|SpringBootApplication)\b|\bimport\s+(?:static\s+)?(?:org\.springframework|io\.(?:micronaut|quarkus)|(?:javax|jakarta)\.(?:inject|enterprise)|com\.google\.inject|dagger|org\.aspectj)\b/
