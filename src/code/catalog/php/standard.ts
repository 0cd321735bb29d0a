import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself, as far as values go through it. `$php` and `$runtime` are what the front end calls by itself. */

const first = { receives: 'first-argument' } as const

const calls: readonly CallRow[] = [
  { on: ['getenv'], call: ['()'], when: { argument: '0', matches: /^$/, absent: true }, does: 'environment' },
  { on: ['getenv', 'env'], call: ['()'], does: 'environment-variable' },
  { on: ['Illuminate\\Support\\Env', 'Env'], call: ['get', 'getOrFail'], does: 'environment-variable' },
  { on: ['$runtime'], call: ['handle'], does: 'call-handler' },
  { on: ['$php'], call: ['require'], does: 'import-module' },
  { on: ['$php'], call: ['shell'], does: 'runs-command' },
  { on: ['exec', 'shell_exec', 'system', 'passthru', 'popen', 'proc_open', 'pcntl_exec'], call: ['()'], does: 'runs-command' },
  { on: ['Symfony\\Component\\Process\\Process'], call: ['()', 'fromShellCommandline'], does: 'runs-command' },
  { on: ['eval', 'create_function'], call: ['()'], does: 'runs-text' },

  { on: ['strval'], call: ['()'], does: 'text-of' },
  { on: ['sprintf', 'vsprintf'], call: ['()'], does: 'text-format-arguments', ...first },
  { on: ['implode', 'join'], call: ['()'], does: 'text-join', ...first },
  { on: ['strtolower', 'mb_strtolower'], call: ['()'], does: 'text-lower', ...first },
  { on: ['strtoupper', 'mb_strtoupper'], call: ['()'], does: 'text-upper', ...first },
  { on: ['trim'], call: ['()'], does: 'text-strip', ...first },
  { on: ['ltrim'], call: ['()'], does: 'text-strip-start', ...first },
  { on: ['rtrim', 'chop'], call: ['()'], does: 'text-strip-end', ...first },
  { on: ['basename'], call: ['()'], does: 'path-base' },
  { on: ['dirname'], call: ['()'], does: 'path-folder' },
  {
    on: [
      'json_decode',
      'json_encode',
      'urldecode',
      'rawurldecode',
      'urlencode',
      'rawurlencode',
      'realpath',
      'array_unique',
      'iterator_to_array',
      'serialize',
      'unserialize',
    ],
    call: ['()'],
    does: 'first-argument',
  },
  { on: ['array_values', 'array_reverse'], call: ['()'], does: 'object-values' },
  { on: ['array_keys'], call: ['()'], does: 'object-keys' },
  { on: ['array_merge', 'array_replace', 'array_merge_recursive'], call: ['()'], does: 'object-merge' },
  { on: ['array_pop', 'array_shift', 'current', 'reset', 'end', 'array_rand', 'max', 'min'], call: ['()'], does: 'list-element' },
  {
    on: ['GuzzleHttp\\Promise\\Utils', 'GuzzleHttp\\Promise'],
    call: ['all', 'settle', 'unwrap', 'any', 'some'],
    does: 'first-argument',
  },
]

const any: Catalog['methods']['any'] = [
  ['call-with-receiver', ['then', 'otherwise']],
  ['text-replace', ['text_replace']],
  ['text-split', ['text_split']],
]

export const methods: Catalog['methods'] = {
  text: [['same', ['value']]],
  list: [
    ['list-append', ['list_append']],
    ['list-map', ['list_map']],
    ['list-filter', ['list_filter']],
  ],
  object: [
    ['list-append', ['list_append']],
    ['list-map', ['list_map']],
    ['list-filter', ['list_filter']],
  ],
  function: [
    ['function-bind', ['bindTo']],
    ['function-call', ['call']],
    ['function-invoke', ['__invoke']],
  ],
  any,
}

/** Bref's classes of events read them by methods. https://bref.sh/docs/use-cases/s3 */
const fields = new Map([
  ['getRecords', 'Records'],
  ['getBucket', 's3.bucket'],
  ['getObject', 's3.object'],
  ['getDetail', 'detail'],
  ['getBody', 'body'],
  ['getMessage', 'Sns.Message'],
  ['getMessageAttributes', 'Sns.MessageAttributes'],
  ['toArray', ''],
])

export const fieldOfGetter = (method: string): string => {
  const known = fields.get(method)
  if (known !== undefined) return known
  const name = method.replace(/^get(?=[A-Z])/, '')
  return name.charAt(0).toLowerCase() + name.slice(1)
}

export const standard: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [{ name: '$php._ENV', is: 'environment' }],
}
