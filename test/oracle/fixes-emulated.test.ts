import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fixtures } from '../fix/fixtures.ts'
import { emptyZip, startEmulator, whyNoPlanner } from './planner.ts'

/** What the emulator enforces: no boundaries, key policies or conditions, and no further actions of a write. */
const ENFORCED = ['bucket-level-arn', 'prefix-mismatch', 'action-mismatch', 'wrong-bucket', 'no-statement', 'policy-not-attached']

const cases = fixtures().filter(
  ({ cause, name }) => ENFORCED.includes(cause) && !/module|assum|for-each/.test(name) && !name.endsWith('windows-line-breaks'),
)

const hasBoto = (): boolean => spawnSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' }).status === 0

const missing = whyNoPlanner() ?? (hasBoto() ? null : 'python3 has no boto3')
if (missing !== null) process.stderr.write(`Skipped: no mended configuration was applied, because ${missing}.\n`)

/** Writes as the role's session, as the function does, and prints what is answered. */
const writer = `
import sys, boto3
from botocore.exceptions import ClientError
url = sys.argv[1]
given = dict(endpoint_url=url, region_name="eu-west-1")
session = boto3.client("sts", **given).assume_role(RoleArn="arn:aws:iam::123456789012:role/export", RoleSessionName="export")["Credentials"]
s3 = boto3.client("s3", aws_access_key_id=session["AccessKeyId"], aws_secret_access_key=session["SecretAccessKey"], aws_session_token=session["SessionToken"], **given)
try:
    s3.put_object(Bucket="acme-reports", Key="daily/totals.csv", Body=b"a,b")
    print("written")
except ClientError as error:
    print(error.response["Error"]["Code"])
`

const home = realpathSync(mkdtempSync(join(tmpdir(), 'tf-s3-guard-applied-')))
const work = join(home, 'work')
const settings = join(home, 'terraformrc')

// TF_PLUGINS=<mirror> npm run test:oracle -- fixes-emulated
describe.skipIf(missing !== null)('on emulated AWS', () => {
  let emulator: ReturnType<typeof startEmulator> | undefined
  afterAll(async () => {
    ;(await emulator)?.stop()
    rmSync(home, { recursive: true, force: true })
  })

  test.for(cases)('$name: the write that failed succeeds', async ({ after, before }) => {
    emulator ??= startEmulator()
    const { url } = await emulator
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      TF_CLI_CONFIG_FILE: settings,
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'mock',
      AWS_SECRET_ACCESS_KEY: 'mock',
      AWS_EC2_METADATA_DISABLED: 'true',
    }
    const terraform = (...args: readonly string[]): string =>
      execFileSync('terraform', args, { cwd: work, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    const enforce = (after: string): Promise<unknown> => fetch(`${url}/moto-api/reset-auth`, { method: 'POST', body: after })
    const write = async (): Promise<string> => {
      await enforce('1')
      const answer = execFileSync('python3', ['-c', writer, url], { env, encoding: 'utf8' }).trim()
      await enforce('inf')
      return answer
    }
    const apply = (folder: string): void => {
      cpSync(folder, work, { recursive: true })
      terraform('apply', '-input=false', '-auto-approve')
    }
    writeFileSync(
      settings,
      `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${process.env.TF_PLUGINS}"\n  }\n}\n`,
    )
    mkdirSync(work, { recursive: true })
    for (const name of readdirSync(work)) if (!name.startsWith('.terraform')) rmSync(join(work, name), { recursive: true })
    writeFileSync(join(work, 'export.zip'), emptyZip)
    await fetch(`${url}/moto-api/reset`, { method: 'POST' })
    await enforce('inf')
    cpSync(before, work, { recursive: true })
    terraform('init', '-input=false')
    apply(before)
    expect(await write()).toBe('AccessDenied')
    apply(after)
    expect(await write()).toBe('written')
  })
})
