import type { Location } from '../../../source/source-file.ts'
import { ternary } from '../../../source/ternary.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import { certainEntries } from '../../../terraform/evaluate/partial-mapping.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf, knownString, unknownsIn } from '../../../terraform/value/convert.ts'
import { formatValue } from '../../../terraform/value/format.ts'
import type { Value } from '../../../terraform/value/value.ts'
import type { ArchiveEntry, BuildCommand, CodeLocation, Environment, LambdaCode } from '../graph.ts'
import { instancesNamed } from '../link.ts'
import { outputPathOf, readArchive } from './archive-file.ts'
import { readImageBuild } from './build-command.ts'
import { isResultOf, readBuild } from './package-build.ts'
import { readObjectSource } from './s3-object.ts'

/** The resources that a deployment package may come from. */
export interface CodeResources {
  readonly archives: readonly ResourceInstance[]
  readonly builds: readonly ResourceInstance[]
  readonly objects: readonly ResourceInstance[]
  readonly layers: readonly ResourceInstance[]
  readonly files: readonly Extract<ArchiveEntry, { readonly kind: 'content' }>[]
  readonly images: readonly ResourceInstance[]
  readonly registryImages: readonly ResourceInstance[]
  readonly commands: readonly BuildCommand[]
}

const known = (value: Value | undefined): string | null => (value && knownString(value)) ?? null

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function#environment */
export const readEnvironment = ({ body, id }: ResourceInstance): Environment => {
  const blocks = body.blocks('environment')
  const variables = blocks[0]?.argument('variables')
  const location = blocks[0]?.location ?? body.location
  const none = new Map<string, Value>()
  if (blocks.some((block) => block.repeated))
    return { variables: none, incomplete: `the environment of ${id} is made by a dynamic block that is not known`, location }
  if (!variables) return { variables: none, incomplete: null, location }
  if (variables.kind === 'map' || variables.kind === 'object') return { variables: variables.entries, incomplete: null, location }
  const reason = variables.kind === 'unknown' ? variables.reason : 'its variables are not a map'
  return { variables: certainEntries(variables), incomplete: `the environment of ${id} is not known: ${reason}`, location }
}

/** The packages that a path may lead to: an archive that is made there, else the file itself. */
const sourcesOfPath = (path: Value, { archives, builds, files }: CodeResources): readonly CodeLocation[] => {
  const made = archives.filter(
    (archive) => path.reference === archive.id || knownString(outputPathOf(archive)) === (knownString(path) ?? null),
  )
  const built = builds.filter((build) => isResultOf(path, build)).flatMap(readBuild)
  const file = knownString(path)
  const [unknown] = unknownsIn(path)
  return [
    ...made.map((archive) => readArchive(archive, files)),
    ...built,
    ...(file === undefined ? [] : [{ kind: 'zip' as const, path: file }]),
    ...(made.length + built.length === 0 && unknown
      ? [{ kind: 'remote' as const, what: `a file whose path is not known, because ${unknown.reason}` }]
      : []),
  ]
}

const sourcesOfObject = (body: EvaluatedBody, resources: CodeResources): readonly CodeLocation[] => {
  const key = body.argument('s3_key')
  if (!key) return []
  const { certain } = instancesNamed(key, resources.objects, ['key', 'id'])
  const uploaded = certain.flatMap((object) => {
    const source = readObjectSource(object)
    return source ? sourcesOfPath(source, resources) : []
  })
  return [...uploaded, { kind: 'remote', what: `the S3 object "${known(key) ?? 'whose key is not known'}"` }]
}

const sourcesOf = (body: EvaluatedBody, resources: CodeResources): readonly CodeLocation[] => {
  const filename = body.argument('filename')
  return [...(filename ? sourcesOfPath(filename, resources) : []), ...sourcesOfObject(body, resources)]
}

