import type { CallRow, Catalog } from '../catalog.ts'
import { fieldOfGetter, methods as inJava } from '../java/standard.ts'

/** The language itself and its standard library, as far as values go through it, beside what it shares with Java. */

const json = ['kotlinx/serialization/json.Json', 'kotlinx/serialization/json.Json.Default']

const calls: readonly CallRow[] = [
  { on: ['kotlin'], call: ['requireNotNull', 'checkNotNull', 'Result'], takes: '0' },
  { on: ['com/fasterxml/jackson/module/kotlin'], call: ['jacksonObjectMapper'], gives: '$json' },
  { on: ['com/fasterxml/jackson/module/kotlin'], call: ['readValue'], takes: '0' },
  { on: json, call: ['decodeFromString', 'decodeFromStream', 'parseToJsonElement', 'decodeFromJsonElement'], takes: '0' },
  { on: json, call: ['()'], gives: '$kotlin.json' },
  {
    on: ['$kotlin.json'],
    call: ['decodeFromString', 'decodeFromStream', 'parseToJsonElement', 'decodeFromJsonElement'],
    takes: '0',
  },
  { on: ['java/io.File'], call: ['readText', 'readBytes'], gives: '$file.text' },
]

export const methods: Catalog['methods'] = {
  text: [
    ...inJava.text,
    ['text-lower', ['lowercase']],
    ['text-upper', ['uppercase']],
    ['text-trim-start', ['removePrefix']],
    ['text-trim-end', ['removeSuffix']],
    ['text-concat', ['plus']],
    ['same', ['trimIndent', 'trimMargin']],
  ],
  list: [
    ...inJava.list,
    ['list-join', ['joinToString']],
    ['list-append', ['add', 'plusAssign']],
    ['list-map', ['map', 'mapNotNull', 'forEach', 'onEach', 'associateWith', 'collect', 'any', 'all', 'none']],
    ['list-flatten', ['flatMap']],
    ['list-filter', ['filter', 'filterNot', 'filterNotNull', 'takeWhile', 'dropWhile']],
    [
      'list-element',
      ['first', 'firstOrNull', 'last', 'lastOrNull', 'single', 'singleOrNull', 'find', 'random', 'removeAt', 'removeFirst'],
    ],
    ['list-element', ['max', 'min', 'maxOrNull', 'minOrNull', 'maxByOrNull', 'minByOrNull']],
    [
      'list-of',
      [
        'toSet',
        'toMutableList',
        'toMutableSet',
        'toTypedArray',
        'sortedBy',
        'reversed',
        'take',
        'drop',
        'asSequence',
        'asFlow',
        'shuffled',
      ],
    ],
    ['list-enumerate', ['withIndex']],
    ['list-zip', ['zip']],
    ['list-of', ['pairs$']],
    ['object-from-entries', ['toMap', 'toMutableMap']],
  ],
  object: [
    ...inJava.object,
    ['object-entries', ['pairs$', 'toList', 'entries']],
    ['object-keys', ['keys']],
    ['object-set', ['set']],
    ['object-merge', ['plus']],
    ['same', ['toMap', 'toMutableMap']],
  ],
  function: inJava.function,
  any: [
    ...inJava.any,
    [
      'same',
      [
        'pairs$',
        'await',
        'awaitAll',
        'getOrThrow',
        'getOrNull',
        'toByteArray',
        'encodeToByteArray',
        'decodeToString',
        'asIterable',
      ],
    ],
    [
      'same',
      ['bufferedReader', 'reader', 'readText', 'readBytes', 'jsonObject', 'jsonPrimitive', 'jsonArray', 'content', 'contentOrNull'],
    ],
    ['call-with-receiver', ['onSuccess', 'mapCatching', 'thenApply', 'thenAccept']],
  ],
}

/** Names of properties whose fields are called otherwise in the event. https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-events */
const fields = new Map([
  ['records', 'Records'],
  ['sns', 'Sns'],
  ['urlDecodedKey', 'key'],
  ['detailType', 'detail-type'],
  ['resourceProperties', 'ResourceProperties'],
])

/** `event.records` is `getRecords()` of Java's class, which is the field `Records`. What SNS sends begins with capitals. */
export const eventField = (name: string, path: readonly string[]): string =>
  path.at(-1) === 'Sns' && /^[a-z]/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : (fields.get(name) ?? name)

export { fieldOfGetter }

export const standard: Pick<Catalog, 'calls' | 'members'> = { calls, members: [] }
