import { posix } from 'node:path'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString } from '../../../terraform/value/convert.ts'
import { decodeJson } from '../../../terraform/value/json.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { ArchiveEntry, CodeLocation } from '../graph.ts'

const MAXIMUM_CHOICES = 8

/** Whether a path is what the external program answered, its package; or that or nothing, by a condition that is not known. */
export const isResultOf = (path: Value, build: ResourceInstance, choices = 0): boolean => {
  if (path.kind !== 'unknown') return false
  if (path.id.startsWith(`${build.id}.result`)) return true
  const options = (path.options ?? []).filter(({ kind }) => kind !== 'null')
  return options.length > 0 && choices < MAXIMUM_CHOICES && options.every((option) => isResultOf(option, build, choices + 1))
}

/**
 * The packages that `data.external` makes with the script of `terraform-aws-modules/lambda`, whose query names their sources:
 * a path, or a list of paths and of objects, each for a part of the package. Patterns are not applied: what they leave out
 * cannot be the handler. What libraries a part installs is not in the repository.
 * https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest#how-does-building-and-packaging-work
 */
export const readBuild = ({ body }: ResourceInstance): readonly CodeLocation[] => {
  const query = body.argument('query')
  const sourcePath = query?.kind === 'object' || query?.kind === 'map' ? query.entries.get('source_path') : undefined
  if (!sourcePath) return []
  const parts = partsOf(decoded(sourcePath))
  const location = body.location
  const archive = (entries: readonly ArchiveEntry[]): CodeLocation[] =>
    entries.length === 0 ? [] : [{ kind: 'archive', entries, location }]
  const unbuilt = parts.some(({ isBuilt }) => isBuilt) ? archive(parts.flatMap(({ sources }) => sources)) : []
  return [...archive(parts.flatMap(({ packed }) => packed)), ...unbuilt]
}

/** A part of a package: what is packed, and what that is made from, which is the same unless commands run before. */
interface Part {
  readonly packed: readonly ArchiveEntry[]
  readonly sources: readonly ArchiveEntry[]
  readonly isBuilt: boolean
}

/** The script takes text that begins like a list or an object for JSON, and any other for a path. */
const decoded = (value: Value): Value => {
  const [first] = value.kind === 'string' ? value.parts : []
  if (value.kind !== 'string' || typeof first !== 'string' || !/^[[{]/.test(first)) return value
  const json = decodeJson(value)
  return json.ok ? json.value : value
}

const partsOf = (value: Value): readonly Part[] => {
  const each = value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' ? value.elements : [value]
  return each.map(partOf)
}

const partOf = (value: Value): Part => {
  const path = knownString(value)
  if (path !== undefined) return unchanged(entriesAt(path))
  if (value.kind !== 'object' && value.kind !== 'map') return unchanged([])
  const argument = (name: string): string | undefined => {
    const found = value.entries.get(name)
    return found && knownString(found)
  }
  const root = argument('path')
  const commands = value.entries.get('commands')
  const sources = root === undefined ? [] : entriesAt(root, argument('prefix_in_zip'))
  const lines = commands ? linesOf(commands) : []
  return lines.length === 0 ? unchanged(sources) : { packed: packedBy(lines, root ?? '.'), sources, isBuilt: true }
}

const unchanged = (entries: readonly ArchiveEntry[]): Part => ({ packed: entries, sources: entries, isBuilt: false })

/** A path may be a folder's or a file's: only the one that is there gives files. */
const entriesAt = (path: string, prefix = ''): readonly ArchiveEntry[] => {
  const within = prefix === '' ? {} : { prefix }
  const folder: ArchiveEntry = { kind: 'dir', path, excludes: [], ...within }
  return /[^./]\.[^./]+$/.test(path) ? [{ kind: 'file', path, ...within }, folder] : [folder]
}

/** One command an element, or one a line of a text. */
const linesOf = (commands: Value): readonly string[] =>
  (elementsOf(commands) ?? [commands])
    .map((line) => knownString(line) ?? '')
    .flatMap((line) => line.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What `:zip [path [prefix]]` packs, seen from where the commands before it went with `cd`. */
const packedBy = (lines: readonly string[], root: string): readonly ArchiveEntry[] => {
  const entries: ArchiveEntry[] = []
  let folder = root
  for (const line of lines) {
    const [command, first, second] = line.split(/\s+/).map((word) => word.replaceAll(/^["']|["']$/g, ''))
    if (command === ':zip') entries.push(...entriesAt(posix.join(folder, first ?? '.'), second ?? ''))
    else if (command === 'cd' && first !== undefined) folder = first.startsWith('/') ? first : posix.join(folder, first)
  }
  return entries
}
