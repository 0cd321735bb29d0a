import { decodeIni } from './ini.ts'
import { loadToml, loadYaml } from './libraries.ts'
import { decodeProperties } from './properties.ts'
import { decodeVariables } from './variables.ts'

/** Formats of the files of settings that programs read. */
export type DataFormat = 'json' | 'yaml' | 'toml' | 'ini' | 'properties' | 'variables'

export type Decoded =
  | { readonly ok: true; readonly data: unknown }
  /** `why` follows the name of the file: `is not valid JSON`. */
  | { readonly ok: false; readonly why: string }

/** Files of settings are small; what is larger is data. */
const longest = 1_000_000

const names: Readonly<Record<DataFormat, string>> = {
  json: 'JSON',
  yaml: 'YAML',
  toml: 'TOML',
  ini: 'INI',
  properties: 'a file of properties',
  variables: 'a file of variables',
}

export const decodeData = (text: string, format: DataFormat): Decoded => {
  if (text.length > longest) return { ok: false, why: 'is too large to be followed' }
  try {
    return { ok: true, data: decoders[format](text.replace(/^\ufeff/, '')) }
  } catch {
    return { ok: false, why: `is not valid ${names[format]}` }
  }
}

const decoders: Readonly<Record<DataFormat, (text: string) => unknown>> = {
  json: (text) => JSON.parse(text),
  yaml: (text) => loadYaml().parse(text, { logLevel: 'error', maxAliasCount: 50 }),
  toml: (text) => loadToml().parse(text),
  ini: decodeIni,
  properties: decodeProperties,
  variables: decodeVariables,
}

/** By the name of a file; undefined for one that no program decodes as settings. */
export const formatOf = (path: string): DataFormat | undefined => {
  if (/(?:^|\/)\.env(?:\.[\w.-]+)?$|\.env$/.test(path)) return 'variables'
  switch (/\.(\w+)$/.exec(path)?.[1]?.toLowerCase()) {
    case 'json':
    case 'json5':
      return 'json'
    case 'yaml':
    case 'yml':
      return 'yaml'
    case 'toml':
      return 'toml'
    case 'ini':
    case 'cfg':
    case 'conf':
      return 'ini'
    case 'properties':
      return 'properties'
    default:
      return undefined
  }
}
