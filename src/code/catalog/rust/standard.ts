import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself and its standard library, as far as values go through it; runtimes; and what reads JSON. */

const holders = [
  'std.sync',
  'std.rc',
  'std.cell',
  'tokio.sync',
  'parking_lot',
  'once_cell.sync',
  'once_cell.unsync',
  'std.boxed',
  'std.borrow',
  'std.pin',
  'alloc.sync',
]

const calls: readonly CallRow[] = [
  { on: ['present$'], call: ['()'], does: 'without-nothing' },
  { on: ['std.env', 'dotenv', 'dotenvy'], call: ['var', 'var_os'], does: 'environment-variable' },
  { on: ['std.env'], call: ['vars'], does: 'environment' },
  {
    on: ['String', 'std.string.String', 'PathBuf', 'std.path.PathBuf', 'std.path.Path', 'Path'],
    call: ['from', 'new', 'from_utf8', 'from_utf8_lossy', 'from_str'],
    takes: '0',
  },
  { on: ['std.str', 'std.string.String'], call: ['from_utf8', 'from_utf8_lossy'], takes: '0' },
  { on: ['Box', 'Some', 'Ok', 'Option', 'Cow'], call: ['()', 'new', 'from', 'pin'], takes: '0' },
  {
    on: holders.flatMap((module) =>
      ['Arc', 'Rc', 'Box', 'Mutex', 'RwLock', 'RefCell', 'Cell', 'Cow', 'Pin'].map((name) => `${module}.${name}`),
    ),
    call: ['new', 'from', 'clone', 'pin', 'const_new'],
    takes: '0',
  },
  {
    on: holders.flatMap((module) => ['Lazy', 'LazyLock', 'LazyCell'].map((name) => `${module}.${name}`)),
    call: ['new'],
    callsArgument: '0',
  },
  {
    on: ['tokio', 'tokio.task', 'std.thread', 'tokio.runtime.Handle'],
    call: ['spawn', 'spawn_blocking', 'block_in_place'],
    does: 'call-first',
  },
  { on: ['futures.future', 'futures', 'futures_util.future'], call: ['join_all', 'try_join_all'], takes: '0' },
  { on: ['futures.stream', 'futures_util.stream', 'tokio_stream'], call: ['iter'], takes: '0' },
  {
    on: ['HashMap', 'BTreeMap', 'std.collections.HashMap', 'std.collections.BTreeMap'],
    call: ['new', 'with_capacity', 'default'],
    does: 'object-of',
  },
  {
    on: ['HashMap', 'BTreeMap', 'std.collections.HashMap', 'std.collections.BTreeMap'],
    call: ['from', 'from_iter'],
    does: 'object-from-entries',
  },
  {
    on: ['Vec', 'std.collections.VecDeque', 'std.collections.HashSet', 'std.collections.BTreeSet'],
    call: ['new', 'with_capacity', 'from', 'default'],
    does: 'list-of',
  },

  // https://docs.rs/lambda_runtime/latest/lambda_runtime/fn.run.html
  {
    on: ['lambda_runtime', 'lambda_http', 'lambda', 'lambda_runtime.runtime'],
    call: ['run', 'run_with_streaming_response', 'run_concurrent', 'start'],
    does: 'call-with-event-first',
  },
  { on: ['lambda_runtime.Runtime'], call: ['new'], does: 'call-with-event-first' },
  { on: ['vercel_runtime'], call: ['run'], does: 'call-with-event-first' },

  // What is parsed from a part of the event is a part of it.
  {
    on: ['serde_json', 'simd_json', 'serde_yaml', 'toml'],
    call: ['from_str', 'from_slice', 'from_value', 'from_reader', 'to_value', 'to_string'],
    takes: '0',
  },
  { on: ['urlencoding', 'percent_encoding'], call: ['decode', 'percent_decode_str', 'percent_decode', 'encode'], takes: '0' },
  { on: ['std.process.Command'], call: ['new'], does: 'runs-command' },
]

