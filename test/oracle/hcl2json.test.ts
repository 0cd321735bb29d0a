import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { disagreement } from '../terraform/hcl/hcl2json-oracle.ts'

// A folder of repositories, none of which is ours to publish.
const trees = process.env.TF_S3_GUARD_HCL_TREES ?? ''

const terraformFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tf|tofu)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

test.skipIf(trees === '')(
  'every .tf and .tofu file below TF_S3_GUARD_HCL_TREES is read as HashiCorp’s parser reads it',
  { timeout: 600_000 },
  async () => {
    const disagreements: string[] = []
    for (const path of terraformFiles(trees)) {
      const difference = await disagreement({ path, text: readFileSync(path, 'utf8') })
      if (difference !== null) disagreements.push(`${path}: ${difference}`)
    }
    expect(disagreements).toEqual([])
  },
)
