import { posix } from 'node:path'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString } from '../../../terraform/value/convert.ts'
import type { ArchiveEntry, CodeLocation } from '../graph.ts'
import { placeOf } from './build-command.ts'

type WrittenFile = Extract<ArchiveEntry, { readonly kind: 'content' }>

const known = (body: EvaluatedBody, name: string): string | undefined => {
  const value = body.argument(name)
  return value && knownString(value)
}

const content = (body: EvaluatedBody, argument: string, name: string | undefined): ArchiveEntry[] => {
  const text = known(body, argument)
  return text === undefined || name === undefined ? [] : [{ kind: 'content', name, text, location: placeOf(body, argument) }]
}

/** The files that other resources write, as far as the archive packs them: they are not there before Terraform runs. */
const written = (entry: ArchiveEntry, files: readonly WrittenFile[]): readonly ArchiveEntry[] => {
  if (entry.kind === 'content') return []
  const path = posix.normalize(entry.path)
  return files.flatMap((file) => {
    const own = posix.normalize(file.name)
    if (entry.kind === 'file') return own === path ? [{ ...file, name: posix.basename(own) }] : []
    const folder = path === '.' ? '' : `${path.replace(/\/$/, '')}/`
    return own.startsWith(folder) && !own.startsWith('..') ? [{ ...file, name: own.slice(folder.length) }] : []
  })
}

/** https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file */
export const readArchive = ({ body }: ResourceInstance, files: readonly WrittenFile[]): CodeLocation => {
  const directory = known(body, 'source_dir')
  const file = known(body, 'source_file')
  const excludes = (elementsOf(body.argument('excludes') ?? { kind: 'null' }) ?? [])
    .map(knownString)
    .filter((each) => each !== undefined)
  const entries: ArchiveEntry[] = [
    ...(directory === undefined ? [] : [{ kind: 'dir' as const, path: directory, excludes }]),
    ...(file === undefined ? [] : [{ kind: 'file' as const, path: file }]),
    ...content(body, 'source_content', known(body, 'source_content_filename')),
    ...body.blocks('source').flatMap((source) => content(source, 'content', known(source, 'filename'))),
  ]
  return { kind: 'archive', entries: [...entries.flatMap((entry) => written(entry, files)), ...entries], location: body.location }
}

/** Whether the archive's package is the file that a path leads to. */
export const outputPathOf = (instance: ResourceInstance) => instance.attribute('output_path')
