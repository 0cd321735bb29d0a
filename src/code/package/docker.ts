import { basename, dirname, join, posix } from 'node:path'
import { type ImageBuild, imagesBuilt } from './build-commands.ts'
import { type Disk, fileAt, isWithin, kindOf } from './disk.ts'
import { sourceEntry, sourcesOf } from './entry.ts'
import { folderFiles } from './folder-files.ts'
import { parseHandler } from './handler.ts'
import { likeness } from './hints.ts'
import type { CodeCandidate, CodeSource, Command } from './package-source.ts'
import { packageRoot } from './search.ts'
import { walk } from './walk.ts'

interface ImageRequest {
  readonly source: CodeSource
  readonly image: Extract<CodeCandidate, { readonly kind: 'image' }> | undefined
  readonly root: string
}

interface ImageCode {
  readonly folder: string
  readonly entry: string
  readonly handler: string
  readonly dockerfile: string
  /** What else the image has beside the folder: a file or folder, and its path in the image's working directory. */
  readonly beside: readonly { readonly source: string; readonly to: string }[]
}

/** What a Dockerfile says of the code: https://docs.docker.com/reference/dockerfile/ */
interface Dockerfile {
  readonly path: string
  /** The handler: the last argument of CMD in the last stage that has one. */
  readonly command: string | null
  /** What COPY and ADD take from the build context, and where they put it, seen from the working directory. */
  readonly copied: readonly { readonly from: string; readonly to: string }[]
  /** It compiles the program that it runs. */
  readonly compiles: boolean
}

const maximumEntries = 30_000

/** The folder that a function's image is evidently built from, or why none is, as a sentence. */
export const openImage = (disk: Disk, { source, image, root }: ImageRequest): ImageCode | { readonly reason: string } => {
  const reference = image?.reference ?? ''
  const built = image?.context === undefined ? imageBuilt(reference, source.commands ?? []) : undefined
  const context = image?.context ?? built?.context
  const known =
    image?.dockerfile ?? built?.dockerfile ?? (image?.context === undefined ? undefined : join(image.context, 'Dockerfile'))
  const names = [...(source.names ?? []), ...namesIn(reference)]
  const command = image?.command?.at(-1) ?? source.handler
  for (const dockerfiles of known === undefined ? dockerfilesAround(disk, root) : [[known]]) {
    const ranked = dockerfiles
      .flatMap((path) => codeBuiltBy(disk, path, { command, runtime: source.runtime, context, names }) ?? [])
      .map((code) => ({ code, score: likeness(nameOf(disk.display(code.dockerfile)), names) }))
      .sort((a, b) => b.score - a.score || (a.code.dockerfile < b.code.dockerfile ? -1 : 1))
    const [best, second] = ranked
    if (best && (!second || best.score > second.score)) return best.code
    if (best) {
      const listed = ranked.slice(0, 3).map(({ code }) => `"${disk.display(code.dockerfile)}"`)
      return { reason: `It runs from a container image, and several Dockerfiles could have built it: ${listed.join(', ')}.` }
    }
  }
  return { reason: 'It runs from a container image, and no Dockerfile in the repository says which file its handler is in.' }
}

/** The build whose command has the reference in it, or the only one there is. */
const imageBuilt = (reference: string, commands: readonly Command[]): ImageBuild | undefined => {
  const builds = imagesBuilt(commands)
  const name = reference.replace(/[:@][^:@/}]*$/, '')
  const tagged = name === '' ? [] : builds.filter(({ text }) => text.includes(name))
  const [build, another] = new Map((tagged.length > 0 ? tagged : builds).map((each) => [each.dockerfile, each])).values()
  return another ? undefined : build
}

/** Without what would be taken for an extension: `Dockerfile.load`. */
const nameOf = (path: string): string => join(dirname(path), basename(path).replaceAll('.', '-'))

/** What every reference to an image has, whatever the image is of. */
const plumbing: ReadonlySet<string> = new Set(
  (
    'account amazonaws aws caller com current data digest dkr docker ecr id identity image images latest local module name output ' +
    'outputs registry remote repo repositories repository state tag terraform uri uris url urls var version'
  ).split(' '),
)

/** The names in the URI of an image: its repository and tag, or what stands for them where they are not known. */
const namesIn = (reference: string): readonly string[] =>
  (reference.includes('${') || /^\w+\./.test(reference) ? reference : basename(reference))
    .split(/[^\w-]+/)
    .map((name) => name.split(/[_-]+/).filter((word) => !plumbing.has(word.toLowerCase()) && !/^v?\d+$/.test(word)))
    .flatMap((words) => (words.length > 0 ? [words.join('-')] : []))

/** The ones below the Terraform root, then those below each folder around it. */
function* dockerfilesAround(disk: Disk, root: string): Generator<readonly string[]> {
  for (let scope = root; isWithin(scope, disk.boundary); scope = dirname(scope)) {
    yield walk(disk, scope, { limit: maximumEntries })
      .paths.filter(isDockerfile)
      .slice(0, 50)
      .map((path) => join(scope, path))
    if (scope === disk.boundary || scope === dirname(scope)) break
  }
}

const isDockerfile = (path: string): boolean =>
  /^(?:Dockerfile.*|Docker[_-][\w-]+|.+\.Dockerfile)$/i.test(path.slice(path.lastIndexOf('/') + 1))

interface BuildRequest {
  readonly command: string | null
  readonly runtime: string | null
  readonly context: string | undefined
  readonly names: readonly string[]
}

