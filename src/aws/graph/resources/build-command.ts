import { formatText } from '../../../source/text.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { ArchiveEntry, BuildCommand, CodeLocation } from '../graph.ts'

/** Resources whose provisioners, or whose program, may make a package. */
export const BUILDING_TYPES: readonly string[] = ['null_resource', 'terraform_data', 'data.external']

/** Resources that write a file. */
export const FILE_TYPES: readonly string[] = ['local_file']

const textOf = (value: Value | undefined): string => {
  const text = value && toText(value)
  return text ? formatText(text) : ''
}

/**
 * The commands that a resource runs where Terraform runs: of its provisioners, or the program of `data.external`.
 * https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
export const readCommands = ({ body }: ResourceInstance): readonly BuildCommand[] => {
  const program = (elementsOf(body.argument('program') ?? { kind: 'null' }) ?? []).map(textOf).join(' ')
  const commands = body.blocks('provisioner').map((block): BuildCommand => command(block, textOf(block.argument('command'))))
  return [...commands, command(body, program)].filter(({ text }) => text !== '')
}

const command = (body: EvaluatedBody, text: string): BuildCommand => ({ text, folder: knownOf(body, 'working_dir') ?? '' })

const knownOf = (body: EvaluatedBody, name: string): string | undefined => {
  const value = body.argument(name)
  return value && knownString(value)
}

/** The file that a resource writes, with its text, where both are known. */
export const readWrittenFile = ({ body }: ResourceInstance): Extract<ArchiveEntry, { kind: 'content' }> | undefined => {
  const name = knownOf(body, 'filename')
  const text = knownOf(body, 'content')
  if (name !== undefined && text !== undefined) return { kind: 'content', name, text, location: placeOf(body, 'content') }
  return undefined
}

/** Where a text was written: the file that `file()` read, else the argument's block. */
export const placeOf = (body: EvaluatedBody, name: string) => {
  const value = body.argument(name)
  const [first] = value?.kind === 'string' ? (value.pieces ?? []) : []
  return first && first.offset === 0 ? { ...first.location, start: 0 } : body.location
}

/** https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/image#build */
export const readImageBuild = ({
  body,
}: ResourceInstance): Pick<Extract<CodeLocation, { kind: 'image' }>, 'context' | 'dockerfile'> | undefined => {
  const [build] = body.blocks('build')
  const context = build && (knownOf(build, 'context') ?? knownOf(build, 'path'))
  if (!build || context === undefined) return undefined
  return { context, dockerfile: knownOf(build, 'dockerfile') ?? 'Dockerfile' }
}
