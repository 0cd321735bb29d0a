import { createRequire } from 'node:module'

// Few configurations need these, so each is loaded by the first call that does. Evaluation is synchronous, and so is loading; the
// build puts a bundler's `require` in the place of Node's, so that they are part of the bundle and still wait for their first use.
const load = createRequire(import.meta.url)

/** RE2, the regular expressions of Go. https://github.com/le0pard/re2js */
export const loadRe2 = (): typeof import('re2js') => load('re2js')

/** https://eemeli.org/yaml/ */
export const loadYaml = (): typeof import('yaml') => load('yaml')

/** https://csv.js.org/parse/ */
export const loadCsvParse = (): typeof import('csv-parse/sync') => load('csv-parse/sync')