const codeBuiltBy = (disk: Disk, path: string, { command, runtime, context, names }: BuildRequest): ImageCode | undefined => {
  const dockerfile = readDockerfile(disk, path)
  if (dockerfile?.compiles) return compiledFrom(disk, dockerfile, names)
  const handler = command ?? dockerfile?.command
  return dockerfile && handler ? codeOf(disk, dockerfile, handler, runtime, context) : undefined
}

const readDockerfile = (disk: Disk, path: string): Dockerfile | undefined => {
  const text = fileAt(disk, path)()?.text
  if (text === undefined) return undefined
  let command: string | null = null
  let directory = taskRoot
  const copied: { from: string; to: string }[] = []
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split('\n')) {
    const [, instruction = '', rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? []
    switch (instruction.toUpperCase()) {
      case 'CMD':
        command = wordsIn(rest).at(-1) ?? command
        break
      case 'ENTRYPOINT':
        // It may name all: `["python", "-m", "awslambdaric", "app.handler"]`. A CMD before it does not count any more.
        command = entryCommand(wordsIn(rest))
        break
      case 'COPY':
      case 'ADD':
        if (!/(?:^|\s)--from=/.test(rest)) copied.push(...copiedBy(wordsIn(rest.replaceAll(/(?:^|\s)--\S+/g, ' ')), directory))
        break
      case 'WORKDIR':
        directory = posix.resolve(directory, withTaskRoot(rest.trim()))
        break
      case 'FROM':
        directory = taskRoot
        break
    }
  }
  return { path, command, copied, compiles: /^\s*(?:RUN\b.*)?\b(?:go\s+build|cargo\s+(?:build|lambda|install))\b/m.test(text) }
}

/** What follows the runtime's own program. https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#images-ric */
const entryCommand = (words: readonly string[]): string | null => {
  const client = words.findIndex((word) => /(?:^|[/-])(?:awslambdaric|aws-lambda-ric|aws_lambda_ric)$/.test(word))
  return client === -1 ? null : (words[client + 1] ?? null)
}

/** https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
const taskRoot = '/var/task'

const withTaskRoot = (path: string): string => path.replace(/\$(?:LAMBDA_TASK_ROOT\b|\{LAMBDA_TASK_ROOT\})/, taskRoot)

const copiedBy = (words: readonly string[], directory: string): readonly { readonly from: string; readonly to: string }[] => {
  const target = withTaskRoot(words.at(-1) ?? '')
  const into = posix.relative(directory, posix.resolve(directory, target))
  const isFolder = words.length > 2 || /(?:^|\/)\.?$/.test(target)
  return words.slice(0, -1).map((from) => ({ from, to: isFolder ? `${into}/` : into }))
}

/** The words of an instruction in its JSON form or its shell form. */
const wordsIn = (rest: string): readonly string[] => {
  const given = rest.trim()
  if (given.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(given)
      if (Array.isArray(words)) return words.filter((word) => typeof word === 'string')
    } catch {
      return []
    }
  }
  return given.split(/\s+/).map((word) => word.replaceAll(/^["']|["']$/g, ''))
}

/** The only `main` beside a Dockerfile that compiles, or the one in the folder of the function's name. */
const compiledFrom = (disk: Disk, dockerfile: Dockerfile, names: readonly string[]): ImageCode | undefined => {
  const handler = parseHandler('bootstrap', null)
  const folder = dirname(dockerfile.path)
  if (!handler) return undefined
  const ranked = sourcesOf(walk(disk, folder, { limit: maximumEntries }).paths, handler)
    .map((entry) => ({ entry, score: likeness(entry, names) }))
    .sort((a, b) => b.score - a.score || (a.entry < b.entry ? -1 : 1))
  const [best, second] = ranked
  if (!best || (second && second.score === best.score)) return undefined
  const root = packageRoot(disk, { how: 'beside the zip', folder, entry: best.entry }, handler)
  return { ...root, handler: 'bootstrap', dockerfile: dockerfile.path, beside: [] }
}

const codeOf = (
  disk: Disk,
  dockerfile: Dockerfile,
  handler: string,
  runtime: string | null,
  context: string | undefined,
): ImageCode | undefined => {
  const parsed = parseHandler(handler, runtime)
  if (!parsed || parsed.kind === 'wrapper' || (parsed.kind === 'binary' && handler.includes('/'))) return undefined
  const folders = context === undefined ? [dirname(dockerfile.path), dirname(dirname(dockerfile.path))] : [context]
  const contexts = folders
    .filter((each) => isWithin(each, disk.boundary))
    .map((folder) => {
      const copied = dockerfile.copied.map(({ from, to }) => ({ source: join(folder, from.replace(/\/?\*.*$/, '')), to }))
      return { folder, copied, present: copied.filter(({ source }) => kindOf(disk, source) !== undefined).length }
    })
    .sort((a, b) => b.present - a.present)
  for (const { folder, copied } of contexts) {
    const sources = [...copied.map(({ source }) => source), folder]
    for (const each of sources.flatMap((path) =>
      kindOf(disk, path) === 'file' ? [dirname(path)] : kindOf(disk, path) === 'folder' ? [path] : [],
    )) {
      const entry = sourceEntry(folderFiles(disk, each), parsed)
      if (!entry) continue
      const root = packageRoot(disk, { how: 'beside the zip', folder: each, entry: entry.path }, parsed)
      const beside = copied.filter(({ source, to }) => !to.startsWith('..') && !isWithin(source, root.folder))
      return { ...root, handler, dockerfile: dockerfile.path, beside }
    }
  }
  return undefined
}
