import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself and its standard library, as far as values go through it. */

const never = /(?!)/

/** Methods that are given a block, of whatever they are called on. */
const blocks: readonly (readonly [NonNullable<CallRow['does']>, readonly string[]])[] = [
  [
    'block-each',
    ['each', 'each_entry', 'reverse_each', 'each_pair', 'each_line', 'each_key', 'each_value', 'find_each', 'in_batches', 'cycle'],
  ],
  ['block-each', ['any?', 'all?', 'none?', 'one?', 'each_page', 'each_item', 'batch_each']],
  [
    'block-select',
    [
      'select',
      'filter',
      'reject',
      'select!',
      'reject!',
      'sort_by',
      'sort',
      'uniq',
      'take_while',
      'drop_while',
      'partition',
      'delete_if',
    ],
  ],
  ['block-find', ['find', 'detect', 'max_by', 'min_by', 'find_index', 'bsearch']],
  ['block-map', ['map', 'collect', 'filter_map', 'map!', 'sum', 'pmap']],
  ['block-map-values', ['transform_values', 'transform_values!']],
  ['block-to-object', ['to_h', 'to_hash']],
  ['block-flat-map', ['flat_map', 'collect_concat']],
  ['block-with-index', ['each_with_index', 'map_with_index', 'with_index']],
  ['block-with-object', ['each_with_object', 'with_object']],
  ['block-inject', ['inject', 'reduce']],
  ['block-groups', ['each_slice', 'each_cons', 'group_by', 'index_by', 'chunk_while', 'in_groups_of']],
  ['block-tap', ['tap']],
  ['block-then', ['then', 'yield_self']],
  ['block-times', ['times', 'upto', 'downto', 'step', 'each_char', 'each_byte']],
  ['block-evaluate', ['instance_eval', 'instance_exec', 'class_eval', 'class_exec', 'module_eval']],
  ['itself', ['freeze', 'dup', 'clone', 'itself', 'lazy', 'to_enum', 'each_entry', 'try_convert', 'not_nil!']],
]

/** Those of values that the catalogue knows by names of its own. */
const ownTypes = ['$s3.client', '$s3.resource', '$s3.Bucket', '$s3.Object', '$s3.objects', '$s3.buckets', '$s3.TransferManager']

const files = ['CGI', 'URI', 'ERB.Util', 'Addressable.URI', 'Rack.Utils']

const calls: readonly CallRow[] = [
  ...blocks.map(([does, call]): CallRow => ({ on: ['*', ...ownTypes], call, does })),
  { on: ['%send'], call: ['()'], does: 'call-member' },
  { on: ['%append'], call: ['()'], does: 'append-or-join' },
  { on: ['%require', 'require', 'require_relative', 'load'], call: ['()'], does: 'import-module' },
  { on: ['define_method', 'define_singleton_method'], call: ['()'], does: 'define-member' },
  { on: ['format', 'sprintf'], call: ['()'], does: 'text-format-arguments', receives: 'first-argument' },
  { on: ['String'], call: ['()'], does: 'text-of' },
  { on: ['Integer', 'Float'], call: ['()'], takes: '0' },
  { on: ['eval', 'instance_eval', 'class_eval'], call: ['()'], does: 'runs-text' },
  { on: ['*'], call: ['const_get', 'constantize', 'safe_constantize'], does: 'runs-text' },
  { on: ['Object', 'Kernel'], call: ['const_get'], does: 'runs-text' },
  { on: ['const_get'], call: ['()'], does: 'runs-text' },
  // Applications that a server or a framework finds by itself.
  { on: ['Lamby', 'Jets'], call: ['handler', 'process', 'cmd', 'boot'], does: 'runs-text' },
  { on: ['Rack.Builder'], call: ['parse_file', 'app', 'load_file', 'new_from_string'], does: 'runs-text' },
  { on: ['system', 'exec', 'spawn', '`'], call: ['()'], does: 'runs-command' },
  { on: ['Kernel', 'Process'], call: ['system', 'exec', 'spawn', '`'], does: 'runs-command' },
  { on: ['IO', 'PTY'], call: ['popen', 'spawn'], does: 'runs-command' },
  { on: ['Open3'], call: ['capture2', 'capture2e', 'capture3', 'popen2', 'popen2e', 'popen3', 'pipeline'], does: 'runs-command' },
  {
    on: ['JSON', 'Oj', 'MultiJson', 'Yajl.Parser', 'ActiveSupport.JSON'],
    call: ['parse', 'load', 'parse!', 'decode', 'safe_load'],
    does: 'decode-json',
  },
  { on: ['YAML', 'Psych'], call: ['load', 'safe_load', 'unsafe_load'], does: 'decode-yaml' },
  {
    on: ['YAML', 'Psych', 'JSON', 'Oj'],
    call: ['load_file', 'safe_load_file', 'unsafe_load_file', 'load_file!'],
    does: 'decode-file',
  },
  { on: ['File', 'IO'], call: ['read', 'binread'], does: 'file-text' },
  { on: ['File'], call: ['open', '()'], when: { argument: '&', matches: never, absent: true }, does: 'file-open' },
  { on: ['$file'], call: ['read', 'gets'], does: 'file-text' },
  { on: ['Dotenv'], call: ['load'], does: 'load-variables' },
  { on: ['Dotenv'], call: ['overload', 'overload!'], does: 'load-variables-over' },
  { on: ['Base64'], call: ['decode64', 'strict_decode64', 'urlsafe_decode64'], does: 'first-argument' },
  {
    on: files,
    call: [
      'unescape',
      'escape',
      'decode_www_form_component',
      'encode_www_form_component',
      'decode',
      'encode',
      'url_encode',
      'parse',
    ],
    does: 'first-argument',
  },
  { on: ['File', 'Pathname'], call: ['join'], does: 'path-join-all' },
  { on: ['File'], call: ['basename'], when: { argument: '1', matches: never, absent: true }, does: 'path-base' },
  { on: ['File'], call: ['dirname'], does: 'path-folder' },
  { on: ['File'], call: ['expand_path', 'realpath', 'absolute_path'], does: 'first-argument' },
  {
    on: ['Pathname', 'StringIO', 'Set', 'SortedSet'],
    call: ['()'],
    when: { argument: '0', matches: never, absent: true },
    does: 'list-of',
  },
  { on: ['Pathname'], call: ['()'], takes: '0' },
  { on: ['Array', 'Set'], call: ['()'], when: { argument: '&', matches: never, absent: true }, does: 'list-of' },
  { on: ['Hash'], call: ['()'], does: 'object-with-default' },
  { on: ['OpenStruct'], call: ['()'], does: 'object-of' },
  {
    on: ['Concurrent.Map', 'HashWithIndifferentAccess', 'ActiveSupport.HashWithIndifferentAccess'],
    call: ['()'],
    does: 'object-of',
  },
]

