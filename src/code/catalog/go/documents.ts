import type { CallRow, Catalog } from '../catalog.ts'

/** Files that are packaged with the program, or put into it. */

const toml = ['github.com/BurntSushi/toml', 'github.com/pelletier/go-toml', 'github.com/pelletier/go-toml/v2']

const calls: readonly CallRow[] = [
  { on: ['os', 'io/ioutil'], call: ['ReadFile'], does: 'file-text', fails: true },
  { on: ['os'], call: ['Open'], does: 'file-open', fails: true },
  { on: ['io', 'io/ioutil'], call: ['ReadAll'], does: 'file-text', fails: true },
  { on: ['$source'], call: ['read'], does: 'file-text' },
  { on: ['$source'], call: ['ReadFile'], does: 'file-text', fails: true },
  { on: toml, call: ['Unmarshal'], fills: { target: '1', from: '0', tag: 'toml' } },
  { on: ['github.com/BurntSushi/toml'], call: ['Decode'], fills: { target: '1', from: '0', tag: 'toml' }, fails: true },
  { on: ['gopkg.in/yaml.v3', 'gopkg.in/yaml.v2'], call: ['NewDecoder'], binds: { Source: '0' }, gives: '$yaml.decoder' },
  { on: ['$yaml.decoder'], call: ['Decode'], fills: { target: '0', from: '@Source', tag: 'yaml' } },
  { on: ['github.com/joho/godotenv'], call: ['Load'], does: 'load-variables' },
  { on: ['github.com/joho/godotenv'], call: ['Overload'], does: 'load-variables-over' },
  { on: ['github.com/joho/godotenv/autoload'], call: ['*'], does: 'load-variables' },
]

export const documents: Pick<Catalog, 'calls' | 'members'> = { calls, members: [{ name: '$source.folder', is: 'folder' }] }
