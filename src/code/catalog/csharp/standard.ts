import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself and its standard library, as far as values go through it; and what hosts programs in Lambda. */

const generic = 'System/Collections/Generic'
const lists = ['List', 'HashSet', 'Queue', 'Stack', 'LinkedList', 'SortedSet'].map((name) => `${generic}.${name}`)
const maps = ['Dictionary', 'SortedDictionary', 'SortedList'].map((name) => `${generic}.${name}`)
const tasks = ['Task', 'ValueTask'].map((name) => `System/Threading/Tasks.${name}`)
const ssm = 'Amazon/SimpleSystemsManagement'
const runtime = 'Amazon/Lambda/RuntimeSupport'
const settings = 'Microsoft/Extensions/Configuration'
const powertools = 'AWS/Lambda/Powertools/Parameters'

const calls: readonly CallRow[] = [
  { on: ['System.Environment'], call: ['GetEnvironmentVariable'], does: 'environment-variable' },
  { on: ['System.Environment'], call: ['GetEnvironmentVariables'], does: 'environment' },
  { on: ['System.Environment'], call: ['ExpandEnvironmentVariables'], gives: '$text' },
  { on: ['System.Convert'], call: ['ToString'], does: 'text-of' },
  { on: ['System.Uri'], call: ['UnescapeDataString', 'EscapeDataString', 'UnescapeString'], takes: '0' },
  { on: ['System/Net.WebUtility', 'System/Web.HttpUtility'], call: ['UrlDecode', 'UrlEncode', 'HtmlDecode'], takes: '0' },
  { on: ['System/IO.Path'], call: ['Combine', 'Join'], does: 'path-join' },
  { on: ['System/IO.Path'], call: ['GetFileName'], does: 'path-base' },
  { on: ['System/IO.Path'], call: ['GetDirectoryName'], does: 'path-folder' },
  { on: lists, call: ['()'], does: 'list-of' },
  {
    on: ['System/Collections/Concurrent.ConcurrentBag', 'System/Collections/Concurrent.ConcurrentQueue'],
    call: ['()'],
    does: 'list-of',
  },
  { on: ['System/Collections.ArrayList'], call: ['()'], does: 'list-of' },
  {
    on: [...maps, 'System/Collections/Concurrent.ConcurrentDictionary', 'System/Collections/Specialized.NameValueCollection'],
    call: ['()'],
    does: 'object-of',
  },
  { on: ['System.Array'], call: ['Empty'], does: 'list-of' },
  { on: ['System/Linq.Enumerable'], call: ['Empty'], does: 'list-of' },
  { on: ['System.Tuple', 'System.ValueTuple', `${generic}.KeyValuePair`], call: ['()', 'Create'], does: 'list-with' },
  { on: tasks, call: ['FromResult', 'WhenAll', 'WhenAny', 'WaitAll'], takes: '0' },
  { on: tasks, call: ['Run'], callsArgument: '0' },
  { on: ['System/Threading/Tasks.TaskFactory'], call: ['StartNew'], callsArgument: '0' },
  { on: ['System/Threading/Tasks.Parallel'], call: ['Invoke'], callsArgument: '0' },
  { on: ['System.Lazy'], call: ['()'], callsArgument: '0' },

  // What is read from the event's stream, or parsed from a part of it, is a part of the event.
  { on: ['System/IO.StreamReader', 'System/IO.StringReader', 'System/IO.BufferedStream'], call: ['()'], takes: '0' },
  { on: ['System/Text/Json.JsonSerializer'], call: ['Deserialize', 'DeserializeAsync'], takes: '0' },
  { on: ['System/Text/Json.JsonDocument', 'System/Text/Json/Nodes.JsonNode'], call: ['Parse', 'ParseAsync'], takes: '0' },
  { on: ['Newtonsoft/Json.JsonConvert'], call: ['DeserializeObject'], takes: '0' },
  { on: ['JObject', 'JArray', 'JToken'].map((name) => `Newtonsoft/Json/Linq.${name}`), call: ['Parse', 'FromObject'], takes: '0' },
  { on: ['Amazon/S3/Util.S3EventNotification', 'Amazon/Lambda/S3Events.S3Event'], call: ['ParseJson'], takes: '0' },
  { on: ['System/Text.Encoding'], call: ['GetString', 'GetBytes'], takes: '0' },

  // https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html#csharp-executable-assembly-handlers
  { on: [`${runtime}.LambdaBootstrapBuilder`], call: ['Create'], does: 'call-with-event-first' },
  { on: [`${runtime}.HandlerWrapper`], call: ['GetHandlerWrapper'], does: 'call-with-event-first' },

  {
    on: ['IConfiguration', 'IConfigurationRoot', 'IConfigurationSection', 'ConfigurationManager'].map(
      (name) => `${settings}.${name}`,
    ),
    call: ['()'],
    gives: '$configuration',
  },
  { on: [`${settings}.ConfigurationBuilder`, `${settings}.IConfigurationBuilder`], call: ['()'], gives: '$configurationBuilder' },
  { on: ['$configurationBuilder'], call: ['Build'], gives: '$configuration' },
  { on: ['$configurationBuilder'], call: ['*'], gives: '$configurationBuilder' },
  { on: ['$configuration'], call: ['GetSection', 'GetRequiredSection'], does: 'configuration-section' },
  { on: ['$configuration'], call: ['GetValue'], does: 'configuration-value' },
  { on: ['Microsoft/AspNetCore/Builder.WebApplication'], call: ['CreateBuilder', 'CreateSlimBuilder'], gives: '$builder' },
  { on: ['Microsoft/Extensions/Hosting.Host'], call: ['CreateApplicationBuilder'], gives: '$builder' },

  {
    on: [`${ssm}.IAmazonSimpleSystemsManagement`, `${ssm}.AmazonSimpleSystemsManagementClient`],
    call: ['()'],
    gives: '$ssm.client',
  },
  { on: [`${ssm}/Model.GetParameterRequest`], call: ['()'], makes: '$ssm.request' },
  {
    on: ['$ssm.client'],
    call: ['GetParameterAsync', 'GetParameter'],
    binds: { Name: 'request.Name|0.Name' },
    gives: '$ssm.result',
  },
  // https://docs.powertools.aws.dev/lambda/dotnet/utilities/parameters/
  { on: [`${powertools}.ParametersManager`], call: ['SsmProvider'], gives: '$ssm.provider' },
  { on: ['$ssm.provider'], call: ['Get', 'GetAsync'], does: 'ssm-parameter' },
  { on: ['$ssm.provider'], call: ['*'], gives: '$ssm.provider' },

  // What is made or loaded by a name that is chosen at run time.
  { on: ['System.Activator'], call: ['CreateInstance', 'CreateInstanceFrom'], does: 'import-module' },
  { on: ['System/Reflection.Assembly'], call: ['Load', 'LoadFrom', 'LoadFile'], does: 'import-module' },

  { on: ['System/Diagnostics.ProcessStartInfo', 'System/Diagnostics.Process'], call: ['()', 'Start'], does: 'runs-command' },
]