const methods: Catalog['methods'] = {
  text: [
    ['text-lower', ['downcase']],
    ['text-upper', ['upcase']],
    ['text-replace', ['gsub', 'sub', 'tr']],
    ['text-split', ['split', 'partition', 'rpartition']],
    ['text-strip', ['strip', 'chomp!']],
    ['text-strip-start', ['lstrip']],
    ['text-strip-end', ['rstrip']],
    ['text-trim-start', ['delete_prefix']],
    ['text-trim-end', ['delete_suffix', 'chomp']],
    ['text-concat', ['+', 'concat', '<<']],
    ['runs-text', ['constantize', 'safe_constantize']],
  ],
  list: [
    ['list-append', ['push', 'append', 'add', '<<', 'unshift', 'prepend']],
    ['list-extend', ['concat', 'merge']],
    ['list-element', ['pop', 'shift', 'sample', 'max', 'min', 'next']],
    ['list-first', ['first', 'take', 'last']],
    ['object-get', ['fetch', 'at']],
    ['list-join', ['join']],
    ['list-flatten', ['flatten', 'flatten!']],
    ['list-of', ['to_a', 'compact', 'compact!', 'reverse', 'uniq!', 'shuffle', 'to_set', 'sort!', 'entries', 'drop', 'dup']],
    ['object-from-entries', ['to_h!']],
    ['list-zip', ['zip']],
  ],
  object: [
    ['object-get', ['fetch', 'delete', 'dig']],
    ['object-set', ['store', '[]=', 'instance_variable_set']],
    ['object-merged', ['merge', 'deep_merge', 'reverse_merge', 'with_defaults', 'with']],
    ['object-merge-into', ['merge!', 'update', 'deep_merge!', 'reverse_merge!']],
    ['object-keys', ['keys']],
    ['object-values', ['values']],
    ['object-entries', ['to_a', 'entries']],
    ['same', ['slice', 'except', 'compact', 'transform_keys', 'filter_map!', 'deep_transform_keys', 'to_unsafe_h', 'permit']],
  ],
  function: [
    ['function-invoke', ['call', 'yield', '()', '===', '[]']],
    ['class-mix', ['include', 'extend', 'prepend']],
    ['same', ['to_proc', 'curry']],
  ],
  any: [
    ['class-of', ['class', 'singleton_class']],
    ...blocks,
    ['same', ['to_s', 'to_str', 'to_sym', 'to_path', 'encode', 'force_encoding', 'unicode_normalize', 'html_safe']],
    [
      'same',
      ['symbolize_keys', 'deep_symbolize_keys', 'stringify_keys', 'deep_stringify_keys', 'with_indifferent_access', 'scrub'],
    ],
    [
      'same',
      ['symbolize_keys!', 'deep_symbolize_keys!', 'strip!', 'to_i', 'to_f', 'read', 'string', '!', '+@', '-@', 'squish', 'b'],
    ],
  ],
}

export { methods }

export const standard: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: 'ENV', is: 'environment' },
    { name: '__FILE__', is: 'file' },
    { name: '__dir__', is: 'folder' },
  ],
}