const layersOf = (body: EvaluatedBody, resources: CodeResources): readonly (readonly CodeLocation[])[] =>
  (elementsOf(body.argument('layers') ?? { kind: 'null' }) ?? []).map((layer) => {
    const { certain } = instancesNamed(layer, resources.layers, ['arn', 'id'])
    const sources = certain.flatMap((instance) => sourcesOf(instance.body, resources))
    return sources.length > 0
      ? sources
      : [{ kind: 'remote' as const, what: `the layer "${known(layer) ?? 'whose ARN is not known'}"` }]
  })

/** What stands for a URI that a build gives: as far as it is known, or the expression. */
const writtenUri = (body: EvaluatedBody, uri: Value | undefined): string => {
  if (uri && knownString(uri) === undefined) return formatValue(uri)
  const { file, start, end } = body.argumentLocation('image_uri')
  return uri ? file.text.slice(start, end).replace(/^\w+\s*=\s*/, '') : ''
}

/** What an image is built from by `docker_image`, which a `docker_registry_image` of its name only pushes. */
const builtImage = (uri: Value | undefined, { images, registryImages }: CodeResources) => {
  if (!uri || images.length === 0) return undefined
  const names = ['name', 'image_id', 'repo_digest', 'id', 'sha256_digest']
  const of = (value: Value, among: readonly ResourceInstance[]): readonly ResourceInstance[] =>
    among.filter(
      (each) => instancesNamed(value, among, names).certain.includes(each) || (value.kind === 'string' && refersTo(value, each)),
    )
  const pushed = of(uri, registryImages).flatMap((each) => of(each.attribute('name'), images))
  const [image] = [...of(uri, images), ...pushed]
  return image && readImageBuild(image)
}

/** An attribute of the instance is a part of the text: `"${docker_registry_image.x.name}@${docker_registry_image.x.sha256_digest}"`. */
const refersTo = ({ parts }: Extract<Value, { kind: 'string' }>, { id }: ResourceInstance): boolean =>
  parts.some((part) => typeof part !== 'string' && 'id' in part && typeof part.id === 'string' && part.id.startsWith(`${id}.`))

const imageOf = (body: EvaluatedBody, resources: CodeResources): CodeLocation => {
  const uri = body.argument('image_uri')
  const command = body.blocks('image_config')[0]?.argument('command')
  const words = (command && elementsOf(command))?.map(knownString).filter((word) => word !== undefined) ?? []
  const reference = known(uri) || writtenUri(body, uri)
  return { kind: 'image', reference, command: words, ...builtImage(uri, resources) }
}

/** https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes */
const CODE_ARGUMENTS = new Set(['all', 'filename', 's3_key', 's3_object_version', 'image_uri', 'source_code_hash'])

const ignoresCode = (body: EvaluatedBody): boolean =>
  body.blocks('lifecycle').some((block) => block.names('ignore_changes').some((name) => CODE_ARGUMENTS.has(name)))

export const readCode = ({ body, withoutLifecycle }: ResourceInstance, resources: CodeResources): LambdaCode => {
  const packageType = known(body.argument('package_type')) === 'Image' || body.argument('image_uri') ? 'Image' : 'Zip'
  return {
    packageType,
    handler: known(body.argument('handler')),
    runtime: known(body.argument('runtime')),
    sources: packageType === 'Image' ? [imageOf(body, resources)] : sourcesOf(body, resources),
    isReplaced: withoutLifecycle ? 'unknown' : ternary(ignoresCode(body)),
    layers: layersOf(body, resources),
    commands: resources.commands,
  }
}

/** The execution role, as it is written. */
export const readRole = ({ body }: ResourceInstance): { readonly value: Value | undefined; readonly location: Location } => ({
  value: body.argument('role'),
  location: body.argumentLocation('role'),
})

/** What tells the folder of the function's code from others': its names, its keys, its modules. */
export const readNames = ({ address, body }: ResourceInstance): readonly string[] => {
  const given = body.argument('function_name')
  const known = given && knownString(given)
  const keys = [address.key, ...address.module.map(({ key }) => key)].flatMap((key) => (key.kind === 'string' ? [key.value] : []))
  return [address.name, ...(known === undefined ? [] : [known]), ...keys, ...address.module.map(({ name }) => name)]
}
