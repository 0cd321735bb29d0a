import { resolve } from 'node:path'
import type { ArchiveEntry, CodeLocation, Lambda, LambdaCode } from '../aws/graph/graph.ts'
import type { ArchiveSource, CodeCandidate, CodeSource } from '../code/package/package-source.ts'
import { folderOf } from '../configuration/code-folders.ts'
import type { Configuration } from '../configuration/configuration.ts'
import { knownString } from '../terraform/value/convert.ts'

const entry = (rootDir: string, each: ArchiveEntry): ArchiveSource =>
  each.kind === 'content' ? each : { ...each, path: resolve(rootDir, each.path) }

const candidate = (rootDir: string, location: CodeLocation): CodeCandidate => {
  switch (location.kind) {
    case 'archive':
      return { kind: 'archive', sources: location.entries.map((each) => entry(rootDir, each)), location: location.location }
    case 'zip':
      return { kind: 'zip', path: resolve(rootDir, location.path) }
    case 'image': {
      const { context, dockerfile = 'Dockerfile', ...image } = location
      if (context === undefined) return image
      const folder = resolve(rootDir, context)
      return { ...image, context: folder, dockerfile: resolve(folder, dockerfile) }
    }
    case 'remote':
      return location
  }
}

const knownVariables = ({ environment }: Lambda): ReadonlyMap<string, string> => {
  const known = new Map<string, string>()
  for (const [name, value] of environment.variables) {
    const text = knownString(value)
    if (text !== undefined) known.set(name, text)
  }
  return known
}

/** The handler in the command of an image. https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
const commandOf = ({ sources }: LambdaCode): string | null =>
  sources.flatMap((source) => (source.kind === 'image' ? source.command : [])).at(-1) ?? null

/**
 * What the graph says of a function's code, with absolute paths: Terraform resolves them from the root module's folder. A folder
 * in the configuration file takes the place of all that.
 */
export const codeSourceOf = (lambda: Lambda, rootDir: string, configuration: Configuration): CodeSource => {
  const { code } = lambda
  const given = folderOf(configuration, lambda.address)
  return {
    handler: given?.handler ?? code.handler ?? (given ? commandOf(code) : null),
    runtime: given?.runtime ?? code.runtime,
    packageType: code.packageType,
    candidates: given ? [{ kind: 'given', path: given.path }] : code.sources.map((location) => candidate(rootDir, location)),
    layers: code.layers.map((layer) => layer.map((location) => candidate(rootDir, location))),
    names: lambda.names,
    environment: knownVariables(lambda),
    commands: code.commands.map(({ text, folder }) => ({ text, folder: resolve(rootDir, folder) })),
  }
}
