import { resolve } from 'node:path'
import type { ArchiveEntry, CodeLocation, Lambda } from '../aws/graph/graph.ts'
import type { ArchiveSource, CodeCandidate, CodeSource } from '../code/package/package-source.ts'
import { knownString } from '../terraform/value/convert.ts'

const entry = (rootDir: string, each: ArchiveEntry): ArchiveSource =>
  each.kind === 'content' ? each : { ...each, path: resolve(rootDir, each.path) }

const candidate = (rootDir: string, location: CodeLocation): CodeCandidate => {
  switch (location.kind) {
    case 'archive':
      return { kind: 'archive', sources: location.entries.map((each) => entry(rootDir, each)), location: location.location }
    case 'zip':
      return { kind: 'zip', path: resolve(rootDir, location.path) }
    case 'image':
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

/** What the graph says of a function's code, with absolute paths: Terraform resolves them from the root module's folder. */
export const codeSourceOf = (lambda: Lambda, rootDir: string): CodeSource => ({
  handler: lambda.code.handler,
  runtime: lambda.code.runtime,
  packageType: lambda.code.packageType,
  candidates: lambda.code.sources.map((location) => candidate(rootDir, location)),
  layers: lambda.code.layers.map((layer) => layer.map((location) => candidate(rootDir, location))),
  names: lambda.names,
  environment: knownVariables(lambda),
})
