import type { CallRow, Catalog } from '../catalog.ts'

/** Files that are packaged with the program, and what reads settings from them. */

const calls: readonly CallRow[] = [
  { on: ['JSON', 'json5'], call: ['parse'], does: 'decode-json' },
  { on: ['fs', 'fs-extra', 'graceful-fs'], call: ['readFileSync'], does: 'file-text' },
  { on: ['fs.promises', 'fs/promises', 'fs-extra'], call: ['readFile'], does: 'file-text' },
  {
    on: ['fs-extra', 'jsonfile'],
    call: ['readJson', 'readJsonSync', 'readJSONSync', 'readJSON', 'readFileSync', 'readFile'],
    does: 'decode-file',
  },
  { on: ['js-yaml', 'yamljs'], call: ['load', 'safeLoad', 'parse'], does: 'decode-yaml' },
  { on: ['yaml'], call: ['parse'], does: 'decode-yaml' },
  { on: ['toml', '@iarna/toml', 'smol-toml', '@ltd/j-toml'], call: ['parse'], does: 'decode-toml' },
  { on: ['ini'], call: ['parse', 'decode'], does: 'decode-ini' },
  { on: ['dotenv'], call: ['config', 'configDotenv'], does: 'load-variables' },
  { on: ['dotenv'], call: ['parse'], does: 'decode-variables' },
  { on: ['URL'], call: ['()'], when: { argument: '1' }, does: 'file-url' },
  { on: ['url'], call: ['URL'], when: { argument: '1' }, does: 'file-url' },
  { on: ['url'], call: ['fileURLToPath'], does: 'first-argument' },
]

export const documents: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: '__filename', is: 'file' },
    { name: '__dirname', is: 'folder' },
  ],
}
