import type { CallRow, Catalog } from '../catalog.ts'

/** Libraries that read environment variables. */

const text = { argument: 'cast', matches: /^str$/, absent: true }
const never = /(?!)/

const calls: readonly CallRow[] = [
  // https://github.com/HBNetwork/python-decouple: the environment goes before files.
  { on: ['decouple'], call: ['config'], when: text, variable: { name: 'option|0', otherwise: 'default|1' } },
  { on: ['decouple'], call: ['AutoConfig', 'Config'], gives: '$decouple' },
  // https://www.starlette.io/config/
  {
    on: ['starlette.config'],
    call: ['Config'],
    when: { argument: 'env_prefix', matches: never, absent: true },
    gives: '$starlette.config',
  },
  { on: ['$decouple'], call: ['()', 'get'], when: text, variable: { name: 'option|0', otherwise: 'default|1' } },
  { on: ['$starlette.config'], call: ['()', 'get'], when: text, variable: { name: 'key|0', otherwise: 'default|2' } },
  // https://github.com/sloria/environs
  { on: ['environs'], call: ['Env', 'FileAwareEnv'], makes: '$environs' },
  { on: ['$environs'], call: ['prefixed'], sets: { Prefix: 'prefix|0' } },
  { on: ['$environs'], call: ['()', 'str', 'url'], variable: { name: 'name|0', otherwise: 'default|1' } },
]

export const environment: Pick<Catalog, 'calls'> = { calls }