export const methods: Catalog['methods'] = {
  text: [
    ['text-lower', ['to_lowercase', 'to_ascii_lowercase']],
    ['text-upper', ['to_uppercase', 'to_ascii_uppercase']],
    ['text-replace', ['replace']],
    ['text-split', ['split']],
    ['path-join', ['join']],
    ['text-trim-start', ['strip_prefix']],
    ['text-trim-end', ['strip_suffix']],
    ['text-strip-start', ['trim_start_matches']],
    ['text-strip-end', ['trim_end_matches']],
  ],
  list: [
    ['list-append', ['push', 'push_back', 'push_front', 'insert']],
    ['list-extend', ['extend', 'append', 'extend_from_slice']],
    ['object-get', ['get', 'get_mut', 'nth']],
    ['list-element', ['first', 'last', 'next', 'pop', 'pop_front', 'find', 'min', 'max', 'remove', 'swap_remove']],
    ['list-join', ['join', 'concat']],
    [
      'list-map',
      [
        'map',
        'for_each',
        'filter_map',
        'any',
        'all',
        'for_each_concurrent',
        'try_for_each',
        'then',
        'try_for_each_concurrent',
        'inspect',
      ],
    ],
    ['list-of', ['pairs$']],
    ['list-flatten', ['flat_map']],
    ['list-filter', ['filter', 'take_while', 'skip_while', 'retain']],
    [
      'list-of',
      [
        'collect',
        'rev',
        'take',
        'skip',
        'to_vec',
        'sorted',
        'chain',
        'chunks',
        'buffer_unordered',
        'buffered',
        'try_collect',
        'into_vec',
      ],
    ],
  ],
  object: [
    ['object-get', ['get', 'get_mut', 'pointer', 'remove', 'first', 'get_one']],
    ['object-set', ['insert']],
    ['object-merge', ['extend']],
    ['object-keys', ['keys', 'into_keys']],
    ['object-values', ['values', 'into_values', 'values_mut']],
    ['object-entries', ['pairs$']],
  ],
  function: [['function-invoke', ['call', 'call_mut', 'call_once']]],
  any: [
    [
      'same',
      [
        'clone',
        'to_string',
        'to_owned',
        'into',
        'try_into',
        'as_str',
        'as_ref',
        'as_mut',
        'as_deref',
        'as_deref_mut',
        'as_bytes',
        'into_bytes',
      ],
    ],
    [
      'same',
      [
        'into_string',
        'into_owned',
        'borrow',
        'borrow_mut',
        'iter',
        'into_iter',
        'iter_mut',
        'ok',
        'as_slice',
        'lock',
        'read',
        'write',
        'cloned',
        'copied',
      ],
    ],
    [
      'same',
      [
        'into_inner',
        'deref',
        'as_path',
        'as_os_str',
        'to_str',
        'to_string_lossy',
        'display',
        'trim',
        'trim_end',
        'trim_start',
        'parse',
        'as_string',
      ],
    ],
    [
      'same',
      [
        'as_array',
        'as_object',
        'into_future',
        'fuse',
        'boxed',
        'payload',
        'body',
        'into_body',
        'filter$one',
        'get_ref',
        'take',
        'unwrap_or_default',
        'decode_utf8',
      ],
    ],
    ['same', ['decode_utf8_lossy', 'pairs$', 'to_vec', 'into_boxed_str', 'text', 'json', 'await']],
    ['call-with-receiver', ['map$one', 'and_then$one', 'then$one', 'inspect$one', 'flat_map$one', 'and_then']],
    ['call-first', ['get_or_init', 'get_or_try_init', 'get_or_insert_with', 'or_insert_with']],
  ],
}

/** Fields whose names in JSON are not those of the crate's types in camel case. https://docs.rs/aws_lambda_events */
const fields = new Map([
  ['records', 'Records'],
  ['sns', 'Sns'],
  ['url_decoded_key', 'key'],
  ['detail_type', 'detail-type'],
  ['resource_properties', 'ResourceProperties'],
])

/** `event.records[0].s3.bucket.name`: the crate's types have the event's names in the language's own spelling. */
export const eventField = (name: string, path: readonly string[]): string => {
  const known = fields.get(name)
  if (known !== undefined) return known
  const camel = name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase())
  return path.at(-1) === 'Sns' ? camel.charAt(0).toUpperCase() + camel.slice(1) : camel
}

export const standard: Pick<Catalog, 'calls' | 'members'> = { calls, members: [] }
