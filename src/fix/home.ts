import type { Graph } from '../aws/graph/graph.ts'
import type { Requirement, Write } from '../check/access.ts'
import type { Location } from '../source/source-file.ts'
import { knownText, type Text, text } from '../source/text.ts'
import type { Block } from '../terraform/hcl/ast.ts'
import { argumentOf } from '../terraform/load/module-config.ts'
import { equalTexts } from '../terraform/value/equality.ts'
import type { Parts } from './render.ts'
import { blocksIn, calledFolder, callsOf, folderOf, isJsonFile, labelsOf, type Sources } from './sources.ts'

/** The module that an edit is made in, and the resource there whose instances it changes. */
export interface Home {
  /** `module.export.`; empty for the root module. */
  readonly prefix: string
  readonly folder: string
  /** `["eu"]`, of the instance that is mended; empty if there is one only. */
  readonly key: string
  /** What each instance of the block that is edited knows its key by; null if there is one only, or another block is written. */
  readonly each: 'each.key' | 'count.index' | null
}

const MODULES = /^(?:module\.[^.[]+(?:\[(?:"[^"]*"|[^\]"]*)\])?\.)*/

export const prefixOf = (address: string): string => MODULES.exec(address)?.[0] ?? ''
const KEY = /\[(?:"[^"]*"|[^\]"]*)\]$/

export const keyOf = (address: string): string => KEY.exec(address)?.[0] ?? ''

export const homeOf = (address: string, folder: string, block: Block | null): Home => {
  const each = !block ? null : argumentOf(block, 'for_each') ? 'each.key' : argumentOf(block, 'count') ? 'count.index' : null
  return { prefix: prefixOf(address), folder, key: keyOf(address), each }
}

/** How a resource's attribute is referred to there; null where that is not the same for all that the edit changes. */
export const referenceTo = (address: string, attribute: string, home: Home, sources: Sources): string | null => {
  const prefix = prefixOf(address)
  if (prefix === home.prefix) {
    const local = address.slice(prefix.length)
    const key = keyOf(local)
    if (key === '' || (home.each === null && key !== '[*]')) return `${local}.${attribute}`
    return home.each !== null && key === home.key ? `${local.slice(0, -key.length)}[${home.each}].${attribute}` : null
  }
  return outputOf(address, attribute, home, sources)
}

/** `module.storage.bucket_arn`, where a module that is called there has an output of just that. */
const outputOf = (address: string, attribute: string, home: Home, sources: Sources): string | null => {
  if (!address.startsWith(home.prefix)) return null
  const inner = address.slice(home.prefix.length)
  const call = /^module\.([\w-]+)\./.exec(inner)
  if (!call || prefixOf(inner) !== call[0]) return null
  const block = blocksIn(sources, home.folder, 'module').find(({ node }) => labelsOf(node) === call[1])
  const folder = block && calledFolder(home.folder, block.node)
  if (folder === undefined) return null
  const wanted = `${inner.slice(call[0].length)}.${attribute}`
  for (const { file, node } of blocksIn(sources, folder, 'output')) {
    const value = argumentOf(node, 'value')
    if (value && !isJsonFile(file) && file.text.slice(value.start, value.end).trim() === wanted)
      return `module.${call[1]}.${labelsOf(node)}`
  }
  return null
}

/** A literal would be in every instance of the module. */
const isSingle = ({ folder, prefix }: Home, { lambdas, policies, roles }: Graph, sources: Sources): boolean => {
  if (prefix === '') return true
  if (prefix.includes('[') || callsOf(sources, folder) > 1) return false
  const isOther = ({ address, location }: { readonly address: string; readonly location: Location | null }): boolean =>
    location !== null && folderOf(location.file) === folder && prefixOf(address) !== prefix
  return ![...lambdas, ...policies, ...roles].some(isOther)
}

/** Where a block is repeated, only what is of the same key is as narrow for each. */
const exact = (parts: Parts | null, home: Home, graph: Graph, sources: Sources): Parts | null => {
  const [first] = parts ?? []
  if (first === undefined) return null
  if (typeof first === 'object') return home.each === null || first.reference.includes(`[${home.each}]`) ? parts : null
  return home.each === null && isSingle(home, graph, sources) ? parts : null
}

