import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself and what Node.js comes with, as far as values go through it. */

const calls: readonly CallRow[] = [
  { on: ['JSON'], call: ['stringify'], does: 'first-argument' },
  {
    on: ['decodeURIComponent', 'decodeURI', 'encodeURIComponent', 'encodeURI', 'unescape', 'structuredClone'],
    call: ['()'],
    does: 'first-argument',
  },
  { on: ['String'], call: ['()'], does: 'text-of' },
  { on: ['querystring'], call: ['unescape', 'escape'], does: 'first-argument' },
  { on: ['path', 'path.posix'], call: ['join'], does: 'path-join' },
  { on: ['path', 'path.posix'], call: ['resolve', 'normalize'], does: 'path-join' },
  { on: ['path', 'path.posix'], call: ['dirname'], does: 'path-folder' },
  { on: ['Object'], call: ['assign'], does: 'object-merge' },
  { on: ['Object'], call: ['freeze', 'seal', 'create'], does: 'first-argument' },
  { on: ['Object'], call: ['keys'], does: 'object-keys' },
  { on: ['Object'], call: ['values'], does: 'object-values' },
  { on: ['Object'], call: ['entries'], does: 'object-entries' },
  { on: ['Object'], call: ['fromEntries'], does: 'object-from-entries' },
  { on: ['Map'], call: ['()'], does: 'object-from-entries' },
  { on: ['Set', 'Array'], call: ['()', 'from'], does: 'list-of' },
  { on: ['Array'], call: ['of'], does: 'list-new' },
  { on: ['String'], call: ['raw'], does: 'text-interleave' },
  { on: ['util'], call: ['format'], receives: 'first-argument', does: 'text-format-arguments' },
  { on: ['path', 'path.posix'], call: ['basename'], when: { argument: '1', matches: /(?!)/, absent: true }, does: 'path-base' },
  { on: ['Promise'], call: ['all', 'allSettled', 'resolve', 'any', 'race'], does: 'first-argument' },
  { on: ['Reflect'], call: ['get'], does: 'member-get' },
  { on: ['Reflect'], call: ['apply'], receives: 'first-argument', does: 'function-apply' },
  { on: ['util'], call: ['promisify'], takes: '0' },
  { on: ['setTimeout', 'setImmediate', 'queueMicrotask', 'process.nextTick'], call: ['()'], does: 'call-first' },
  { on: ['child_process'], call: ['exec', 'execSync', 'spawn', 'spawnSync', 'execFile', 'execFileSync'], does: 'runs-command' },
  { on: ['eval', 'Function'], call: ['()'], does: 'runs-text' },
  { on: ['lodash', 'ramda', 'underscore'], call: ['get'], does: 'member-get' },
  { on: ['lodash', 'ramda', 'underscore'], call: ['merge', 'assign', 'defaults', 'extend'], does: 'object-merge' },
  { on: ['lodash', 'underscore'], call: ['cloneDeep', 'clone'], does: 'first-argument' },
]

const methods: Catalog['methods'] = {
  text: [
    ['text-lower', ['toLowerCase', 'toLocaleLowerCase']],
    ['text-upper', ['toUpperCase']],
    ['text-replace', ['replaceAll']],
    ['text-replace-first', ['replace']],
    ['text-concat', ['concat']],
    ['text-split', ['split']],
    ['text-strip', ['trim']],
    ['text-strip-start', ['trimStart', 'trimLeft']],
    ['text-strip-end', ['trimEnd', 'trimRight']],
    ['same', ['toString', 'valueOf', 'normalize']],
  ],
  list: [
    ['list-append', ['push', 'add']],
    ['list-prepend', ['unshift']],
    ['list-take-last', ['pop']],
    ['list-take-first', ['shift']],
    ['list-at', ['at']],
    ['list-element', ['find', 'findLast']],
    ['list-slice', ['slice']],
    ['list-reverse', ['reverse', 'toReversed']],
    ['list-sort', ['sort', 'toSorted']],
    ['list-map', ['map', 'forEach', 'some', 'every']],
    ['list-filter', ['filter']],
    ['list-flatten', ['flatMap', 'flat']],
    ['text-concat', ['concat']],
    ['list-join', ['join']],
    ['list-of', ['values']],
    ['list-enumerate', ['entries']],
  ],
  object: [
    ['object-get', ['get']],
    ['object-set', ['set']],
    ['object-remove', ['delete']],
    ['list-map', ['forEach']],
    ['same', ['toString', 'valueOf']],
  ],
  function: [
    ['function-call', ['call']],
    ['function-apply', ['apply']],
    ['function-bind', ['bind']],
  ],
  any: [
    ['call-with-receiver', ['then', 'catch', 'finally']],
    ['same', ['promise']],
  ],
}

export { methods }

export const standard: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: 'process.env', is: 'environment' },
    { name: 'Bun.env', is: 'environment' },
    { name: 'undefined', is: 'nothing' },
    { name: 'globalThis.process', gives: 'process' },
    { name: 'global.process', gives: 'process' },
    { name: 'path.sep', text: '/' },
  ],
}
