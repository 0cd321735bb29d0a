import { join, resolve } from 'node:path'
import { readText } from './read.ts'

/** Where `terraform init` put each module, by its path of call names: `network.subnets`. */
export type InstalledModules = ReadonlyMap<string, string>

interface Manifest {
  readonly Modules: readonly { readonly Key: string; readonly Dir: string }[]
}

const isManifest = (data: unknown): data is Manifest =>
  typeof data === 'object' &&
  data !== null &&
  Array.isArray((data as Partial<Manifest>).Modules) &&
  (data as Manifest).Modules.every((entry) => typeof entry?.Key === 'string' && typeof entry.Dir === 'string')

/** Reads `.terraform/modules/modules.json`; empty where there is none or it is not a manifest. */
export const loadInstalledModules = (rootDir: string): InstalledModules => {
  const read = readText(join(rootDir, '.terraform', 'modules', 'modules.json'), rootDir)
  if (!read.ok) return new Map()
  try {
    const manifest: unknown = JSON.parse(read.file.text)
    if (!isManifest(manifest)) return new Map()
    return new Map(manifest.Modules.filter(({ Key }) => Key !== '').map(({ Key, Dir }) => [Key, resolve(rootDir, Dir)]))
  } catch {
    return new Map()
  }
}
