import type { CallRow, Catalog } from '../catalog.ts'

/** The language itself and its standard library, as far as values go through it; and what reads JSON. */

const never = /(?!)/

const lists = ['ArrayList', 'LinkedList', 'HashSet', 'LinkedHashSet', 'TreeSet', 'ArrayDeque', 'Vector', 'CopyOnWriteArrayList']
const maps = ['HashMap', 'LinkedHashMap', 'TreeMap', 'Hashtable', 'Properties', 'WeakHashMap']

const calls: readonly CallRow[] = [
  { on: ['java/lang.System'], call: ['getenv'], when: { argument: '0', matches: never, absent: true }, does: 'environment' },
  { on: ['java/lang.System'], call: ['getenv'], does: 'environment-variable' },
  { on: ['java/lang.String'], call: ['valueOf', 'copyValueOf'], does: 'text-of' },
  { on: ['java/lang.Integer', 'java/lang.Long', 'java/util.Objects'], call: ['toString'], does: 'text-of' },
  { on: ['java/lang.String'], call: ['()'], takes: '0' },
  { on: ['java/util.Objects'], call: ['requireNonNull', 'requireNonNullElseGet'], takes: '0' },
  { on: ['java/util.Optional'], call: ['of', 'ofNullable'], takes: '0' },
  { on: ['java/util/concurrent.CompletableFuture'], call: ['completedFuture'], takes: '0' },
  { on: ['java/util/concurrent.CompletableFuture'], call: ['supplyAsync'], callsArgument: '0' },
  { on: ['java/util/stream.StreamSupport'], call: ['stream'], takes: '0' },
  { on: ['java/net.URLDecoder', 'java/net.URLEncoder'], call: ['decode', 'encode'], takes: '0' },
  { on: ['java/nio/file.Paths', 'java/nio/file.Path'], call: ['get', 'of'], does: 'path-join' },
  { on: ['java/io.File'], call: ['()'], does: 'path-join' },
  { on: lists.map((name) => `java/util.${name}`), call: ['()'], does: 'list-of' },
  { on: ['java/util/concurrent.CopyOnWriteArrayList'], call: ['()'], does: 'list-of' },
  { on: ['java/util.List', 'java/util.Set'], call: ['copyOf'], takes: '0' },
  { on: ['java/util.Arrays'], call: ['stream'], takes: '0' },
  {
    on: ['java/util.Collections'],
    call: ['unmodifiableList', 'unmodifiableMap', 'unmodifiableSet', 'synchronizedMap'],
    takes: '0',
  },
  { on: ['java/util.Collections'], call: ['emptyList', 'emptySet'], does: 'list-of' },
  { on: ['java/util.Collections'], call: ['emptyMap'], does: 'object-of' },
  { on: maps.map((name) => `java/util.${name}`), call: ['()'], does: 'object-of' },
  { on: ['java/util/concurrent.ConcurrentHashMap'], call: ['()'], does: 'object-of' },
  { on: ['java/util.Map'], call: ['copyOf'], takes: '0' },
  { on: ['java/util.Map'], call: ['ofEntries'], does: 'object-of' },
  {
    on: ['java/util.AbstractMap.SimpleEntry', 'java/util.AbstractMap.SimpleImmutableEntry'],
    call: ['()'],
    does: 'list-of',
  },

  // What is read from the event's stream, or parsed from a part of it, is a part of the event.
  {
    on: ['BufferedReader', 'InputStreamReader', 'BufferedInputStream', 'StringReader'].map((name) => `java/io.${name}`),
    call: ['()'],
    takes: '0',
  },
  { on: ['java/util.Scanner'], call: ['()'], takes: '0' },
  {
    on: ['org/apache/commons/io.IOUtils', 'com/amazonaws/util.IOUtils', 'software/amazon/awssdk/utils.IoUtils'],
    call: ['toString', 'toUtf8String', 'toByteArray', 'readLines'],
    takes: '0',
  },
  { on: ['org/json.JSONTokener'], call: ['()'], takes: '0' },
  { on: ['org/json.JSONObject', 'org/json.JSONArray'], call: ['()'], when: { argument: '0' }, does: 'decode-json' },
  { on: ['org/json.JSONObject', 'org/json/simple.JSONObject'], call: ['()'], does: 'object-of' },
  { on: ['com/google/gson.JsonParser'], call: ['parseString', 'parseReader'], does: 'decode-json' },
  {
    on: ['com/fasterxml/jackson/databind.ObjectMapper', 'com/google/gson.Gson', 'org/json/simple/parser.JSONParser'],
    call: ['()'],
    gives: '$json',
  },
  { on: ['$json'], call: ['readValue', 'readTree', 'fromJson', 'parse'], does: 'decode-json' },
  { on: ['$json'], call: ['convertValue', 'treeToValue', 'toJsonTree'], takes: '0' },
  { on: ['$json'], call: ['writeValueAsString', 'toJson', 'writeValueAsBytes', 'writeValue'], gives: '$json.text' },
  { on: ['$json'], call: ['*'], gives: '$json' },
  { on: ['*'], call: ['readValue', 'readTree', 'fromJson', 'parseJson'], does: 'decode-json' },
  { on: ['*'], call: ['convertValue'], takes: '0' },
  {
    on: [
      'com/amazonaws/services/s3/event.S3EventNotification',
      'com/amazonaws/services/lambda/runtime/events/models/s3.S3EventNotification',
    ],
    call: ['parseJson'],
    takes: '0',
  },

  // Files of the package: resources of the class path, and their formats.
  { on: ['*'], call: ['getResourceAsStream'], does: 'resource' },
  { on: ['java/nio/file.Files'], call: ['readString', 'readAllBytes', 'readAllLines'], does: 'file-text' },
  { on: ['java/nio/file.Files'], call: ['newInputStream', 'newBufferedReader'], takes: '0' },
  { on: ['java/io.FileInputStream', 'java/io.FileReader'], call: ['()'], takes: '0' },
  { on: ['$file'], call: ['readAllBytes', 'readLine'], does: 'file-text' },
  { on: ['org/yaml/snakeyaml.Yaml'], call: ['()'], gives: '$yaml' },
  { on: ['com/fasterxml/jackson/dataformat/yaml.YAMLMapper'], call: ['()'], gives: '$yaml' },
  { on: ['$yaml'], call: ['load', 'loadAs', 'readValue', 'readTree'], does: 'decode-yaml' },

  // https://docs.spring.io/spring-framework/reference/core/beans/environment.html
  {
    on: ['Environment', 'ConfigurableEnvironment', 'PropertyResolver'].map((name) => `org/springframework/core/env.${name}`),
    call: ['()'],
    gives: '$properties',
  },
  // https://download.eclipse.org/microprofile/microprofile-config-3.1/apidocs/
  { on: ['org/eclipse/microprofile/config.ConfigProvider'], call: ['getConfig'], gives: '$properties' },
  { on: ['org/eclipse/microprofile/config.Config'], call: ['()'], gives: '$properties' },
  { on: ['$properties'], call: ['getProperty', 'getRequiredProperty', 'getValue', 'getOptionalValue'], does: 'property' },
  { on: ['$java'], call: ['property'], does: 'property' },
  { on: ['$java'], call: ['propertyText'], does: 'property-text' },
  { on: ['software/amazon/lambda/powertools/utilities.EventDeserializer'], call: ['extractDataFrom'], takes: '0' },

  { on: ['java/lang.ProcessBuilder'], call: ['()'], does: 'runs-command' },
  { on: ['java/lang.Runtime'], call: ['getRuntime'], gives: '$runtime' },
  { on: ['$runtime'], call: ['exec'], does: 'runs-command' },
]

