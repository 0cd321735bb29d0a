import type { CallRow, Catalog } from '../catalog.ts'

/** Files that are packaged with the program, and what reads settings from them. */

const calls: readonly CallRow[] = [
  { on: ['open'], call: ['()'], when: { argument: 'mode|1', matches: /^(?!.*[wax+])/, absent: true }, does: 'file-open' },
  { on: ['io', 'codecs'], call: ['open'], when: { argument: 'mode|1', matches: /^(?!.*[wax+])/, absent: true }, does: 'file-open' },
  { on: ['$file'], call: ['read', 'readline', 'readlines'], does: 'file-text' },
  { on: ['$file'], call: ['open', '__enter__'], gives: '$file' },
  { on: ['importlib.resources', 'importlib_resources'], call: ['files', 'open_text', 'open_binary'], does: 'file-of-module' },
  { on: ['json', 'simplejson', 'ujson', 'orjson', 'rapidjson', 'json5'], call: ['load', 'loads'], does: 'decode-json' },
  { on: ['yaml'], call: ['load', 'safe_load', 'full_load', 'unsafe_load'], does: 'decode-yaml' },
  { on: ['ruamel.yaml'], call: ['YAML'], gives: '$yaml' },
  { on: ['ruamel.yaml'], call: ['safe_load', 'load'], does: 'decode-yaml' },
  { on: ['$yaml'], call: ['load'], does: 'decode-yaml' },
  { on: ['tomllib', 'tomli'], call: ['load', 'loads'], does: 'decode-toml' },
  { on: ['toml', 'rtoml', 'pytoml', 'qtoml'], call: ['loads'], does: 'decode-toml' },
  { on: ['toml', 'rtoml', 'pytoml', 'qtoml'], call: ['load'], does: 'decode-file' },
  { on: ['configparser'], call: ['ConfigParser', 'RawConfigParser', 'SafeConfigParser'], makes: '$ini' },
  { on: ['$ini'], call: ['read', 'read_file', 'readfp'], does: 'fill-from-file' },
  { on: ['$ini'], call: ['get', 'getint', 'getboolean', 'getfloat'], does: 'entry-at-path' },
  { on: ['dotenv'], call: ['load_dotenv'], does: 'load-variables' },
  { on: ['dotenv'], call: ['dotenv_values'], does: 'read-variables' },
  { on: ['dotenv', 'dotenv.main'], call: ['find_dotenv'], gives: '$dotenv.found' },
]

export const documents: Pick<Catalog, 'calls' | 'members'> = { calls, members: [{ name: '__file__', is: 'file' }] }

/** Of paths that are texts. */
export const pathMethods: Catalog['methods']['text'] = [
  ['file-text', ['read_text', 'read_bytes']],
  ['file-open', ['open']],
]
