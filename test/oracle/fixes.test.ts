import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fixtures } from '../fix/fixtures.ts'

const mirror = process.env.TF_PLUGINS ?? ''

const whyNot = (): string | null => {
  if (spawnSync('terraform', ['version'], { stdio: 'ignore' }).status !== 0) return 'terraform is not on the PATH'
  if (!existsSync(join(mirror, 'registry.terraform.io', 'hashicorp', 'aws')))
    return 'TF_PLUGINS does not name a filesystem mirror with the AWS provider'
  return null
}

const missing = whyNot()
if (missing !== null) process.stderr.write(`Skipped: no mended configuration was validated, because ${missing}.\n`)

const home = realpathSync(mkdtempSync(join(tmpdir(), 'tf-s3-guard-fixes-')))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const settings = join(home, 'terraformrc')
writeFileSync(
  settings,
  `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path    = "${mirror}"\n    include = ["hashicorp/aws"]\n  }\n}\n`,
)

const terraform = (cwd: string, ...args: readonly string[]): { readonly status: number | null; readonly output: string } => {
  const { status, stderr, stdout } = spawnSync('terraform', args, {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: home,
      TF_CLI_CONFIG_FILE: settings,
      TF_IN_AUTOMATION: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  })
  return { status, output: `${stdout}${stderr}` }
}

const OK = { status: 0 }

/** One folder for all, so that the provider is installed once. */
const work = join(home, 'work')

const isInstalled = (name: string): boolean => name.startsWith('.terraform')

const install = (before: string, after: string): void => {
  mkdirSync(work, { recursive: true })
  for (const name of readdirSync(work)) if (!isInstalled(name)) rmSync(join(work, name), { recursive: true })
  cpSync(before, work, { recursive: true })
  cpSync(after, work, { recursive: true })
}

const usesRegistry = (folder: string): boolean =>
  readdirSync(folder).some(
    (name) => name.endsWith('.tf') && readFileSync(join(folder, name), 'utf8').includes('source  = "terraform-aws-modules/'),
  )

// TF_PLUGINS=<mirror> npm run test:oracle -- fixes
describe.skipIf(missing !== null)('mended configurations', () => {
  test.for(fixtures())('$name is formatted and valid', ({ after, before }) => {
    install(before, after)
    const isNative = readdirSync(work).some((name) => name.endsWith('.tf'))
    if (isNative) expect(terraform(work, 'fmt', '-check', '-diff', '-recursive')).toMatchObject({ ...OK, output: '' })
    // A module of the registry is not here to be validated with.
    if (usesRegistry(work)) return
    expect(terraform(work, 'init', '-input=false', '-backend=false')).toMatchObject(OK)
    expect(terraform(work, 'validate')).toMatchObject(OK)
  })
})
