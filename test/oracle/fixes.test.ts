import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
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

/** One root module that calls every mended configuration: the provider is started once. */
const work = join(home, 'work')

const usesRegistry = (folder: string): boolean =>
  readdirSync(folder).some(
    (name) => name.endsWith('.tf') && readFileSync(join(folder, name), 'utf8').includes('source  = "terraform-aws-modules/'),
  )

// TF_PLUGINS=<mirror> npm run test:oracle -- fixes.test
describe.skipIf(missing !== null)('mended configurations', () => {
  test('are formatted and valid', () => {
    const calls = fixtures().flatMap(({ after, before, name }) => {
      const folder = join(work, name)
      cpSync(before, folder, { recursive: true })
      cpSync(after, folder, { recursive: true })
      // A module of the registry is not here to be validated with.
      return usesRegistry(folder) ? [] : [`module "${name.replaceAll('/', '_')}" {\n  source = "./${name}"\n}\n`]
    })
    expect(terraform(work, 'fmt', '-check', '-diff', '-recursive')).toEqual({ status: 0, output: '' })
    writeFileSync(join(work, 'main.tf'), calls.join('\n'))
    expect(terraform(work, 'init', '-input=false', '-backend=false')).toMatchObject({ status: 0 })
    expect(terraform(work, 'validate')).toEqual({ status: 0, output: expect.stringContaining('Success!') })
    expect(calls.length).toBeGreaterThan(80)
  })
})
