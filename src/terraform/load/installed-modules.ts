import { join, resolve } from 'node:path'
import { readText } from './read.ts'

/** Where `terraform init` put each module, by its path of call names: `network.subnets`. */
export type InstalledModules = ReadonlyMap<string, string>

interface Entry {
  readonly Key: string
  readonly Dir: string
  /** Terraform 0.11: the folder of the module inside of what was downloaded. */
  readonly Root?: string
}

const isEntry = (data: unknown): data is Entry => {
  if (typeof data !== 'object' || data === null) return false
  const { Key, Dir, Root } = data as Partial<Record<keyof Entry, unknown>>
  return typeof Key === 'string' && typeof Dir === 'string' && (Root === undefined || typeof Root === 'string')
}

const entriesIn = (text: string): readonly Entry[] => {
  try {
    const manifest: unknown = JSON.parse(text)
    if (typeof manifest !== 'object' || manifest === null) return []
    const { Modules } = manifest as { readonly Modules?: unknown }
    return Array.isArray(Modules) ? Modules.filter(isEntry) : []
  } catch {
    return []
  }
}

/** Terraform 0.11 wrote the sources too: `2.network;./network|subnets;git::https://example.com/subnets.git`. */
const pathOf = (key: string): string => {
  const [, calls] = /^\d+\.(.*;.*)$/s.exec(key) ?? []
  return calls === undefined
    ? key
    : calls
        .split('|')
        .map((call) => call.split(';', 1)[0])
        .join('.')
}

/**
 * Reads `modules/modules.json` of the data directory, which Terraform, OpenTofu and Terragrunt write; empty where there is none
 * or it is not a manifest. Its paths start from the root module.
 */
export const loadInstalledModules = (rootDir: string, dataDir: string): InstalledModules => {
  const read = readText(join(dataDir, 'modules', 'modules.json'), rootDir)
  const entries = read.ok ? entriesIn(read.file.text) : []
  return new Map(
    entries.filter(({ Key }) => Key !== '').map(({ Key, Dir, Root }) => [pathOf(Key), resolve(rootDir, Dir, Root ?? '.')]),
  )
}
