import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself, its standard library and what its programs use beside that, as far as values go through it. */

const aws = ['github.com/aws/aws-sdk-go-v2/aws', 'github.com/aws/aws-sdk-go/aws']
const lambda = ['github.com/aws/aws-lambda-go/lambda']
const json = [
  'encoding/json',
  'encoding/json/v2',
  'github.com/goccy/go-json',
  'github.com/json-iterator/go',
  'github.com/bytedance/sonic',
  'github.com/segmentio/encoding/json',
]
const yaml = ['gopkg.in/yaml.v2', 'gopkg.in/yaml.v3', 'github.com/goccy/go-yaml', 'sigs.k8s.io/yaml']
const caarlos = ['', '/v2', '/v3', '/v4', '/v5', '/v6', '/v7', '/v8', '/v9', '/v10', '/v11'].map(
  (version) => `github.com/caarlos0/env${version}`,
)

const calls: readonly CallRow[] = [
  {
    on: lambda,
    call: [
      'Start',
      'StartWithOptions',
      'StartWithContext',
      'StartHandler',
      'StartHandlerWithContext',
      'StartHandlerFunc',
      'StartHandlerFuncWithContext',
    ],
    does: 'call-with-event',
  },
  { on: lambda, call: ['NewHandler', 'NewHandlerWithOptions'], takes: '0' },

  { on: ['os', 'syscall'], call: ['Getenv'], does: 'environment-variable' },
  { on: ['os', 'syscall'], call: ['LookupEnv'], does: 'environment-variable', fails: true },
  { on: ['os/exec'], call: ['Command', 'CommandContext'], does: 'runs-command' },
  { on: ['syscall'], call: ['Exec', 'ForkExec'], does: 'runs-command' },

  // Pointers are followed as what they point to.
  {
    on: aws,
    call: ['String', 'ToString', 'StringValue', 'Int', 'Int32', 'Int64', 'ToInt64', 'Bool', 'ToBool', 'BoolValue', 'Int64Value'],
    takes: '0',
  },
  { on: ['github.com/samber/lo'], call: ['ToPtr', 'FromPtr', 'Must'], takes: '0' },
  { on: ['k8s.io/utils/ptr', 'k8s.io/utils/pointer'], call: ['To', 'Deref', 'String', 'StringPtr'], takes: '0' },
  { on: ['github.com/aws/smithy-go/ptr'], call: ['String', 'ToString'], takes: '0' },

  { on: ['fmt'], call: ['Sprintf'], receives: 'first-argument', does: 'text-format-arguments' },
  { on: ['fmt'], call: ['Sprint'], when: { argument: '1', matches: /$^/, absent: true }, does: 'text-of' },
  { on: ['strconv'], call: ['Itoa'], does: 'text-of' },
  { on: ['strconv'], call: ['FormatInt', 'FormatUint'], does: 'text-of' },
  { on: ['errors'], call: ['New'], takes: '0' },
  { on: ['fmt'], call: ['Errorf', 'Print', 'Printf', 'Println', 'Fprint', 'Fprintf', 'Fprintln'], takes: '0' },
  {
    on: ['log', 'log/slog'],
    call: ['Print', 'Printf', 'Println', 'Fatal', 'Fatalf', 'Info', 'Error', 'Debug', 'Warn'],
    takes: '0',
  },

  { on: ['strings'], call: ['ToLower'], receives: 'first-argument', does: 'text-lower' },
  { on: ['strings'], call: ['ToUpper'], receives: 'first-argument', does: 'text-upper' },
  { on: ['strings'], call: ['Join'], receives: 'first-argument', does: 'list-join' },
  { on: ['strings'], call: ['ReplaceAll'], receives: 'first-argument', does: 'text-replace' },
  { on: ['strings'], call: ['Split'], receives: 'first-argument', does: 'text-split' },
  { on: ['strings'], call: ['TrimSpace', 'Clone'], takes: '0' },
  { on: ['strings'], call: ['TrimPrefix'], receives: 'first-argument', does: 'text-trim-start' },
  { on: ['strings'], call: ['TrimSuffix'], receives: 'first-argument', does: 'text-trim-end' },
  { on: ['strings', 'bytes'], call: ['NewReader', 'NewBufferString', 'NewBuffer'], takes: '0' },
  { on: ['io'], call: ['ReadAll'], takes: '0', fails: true },
  { on: ['net/url'], call: ['QueryUnescape', 'PathUnescape'], does: 'first-argument', fails: true },

  { on: ['path', 'path/filepath'], call: ['Join'], does: 'path-join-all' },
  { on: ['path', 'path/filepath'], call: ['Base'], does: 'path-base' },
  { on: ['path', 'path/filepath'], call: ['Dir'], does: 'path-folder' },
  { on: ['path', 'path/filepath'], call: ['Clean', 'ToSlash', 'FromSlash'], takes: '0' },

  { on: ['append'], call: ['()'], receives: 'first-argument', does: 'list-with' },
  { on: ['copy'], call: ['()'], receives: 'first-argument', does: 'list-extend' },
  { on: ['slices', 'maps'], call: ['Clone', 'Collect', 'Values', 'Sorted'], takes: '0' },

  { on: json, call: ['Unmarshal', 'UnmarshalFromString'], fills: { target: '1', from: '0', tag: 'json' } },
  { on: json, call: ['Marshal', 'MarshalIndent', 'MarshalToString'], does: 'first-argument', fails: true },
  { on: json, call: ['NewDecoder'], binds: { Source: '0' }, gives: '$json.decoder' },
  { on: ['$json.decoder'], call: ['Decode'], fills: { target: '0', from: '@Source', tag: 'json' } },
  { on: yaml, call: ['Unmarshal'], fills: { target: '1', from: '0', tag: 'yaml' } },
  {
    on: ['github.com/mitchellh/mapstructure', 'github.com/go-viper/mapstructure/v2'],
    call: ['Decode', 'WeakDecode'],
    fills: { target: '1', from: '0', tag: 'mapstructure' },
  },

  // Readers of the environment.
  {
    on: [...caarlos, 'github.com/codingconcepts/env'],
    call: ['Parse', 'ParseWithFuncs', 'Set'],
    fills: { target: '0', from: 'environment', tag: 'env' },
  },
  {
    on: ['github.com/kelseyhightower/envconfig'],
    call: ['Process', 'MustProcess'],
    when: { argument: '0', matches: /^$/ },
    fills: { target: '1', from: 'environment', tag: 'envconfig' },
  },
  {
    on: ['github.com/sethvargo/go-envconfig'],
    call: ['Process', 'MustProcess'],
    fills: { target: '1', from: 'environment', tag: 'env' },
  },
  { on: ['github.com/ilyakaznacheev/cleanenv'], call: ['ReadEnv'], fills: { target: '0', from: 'environment', tag: 'env' } },
  { on: ['github.com/Netflix/go-env'], call: ['UnmarshalFromEnviron'], fills: { target: '0', from: 'environment', tag: 'env' } },

  // What runs a function at once, or beside the others.
  { on: ['sync.Once'], call: ['Do'], does: 'call-first' },
  { on: ['sync'], call: ['OnceFunc', 'OnceValue', 'OnceValues'], takes: '0' },
  { on: ['*'], call: ['Go', 'TryGo', 'Submit'], does: 'call-first' },
]

export const methods: Catalog['methods'] = {
  text: [['same', ['String']]],
  list: [],
  object: [],
  function: [],
  any: [['same', ['String']]],
}

export const standard: Pick<Catalog, 'calls' | 'members'> = { calls, members: [] }
