import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself and its standard library, as far as values go through it. */

const calls: readonly CallRow[] = [
  { on: ['os'], call: ['getenv'], does: 'environment-variable' },
  { on: ['os'], call: ['system', 'popen', 'execv', 'execvp', 'spawnv'], does: 'runs-command' },
  { on: ['subprocess'], call: ['run', 'call', 'check_call', 'check_output', 'Popen', 'getoutput'], does: 'runs-command' },
  { on: ['asyncio'], call: ['create_subprocess_shell', 'create_subprocess_exec'], does: 'runs-command' },
  { on: ['eval', 'exec'], call: ['()'], does: 'runs-text' },
  { on: ['str'], call: ['()'], does: 'text-of' },
  { on: ['json', 'simplejson', 'ujson', 'orjson', 'yaml'], call: ['loads', 'safe_load'], does: 'first-argument' },
  { on: ['urllib.parse', 'urllib'], call: ['unquote_plus', 'unquote', 'quote', 'quote_plus'], does: 'first-argument' },
  { on: ['typing'], call: ['cast'], takes: 'val|1' },
  { on: ['copy'], call: ['copy', 'deepcopy'], does: 'first-argument' },
  {
    on: ['aws_lambda_powertools.utilities.data_classes', 'aws_lambda_powertools.utilities.parser'],
    call: ['S3Event', 'SQSEvent', 'EventBridgeEvent', 'APIGatewayProxyEvent', 'SNSEvent', 'parse'],
    does: 'first-argument',
  },

  { on: ['os.path'], call: ['join'], does: 'path-join' },
  { on: ['posixpath'], call: ['join'], does: 'path-join' },
  { on: ['os.path', 'posixpath', 'ntpath'], call: ['basename'], does: 'path-base' },
  { on: ['os.path', 'posixpath'], call: ['dirname'], does: 'path-folder' },
  { on: ['os.path', 'posixpath'], call: ['normpath', 'abspath', 'expanduser'], does: 'first-argument' },
  { on: ['contextlib'], call: ['closing', 'aclosing', 'nullcontext'], takes: '0' },
  { on: ['*'], call: ['enter_context', 'enter_async_context'], takes: '0' },
  { on: ['urllib.parse'], call: ['urljoin'], does: 'path-join' },
  { on: ['pathlib'], call: ['Path', 'PurePath', 'PosixPath', 'PurePosixPath'], does: 'path-join' },
  { on: ['os'], call: ['fspath'], does: 'first-argument' },

  { on: ['list', 'tuple', 'set', 'frozenset', 'sorted', 'reversed', 'iter', 'aiter'], call: ['()'], does: 'list-of' },
  { on: ['collections'], call: ['deque'], does: 'list-of' },
  { on: ['next', 'anext', 'max', 'min'], call: ['()'], does: 'list-element' },
  { on: ['random'], call: ['choice'], does: 'list-element' },
  { on: ['enumerate'], call: ['()'], does: 'list-enumerate' },
  { on: ['zip'], call: ['()'], does: 'list-zip' },
  { on: ['itertools'], call: ['zip_longest'], does: 'list-zip' },
  { on: ['map'], call: ['()'], does: 'list-map' },
  { on: ['filter'], call: ['()'], does: 'list-filter' },
  { on: ['dict'], call: ['()'], does: 'object-of' },
  { on: ['collections'], call: ['OrderedDict'], does: 'object-of' },
  { on: ['types'], call: ['SimpleNamespace', 'MappingProxyType'], does: 'object-of' },
  { on: ['dataclasses'], call: ['asdict'], does: 'first-argument' },
  { on: ['getattr'], call: ['()'], does: 'member-get' },
  { on: ['setattr'], call: ['()'], does: 'member-set' },
  { on: ['vars'], call: ['()'], does: 'first-argument' },
  { on: ['functools'], call: ['partial'], does: 'partial' },
  { on: ['functools'], call: ['lru_cache', 'cache', 'wraps'], gives: '$functools.decorator' },
  { on: ['globals', 'locals'], call: ['()'], does: 'module' },
  { on: ['*'], call: ['run_in_executor'], does: 'call-second' },
  { on: ['importlib'], call: ['import_module'], does: 'import-module' },
  { on: ['__import__'], call: ['()'], does: 'import-module' },

  { on: ['threading', 'multiprocessing'], call: ['Thread', 'Process'], does: 'call-target' },
  { on: ['threading'], call: ['Timer'], does: 'call-target' },
  {
    on: ['asyncio'],
    call: ['run', 'create_task', 'ensure_future', 'shield', 'wait_for', 'run_until_complete'],
    does: 'first-argument',
  },
  { on: ['asyncio'], call: ['gather'], does: 'choose' },
  { on: ['asyncio'], call: ['to_thread'], does: 'call-first' },
  { on: ['*'], call: ['submit', 'apply_async', 'call_soon', 'apply'], does: 'call-first' },
  { on: ['*'], call: ['map', 'imap', 'imap_unordered'], does: 'call-each' },
  { on: ['*'], call: ['run_until_complete'], does: 'first-argument' },

  { on: ['dataclasses', 'attr', 'attrs'], call: ['field', 'ib'], takes: 'default' },
  { on: ['dataclasses', 'attr', 'attrs'], call: ['field', 'ib'], callsArgument: 'default_factory|factory' },
  { on: ['pydantic'], call: ['Field'], takes: 'default|0' },
  { on: ['pydantic'], call: ['Field'], callsArgument: 'default_factory' },
  { on: ['pydantic'], call: ['BaseSettings'], gives: '$settings' },
  { on: ['pydantic_settings'], call: ['BaseSettings'], gives: '$settings' },
]

const methods: Catalog['methods'] = {
  text: [
    ['text-format', ['format']],
    ['text-lower', ['lower', 'casefold']],
    ['text-upper', ['upper']],
    ['text-replace', ['replace']],
    ['text-join', ['join']],
    ['text-split', ['split', 'rsplit', 'splitlines']],
    ['text-strip', ['strip']],
    ['text-strip-start', ['lstrip']],
    ['text-strip-end', ['rstrip']],
    ['text-trim-start', ['removeprefix']],
    ['text-trim-end', ['removesuffix']],
    ['same', ['encode', 'decode', 'as_posix', 'resolve']],
    ['text-concat', ['joinpath']],
  ],
  list: [
    ['list-append', ['append', 'add', 'insert', 'appendleft']],
    ['list-extend', ['extend', 'update']],
    ['list-element', ['pop', 'popleft', 'index', '__next__']],
    ['list-of', ['copy', 'union']],
  ],
  object: [
    ['object-get', ['get', 'pop']],
    ['object-default', ['setdefault']],
    ['object-merge', ['update']],
    ['object-keys', ['keys']],
    ['object-values', ['values']],
    ['object-entries', ['items']],
    ['object-of', ['copy']],
  ],
  function: [],
  any: [],
}

export { methods }

export const standard: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [{ name: 'os.environ', is: 'environment' }],
}
