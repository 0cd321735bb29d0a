import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { nullValue, object, tuple } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { goQuote } from './go-quote.ts'
import { loadYaml } from './libraries.ts'
import { resolveScalar } from './yaml-scalar.ts'

interface Decoder {
  readonly yaml: ReturnType<typeof loadYaml>
  readonly lineAt: (offset: number) => string
  readonly anchors: Map<string, Value | 'pending'>
  /** Aliases multiply what they stand for. */
  size: number
  failure: string | undefined
}

/** Keeps the first failure, after which nothing more is decoded. */
const fail = (decoder: Decoder, node: { readonly range?: readonly number[] | null | undefined } | null, message: string): Value => {
  const at = node?.range?.[0]
  decoder.failure ??= at === undefined ? message : `${decoder.lineAt(at)}: ${message}`
  return nullValue
}

const MAX_SIZE = 1_000_000
const MAX_DEPTH = 200

/** What a document says, with mappings as objects and sequences as tuples; a string says what is wrong with it. */
export const readYaml = (source: string): Value | string => {
  const yaml = loadYaml()
  const lines = new yaml.LineCounter()
  const documents = yaml.parseAllDocuments(source, {
    schema: 'failsafe',
    version: '1.1',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  })
  const lineAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `on line ${line}, column ${col}`
  }
  const [first, ...others] = Array.isArray(documents) ? documents : []
  const [error] = first?.errors ?? []
  if (error) return `${lineAt(error.pos[0])}: ${error.message}`
  if (others.length > 0) return 'only a single document is allowed'
  if (!first) return 'on line 1, column 1: missing start of document'
  // Terraform's parser is one of YAML 1.1.
  if (first.directives?.yaml.explicit && /^\uFEFF?(?:#.*\n)*%YAML\s+(?!1\.1\s)/.test(source))
    return 'found incompatible YAML document'
  const decoder: Decoder = { yaml, lineAt, anchors: new Map(), size: 0, failure: undefined }
  const value = decode(decoder, first.contents as Node | null, 0)
  return decoder.failure ?? value
}

const anchored = (decoder: Decoder, node: { readonly anchor?: string }, make: () => Value): Value => {
  const { anchor } = node
  if (anchor === undefined) return make()
  decoder.anchors.set(anchor, 'pending')
  const value = make()
  decoder.anchors.set(anchor, value)
  return value
}

const decode = (decoder: Decoder, node: Node | null, depth: number): Value => {
  const { yaml } = decoder
  if (decoder.failure !== undefined) return nullValue
  if (depth > MAX_DEPTH) return fail(decoder, node, 'it is nested too deeply')
  if (++decoder.size > MAX_SIZE) return fail(decoder, node, 'it has too many values')
  if (node === null) return nullValue
  if (yaml.isAlias(node)) return decodeAlias(decoder, node)
  if (yaml.isMap(node)) return anchored(decoder, node, () => decodeMap(decoder, node, depth))
  if (yaml.isSeq(node)) return anchored(decoder, node, () => decodeSequence(decoder, node, depth))
  return anchored(decoder, node as Scalar, () => decodeScalar(decoder, node as Scalar))
}

const countOf = (value: Value): number => {
  if ('elements' in value) return value.elements.reduce((sum, element) => sum + countOf(element), 1)
  if (!('entries' in value)) return 1
  let count = 1
  for (const element of value.entries.values()) count += countOf(element)
  return count
}

const decodeAlias = (decoder: Decoder, node: Alias): Value => {
  const value = decoder.anchors.get(node.source)
  if (value === 'pending')
    return fail(decoder, node, `cannot refer to anchor ${goQuote(node.source)} from inside its own definition`)
  if (!value) return fail(decoder, node, `reference to undefined anchor ${goQuote(node.source)}`)
  decoder.size += countOf(value)
  return decoder.size > MAX_SIZE ? fail(decoder, node, 'it has too many values') : value
}

const decodeScalar = (decoder: Decoder, node: Scalar): Value => {
  const isQuoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE'
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  const value = resolveScalar(isBlock ? (node.tag ?? 'tag:yaml.org,2002:str') : node.tag, String(node.value ?? ''), isQuoted)
  return typeof value === 'string' ? fail(decoder, node, value) : value
}

const decodeSequence = (decoder: Decoder, node: YAMLSeq, depth: number): Value => {
  if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:seq')
    return fail(decoder, node, `can't interpret sequence as ${node.tag.replace(/^tag:yaml\.org,2002:/, '!!')}`)
  return tuple(node.items.map((item) => decode(decoder, item as Node | null, depth + 1)))
}

const decodeMap = (decoder: Decoder, node: YAMLMap, depth: number): Value => {
  if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:map')
    return fail(decoder, node, `can't interpret mapping as ${node.tag.replace(/^tag:yaml\.org,2002:/, '!!')}`)
  const entries = new Map<string, Value>()
  for (const pair of node.items) {
    const { key, value } = pair as Pair<Node | null, Node | null>
    const name = isMergeKey(decoder, key) ? undefined : keyOf(decoder, key)
    const decoded = decode(decoder, value, depth + 1)
    if (name !== undefined) entries.set(name, decoded)
    else if (key !== null) merge(decoder, key, entries, decoded)
    if (decoder.failure !== undefined) break
  }
  return object(entries)
}

const isMergeKey = ({ yaml }: Decoder, key: Node | null): key is Scalar =>
  yaml.isScalar(key) &&
  (key.tag === 'tag:yaml.org,2002:merge' || (key.tag === undefined && key.value === '<<' && key.type === 'PLAIN'))

/** Undefined after a failure. */
const keyOf = (decoder: Decoder, key: Node | null): string | undefined => {
  if (key !== null && !decoder.yaml.isScalar(key)) fail(decoder, key, 'only strings are allowed as mapping keys')
  const value = decoder.yaml.isScalar(key) ? anchored(decoder, key, () => decodeScalar(decoder, key)) : nullValue
  const known = knownString(value)
  if (known === undefined) fail(decoder, key, 'mapping key cannot be null')
  return known
}

const friendly = (value: Value): string => (value.kind === 'null' ? 'dynamic' : value.kind)

const merge = (decoder: Decoder, key: Node, entries: Map<string, Value>, value: Value): void => {
  if ('entries' in value) for (const [name, element] of value.entries) entries.set(name, element)
  else fail(decoder, key, `cannot merge ${friendly(value)} into mapping`)
}
