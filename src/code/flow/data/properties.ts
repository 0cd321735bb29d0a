import type { Location } from '../../../source/source-file.ts'
import { decodeData, formatOf } from '../../data/decode.ts'
import { oncePer } from '../../once-per.ts'
import type { CodePackage } from '../../program.ts'
import type { Expression } from '../../storage-call.ts'
import type { Machine } from '../machine.ts'
import { alternatives, concat } from '../values/expression.ts'

/**
 * Settings by their name, `storage.bucket`: a variable of the environment, `STORAGE_BUCKET`, or else what the package's files of
 * properties say, of which there may be one for each profile.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 * https://download.eclipse.org/microprofile/microprofile-config-3.1/microprofile-config-spec-3.1.html#default_configsources
 */
export const propertyOf = (machine: Machine, name: string, usual: Expression | null, location: Location, depth = 0): Expression => {
  const found = depth > deepest ? [] : inFiles(machine.pkg, name)
  const said = found.length > 0 ? alternatives(found.map((text) => withProperties(machine, text, location, depth + 1))) : usual
  const otherwise = variablesOf(name).reduceRight<Expression | null>(
    (rest, variable) => ({ kind: 'env', name: variable, otherwise: rest, location }),
    said,
  )
  return otherwise ?? { kind: 'opaque', why: `it is the setting ${name}`, location }
}

/** A text with settings in it, `${storage.bucket:reports}`. */
export const withProperties = (machine: Machine, text: string, location: Location, depth = 0): Expression => {
  if (text.includes('#{') || depth > deepest)
    return { kind: 'opaque', why: 'it is the result of an expression in a setting', location }
  const parts: Expression[] = []
  let at = 0
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', at)) {
    const end = endOf(text, start)
    if (end === -1) break
    const [, name = '', usual] = /^([^:]*)(?::([\s\S]*))?$/.exec(text.slice(start + 2, end)) ?? []
    const otherwise = usual === undefined ? null : withProperties(machine, usual, location, depth + 1)
    parts.push(
      { kind: 'literal', text: text.slice(at, start), location },
      propertyOf(machine, name.trim(), otherwise, location, depth + 1),
    )
    at = end + 1
  }
  return concat([...parts, { kind: 'literal', text: text.slice(at), location }])
}

/** Settings that name each other in a circle end here. */
const deepest = 6

/** The `}` of the `${` at `start`; -1 if there is none. */
const endOf = (text: string, start: number): number => {
  let open = 0
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') open += 1
    if (text[at] === '}') open -= 1
    if (open === 0 && text[at] === '}') return at
  }
  return -1
}

/** The first that is set counts; some libraries leave out dashes, and others do not. */
const variablesOf = (name: string): readonly string[] => {
  const written = /^[A-Za-z]\w*$/.test(name) ? [name] : []
  const upper = [name, name.replaceAll('-', '')].map((one) => one.toUpperCase().replaceAll(/\W/g, '_'))
  return [...new Set([...written, ...upper])].filter((variable) => variable !== '')
}

// ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const isFileOfProperties = (path: string): boolean =>
  /(?:^|\/)(?:application(?:-[\w-]+)?\.(?:properties|ya?ml)|META-INF\/microprofile-config\.properties)$/.test(path) &&
  !/(?:^|\/)(?:src\/test|target|build)\//.test(path)

type Properties = ReadonlyMap<string, string>

const filesOf = oncePer<CodePackage, readonly Properties[]>()

const inFiles = (pkg: CodePackage, name: string): readonly string[] => {
  const files = filesOf(pkg, () => [...pkg.files.keys()].filter(isFileOfProperties).flatMap((path) => propertiesOf(path, pkg)))
  return files.flatMap((properties) => properties.get(plain(`%prod.${name}`)) ?? properties.get(plain(name)) ?? [])
}

/** Names are told apart by more than their case and their dashes. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '')

const propertiesOf = (path: string, pkg: CodePackage): readonly Properties[] => {
  const file = pkg.files.get(path)?.()
  const format = formatOf(path)
  const result = file && format && decodeData(file.text, format)
  if (!result?.ok) return []
  const found = new Map<string, string>()
  collect(result.data, [], found)
  return [found]
}

const collect = (data: unknown, path: readonly string[], into: Map<string, string>): void => {
  if (path.length > 32) return
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean')
    into.set(plain(path.join('.')), String(data))
  else if (data instanceof Map) for (const [key, entry] of data) collect(entry, [...path, String(key)], into)
  else if (typeof data === 'object' && data !== null)
    for (const [key, entry] of Object.entries(data)) collect(entry, [...path, key], into)
}
