import { join, resolve } from 'node:path'
import type { Checkout } from './checkout.ts'
import { configurationFiles, isOpenTofu } from './configuration-files.ts'

/** A folder beside the caller's, and not something to install. https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
export const isLocalSource = (source: string): boolean => /^\.\.?([/\\]|$)/.test(source)

/** The absolute folder of a local source, written with either kind of slash. */
export const localFolder = (caller: string, source: string): string => resolve(caller, source.replaceAll('\\', '/'))

/** What installs the modules of a root: Terragrunt and OpenTofu have commands of their own. */
export const installCommand = (rootDir: string, dataDir: string, checkout: Checkout): string => {
  const { files } = checkout.list(rootDir)
  if (files.includes('terragrunt.hcl') || files.includes('terragrunt.hcl.json')) return '"terragrunt init"'
  return isForOpenTofu(rootDir, dataDir, checkout)
    ? '"tofu init -backend=false" (or "tofu get")'
    : '"terraform init -backend=false" (or "terraform get")'
}

const isForOpenTofu = (rootDir: string, dataDir: string, checkout: Checkout): boolean => {
  const { files } = checkout.list(rootDir)
  if (configurationFiles(checkout, rootDir).some(isOpenTofu) || files.includes('.opentofu-version')) return true
  if (checkout.list(join(dataDir, 'providers')).folders.includes('registry.opentofu.org')) return true
  if (!files.includes('.terraform.lock.hcl')) return false
  const lock = checkout.read(join(rootDir, '.terraform.lock.hcl'))
  return lock.ok && lock.file.text.includes('"registry.opentofu.org/')
}