export const methods: Catalog['methods'] = {
  text: [
    ['text-lower', ['toLowerCase']],
    ['text-upper', ['toUpperCase']],
    ['text-replace', ['replace']],
    ['text-split-pattern', ['split']],
    ['text-join', ['join']],
    ['path-join', ['resolve']],
    ['call-with-receiver', ['map', 'flatMap', 'ifPresent', 'thenApply', 'thenAccept', 'thenCompose', 'transform']],
  ],
  list: [
    ['list-append', ['add', 'addFirst', 'addLast', 'offer', 'push', 'addElement']],
    ['list-extend', ['addAll']],
    ['object-get', ['get', 'elementAt']],
    ['list-element', ['getFirst', 'getLast', 'findFirst', 'findAny', 'next', 'poll', 'peek', 'pop', 'remove', 'reduce']],
    ['list-map', ['map', 'forEach', 'mapToObj', 'anyMatch', 'allMatch', 'noneMatch', 'forEachOrdered']],
    ['list-filter', ['filter', 'takeWhile', 'dropWhile', 'removeIf']],
    ['list-flatten', ['flatMap']],
    ['list-of', ['distinct', 'limit', 'skip', 'sorted', 'collect', 'toList', 'toArray', 'spliterator', 'subList']],
  ],
  object: [
    [
      'object-get',
      ['get', 'getOrDefault', 'getString', 'getJSONObject', 'getJSONArray', 'optString', 'optJSONObject', 'optJSONArray'],
    ],
    ['object-get', ['getProperty', 'path', 'getAsJsonObject', 'getAsJsonArray', 'getJsonObject', 'getJsonArray']],
    ['object-set', ['put', 'setProperty', 'addProperty']],
    ['object-merge', ['putAll']],
    ['fill-from-file', ['load']],
    ['object-keys', ['keySet']],
    ['object-values', ['values']],
    ['object-entries', ['entrySet']],
    ['list-map', ['forEach']],
  ],
  function: [
    ['resource', ['getResourceAsStream']],
    ['same', ['getClassLoader']],
    ['function-invoke', ['*']],
  ],
  any: [
    ['same', ['toString', 'trim', 'strip', 'intern', 'orElseThrow', 'getBytes', 'asText', 'textValue', 'getAsString', 'asString']],
    ['same', ['stream', 'parallelStream', 'iterator', 'stripTrailing', 'readAllBytes', 'readLine', 'lines', 'useDelimiter']],
    ['same', ['as', 'block', 'await', 'toPath', 'toFile', 'toAbsolutePath', 'normalize', 'boxed', 'parallel', 'sequential']],
  ],
}

/** Fields of the events whose names in JSON are not those of their getters without `get`. */
const fields = new Map([
  ['getRecords', 'Records'],
  ['getUrlDecodedKey', 'key'],
  ['getSNS', 'Sns'],
  ['getDetailType', 'detail-type'],
  ['getResourceProperties', 'ResourceProperties'],
])

/** `getBucket` reads `bucket`, `getS3` reads `s3`, and a record's accessor is called as its field. */
export const fieldOfGetter = (method: string, path: readonly string[] = []): string => {
  const known = fields.get(method)
  if (known !== undefined) return known
  const property = /^(?:get|is)([A-Z].*)$/.exec(method)?.[1]
  if (property === undefined) return method
  // What SNS sends begins with capitals.
  if (path.at(-1) === 'Sns') return property
  return /^[A-Z]{2}/.test(property) ? property : property.charAt(0).toLowerCase() + property.slice(1)
}

export const standard: Pick<Catalog, 'calls' | 'members'> = { calls, members: [] }