const firstOf = (parts: Text): string => (typeof parts[0] === 'string' ? parts[0] : '')

/** What is not known before apply stands for any; what has a meaning of its own in a policy cannot be written. */
const keyPattern = (key: Text): string | null => {
  const pattern = key
    .map((part) => (typeof part === 'string' ? part : '*'))
    .join('')
    .replace(/\*{2,}/g, '*')
  return key.some((part) => typeof part === 'string' && part.includes('${')) ? null : pattern
}

/** The ARN that a requirement asks for, as it is written in a policy there. */
export const resourceIn = (home: Home, requirement: Requirement, write: Write, graph: Graph, sources: Sources): Parts | null =>
  exact(writtenIn(home, requirement, write, graph, sources), home, graph, sources)

const writtenIn = (home: Home, requirement: Requirement, write: Write, graph: Graph, sources: Sources): Parts | null => {
  const { resource } = requirement
  const named = [...(requirement.kmsKey ? [requirement.kmsKey] : []), ...graph.roles].find(
    ({ arn }) => equalTexts(arn, resource) === 'yes',
  )
  if (named) {
    const reference = referenceTo(named.address, 'arn', home, sources)
    if (reference !== null) return [{ reference }]
    const known = knownText(resource)
    return known === undefined ? null : [known]
  }
  for (const bucket of [...(write.bucket ? [write.bucket] : []), ...graph.buckets]) {
    const key = afterBucket(resource, bucket.name)
    if (key === null) continue
    const pattern = keyPattern(key)
    if (pattern === null) return null
    const reference = referenceTo(bucket.address, 'arn', home, sources)
    if (reference !== null) return pattern === '' ? [{ reference }] : [{ reference }, pattern]
    const name = knownText(bucket.name)
    return name === undefined ? null : [`${arnPrefix(resource)}${name}${pattern}`]
  }
  const pattern = keyPattern(resource)
  return pattern === null ||
    /^arn:[^:]*:s3:::[^/]*\*/.test(pattern) ||
    resource.some((part) => typeof part !== 'string' && part.kind === 'unknown')
    ? null
    : [pattern]
}

const arnPrefix = (resource: Text): string => /^arn:[^:]+:s3:::/.exec(firstOf(resource))?.[0] ?? 'arn:aws:s3:::'

/** What follows the bucket in an ARN: `/` and the key, or nothing for the bucket itself; null for another bucket. */
const afterBucket = (resource: Text, name: Text): Text | null => {
  const rest = afterPrefix(resource)
  if (!rest || name.length === 0) return null
  const last = name.at(-1)
  const [head, next] = [rest.slice(0, name.length - 1), rest[name.length - 1]]
  if (JSON.stringify(head) !== JSON.stringify(name.slice(0, -1)) || next === undefined) return null
  const after = rest.slice(name.length)
  if (typeof last !== 'string') return JSON.stringify(next) === JSON.stringify(last) && startsWithSlash(after) ? after : null
  if (typeof next !== 'string' || !next.startsWith(last)) return null
  const key = text(next.slice(last.length), ...after)
  return startsWithSlash(key) ? key : null
}

const startsWithSlash = (key: Text): boolean => key.length === 0 || firstOf(key).startsWith('/')

/** Of `arn:aws:s3:::name/key`, what follows the colons; the partition may not be known. */
const afterPrefix = (resource: Text): Text | null => {
  const [first, second, third, ...rest] = resource
  if (typeof first !== 'string') return null
  const known = /^arn:[^:]+:s3:::(.*)$/s.exec(first)
  if (known) return text(known[1] ?? '', ...resource.slice(1))
  if (first !== 'arn:' || second === undefined || typeof third !== 'string') return null
  const behind = /^:s3:::(.*)$/s.exec(third)
  return behind ? text(behind[1] ?? '', ...rest) : null
}
