import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { zipSync } from 'fflate'
import type { PackageOptions } from '../../../src/code/package/open-package.ts'
import { openPackage } from '../../../src/code/package/open-package.ts'
import type { CodeSource, PackageOutcome } from '../../../src/code/package/package-source.ts'
import { openCheckout } from '../../../src/terraform/load/checkout.ts'

/** A repository on disk with these files; paths are given and shown relative to it. */
export interface Checkout {
  readonly folder: string
  readonly options: PackageOptions
  readonly at: (path: string) => string
  readonly write: (path: string, content: string | Uint8Array) => void
  readonly open: (source: Partial<CodeSource>) => Promise<PackageOutcome>
  readonly openWith: (options: PackageOptions, source: Partial<CodeSource>) => Promise<PackageOutcome>
}

export const checkout = (files: Readonly<Record<string, string | Uint8Array>>): Checkout => {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'checkout-'))), 'repository')
  mkdirSync(folder)
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  for (const [path, content] of Object.entries(files)) write(path, content)
  const options = { ...openCheckout(folder, folder), display: (path: string) => relative(folder, path) }
  const openWith = (given: PackageOptions, source: Partial<CodeSource>): Promise<PackageOutcome> =>
    openPackage({ handler: 'app.handler', runtime: 'python3.12', packageType: 'Zip', candidates: [], ...source }, folder, given)
  return { folder, options, at: (path) => join(folder, path), write, open: (source) => openWith(options, source), openWith }
}

export const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])))
