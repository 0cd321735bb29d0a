import type { CallRow, Catalog } from '../catalog.ts'

/** Libraries that read and check environment variables, and other input. */

const zod = ['zod', 'zod.z', 'zod/v4', 'zod/v4.z', 'zod/v3', 'zod/v3.z']
const joi = ['joi', '@hapi/joi']

/** What leaves a text as it is. */
const checks = [
  'min',
  'max',
  'length',
  'nonempty',
  'regex',
  'pattern',
  'email',
  'url',
  'uri',
  'uuid',
  'startsWith',
  'endsWith',
  'includes',
]
const notes = [
  'optional',
  'nullable',
  'nullish',
  'required',
  'describe',
  'description',
  'brand',
  'readonly',
  'refine',
  'label',
  'message',
]

const calls: readonly CallRow[] = [
  // Containers make what they are asked for: https://github.com/microsoft/tsyringe, https://inversify.io, https://docs.typestack.community/typedi
  { on: ['tsyringe.container', '$container'], call: ['resolve'], does: 'make-instance' },
  { on: ['tsyringe.container', '$container'], call: ['createChildContainer'], gives: '$container' },
  { on: ['inversify'], call: ['Container'], gives: '$inversify' },
  { on: ['$inversify'], call: ['get', 'resolve'], does: 'make-instance' },
  { on: ['typedi.Container'], call: ['get'], does: 'make-instance' },

  // https://github.com/evanshortiss/env-var/blob/master/API.md
  { on: ['env-var'], call: ['get'], when: { argument: '0' }, binds: { Name: '0', Default: '1' }, gives: '$env-var' },
  { on: ['env-var'], call: ['get'], does: 'environment' },
  { on: ['env-var'], call: ['from'], gives: '$env-var.other' },
  { on: ['$env-var'], call: ['default'], binds: { Default: '0' }, gives: '$env-var' },
  { on: ['$env-var'], call: ['required', 'example', 'description'], gives: '$env-var' },
  {
    on: ['$env-var'],
    call: ['asString', 'asUrlString', 'asEmailString', 'asEnum'],
    variable: { name: '@Name', otherwise: '@Default' },
  },

  // https://github.com/af/envalid
  { on: ['envalid'], call: ['cleanEnv', 'customCleanEnv'], does: 'schema-clean' },
  { on: ['envalid'], call: ['str', 'email', 'host', 'url'], binds: { Default: '0.default' }, gives: '$schema.text' },

  // https://zod.dev/api
  { on: zod, call: ['object', 'strictObject', 'looseObject'], binds: { Fields: '0' }, gives: '$schema.object' },
  { on: zod, call: ['string', 'enum', 'nativeEnum', 'email', 'url', 'uuid'], gives: '$schema.text' },
  { on: zod.map((name) => `${name}.coerce`), call: ['string'], gives: '$schema.text' },

  // https://joi.dev/api
  { on: joi, call: ['object'], binds: { Fields: '0' }, gives: '$schema.object' },
  { on: joi, call: ['string'], gives: '$schema.text' },
  { on: joi, call: ['attempt'], when: { argument: '1', matches: /^\$schema\.object$/ }, does: 'schema-parse-first' },

  { on: ['$schema.text'], call: ['default', 'catch'], binds: { Default: '0' }, gives: '$schema.text' },
  { on: ['$schema.text'], call: [...checks, ...notes, 'valid', 'hostname', 'allow'], gives: '$schema.text' },
  { on: ['$schema.object'], call: ['keys'], binds: { Fields: '0' }, gives: '$schema.object' },
  {
    on: ['$schema.object'],
    call: [...notes, 'strip', 'strict', 'passthrough', 'loose', 'unknown', 'prefs', 'options'],
    gives: '$schema.object',
  },
  { on: ['$schema.object', '$schema.text'], call: ['parse', 'parseAsync', 'validateAsync'], does: 'schema-parse' },
  { on: ['$schema.object', '$schema.text'], call: ['safeParse', 'safeParseAsync', 'validate'], does: 'schema-attempt' },
]

export const environment: Pick<Catalog, 'calls'> = { calls }
