import { createRequire } from 'node:module'

// Few programs read such files, and the flow is synchronous: each library is loaded by the first file that needs it.
const load = createRequire(import.meta.url)

/** https://eemeli.org/yaml/ */
export const loadYaml = (): typeof import('yaml') => load('yaml')

/** https://github.com/squirrelchat/smol-toml */
export const loadToml = (): typeof import('smol-toml') => load('smol-toml')
