import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString } from '../../../terraform/value/convert.ts'
import type { ArchiveEntry, CodeLocation } from '../graph.ts'

const known = (body: EvaluatedBody, name: string): string | undefined => {
  const value = body.argument(name)
  return value && knownString(value)
}

const content = (body: EvaluatedBody, text: string | undefined, name: string | undefined): ArchiveEntry[] =>
  text === undefined || name === undefined ? [] : [{ kind: 'content', name, text, location: body.location }]

/** https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file */
export const readArchive = ({ body }: ResourceInstance): CodeLocation => {
  const directory = known(body, 'source_dir')
  const file = known(body, 'source_file')
  const excludes = (elementsOf(body.argument('excludes') ?? { kind: 'null' }) ?? [])
    .map(knownString)
    .filter((each) => each !== undefined)
  const entries: ArchiveEntry[] = [
    ...(directory === undefined ? [] : [{ kind: 'dir' as const, path: directory, excludes }]),
    ...(file === undefined ? [] : [{ kind: 'file' as const, path: file }]),
    ...content(body, known(body, 'source_content'), known(body, 'source_content_filename')),
    ...body.blocks('source').flatMap((source) => content(source, known(source, 'content'), known(source, 'filename'))),
  ]
  return { kind: 'archive', entries, location: body.location }
}

/** Whether the archive's package is the file that a path leads to. */
export const outputPathOf = (instance: ResourceInstance) => instance.attribute('output_path')