export const methods: Catalog['methods'] = {
  text: [
    ['text-lower', ['ToLower', 'ToLowerInvariant']],
    ['text-upper', ['ToUpper', 'ToUpperInvariant']],
    ['text-replace', ['Replace']],
    ['text-split', ['Split']],
    ['text-strip', ['Trim']],
    ['text-strip-start', ['TrimStart']],
    ['text-strip-end', ['TrimEnd']],
    ['text-join', ['joining$']],
    ['text-format', ['format$']],
  ],
  list: [
    ['list-append', ['Add', 'AddLast', 'AddFirst', 'Enqueue', 'Push', 'Insert']],
    ['list-extend', ['AddRange', 'UnionWith']],
    [
      'list-element',
      [
        'First',
        'FirstOrDefault',
        'Last',
        'LastOrDefault',
        'Single',
        'SingleOrDefault',
        'Dequeue',
        'Pop',
        'Peek',
        'Find',
        'Max',
        'Min',
        'MaxBy',
        'MinBy',
      ],
    ],
    ['object-get', ['ElementAt', 'ElementAtOrDefault']],
    ['list-map', ['Select', 'ForEach', 'Any', 'All', 'Count', 'Sum', 'ForAll', 'ConvertAll', 'Aggregate']],
    ['list-filter', ['Where', 'TakeWhile', 'SkipWhile', 'RemoveAll', 'FindAll']],
    ['list-flatten', ['SelectMany']],
    [
      'list-of',
      [
        'ToList',
        'ToArray',
        'ToHashSet',
        'AsEnumerable',
        'AsParallel',
        'OrderBy',
        'OrderByDescending',
        'ThenBy',
        'Distinct',
        'DistinctBy',
        'Take',
        'Skip',
        'Reverse',
        'OfType',
        'Cast',
        'ToListAsync',
        'ToArrayAsync',
        'GetEnumerator',
        'AsReadOnly',
        'entries$',
      ],
    ],
    ['list-zip', ['Zip']],
    ['text-concat', ['Concat', 'Union']],
  ],
  object: [
    ['object-get', ['entry$', 'GetValueOrDefault', 'GetProperty', 'SelectToken']],
    ['object-set', ['Add', 'TryAdd', 'Set']],
    ['object-entries', ['entries$', 'ToList', 'AsEnumerable']],
    ['list-map', ['Select', 'ForEach']],
  ],
  function: [['function-invoke', ['Invoke', 'DynamicInvoke', 'BeginInvoke']]],
  any: [
    [
      'same',
      [
        'ToString',
        'ConfigureAwait',
        'GetAwaiter',
        'GetResult',
        'AsTask',
        'WaitAsync',
        'with$',
        'ReadToEnd',
        'ReadToEndAsync',
        'Normalize',
        'AsSpan',
        'GetString',
        'ToObject',
        'RootElement',
        'Clone',
        'AsQueryable',
        'EnumerateArray',
        'GetRawText',
        'Deserialize',
        'Value',
      ],
    ],
  ],
}

export const standard: Pick<Catalog, 'calls' | 'members'> = {
  calls,
  members: [
    { name: 'System.String.Empty', text: '' },
    { name: 'string.Empty', text: '' },
    { name: '$builder.Configuration', gives: '$configuration' },
    { name: '$ssm.result.Parameter', gives: '$ssm.parameter' },
    { name: '$ssm.parameter.Value', is: 'ssm' },
    { name: `${powertools}.ParametersManager.SsmProvider`, gives: '$ssm.provider' },
    { name: 'System/Text.Encoding.UTF8', gives: 'System/Text.Encoding' },
    { name: 'System/Text.Encoding.ASCII', gives: 'System/Text.Encoding' },
    { name: 'System/Threading/Tasks.Task.Factory', gives: 'System/Threading/Tasks.TaskFactory' },
  ],
}
