import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

// A filesystem mirror with the AWS provider, which a few of the configurations use.
const mirror = process.env.TF_PLUGINS ?? ''
const isInstalled = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0
const fixtures = fileURLToPath(new URL('../fixtures/constructs', import.meta.url))

interface Plan {
  readonly planned_values: { readonly outputs?: Readonly<Record<string, { readonly type?: unknown }>> }
  readonly output_changes?: Readonly<Record<string, { readonly after?: unknown; readonly after_unknown?: unknown }>>
}

const terraform = (cwd: string, ...args: readonly string[]): string => {
  const settings = join(cwd, '..', 'settings.tfrc')
  writeFileSync(
    settings,
    `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
  )
  const { status, stdout, stderr } = spawnSync('terraform', args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: '1' },
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** The outputs of a plan, as the fixtures keep them: the type of those that are wholly known, and what is not known. */
const outputsOf = ({ planned_values: { outputs = {} }, output_changes: changes = {} }: Plan): unknown =>
  Object.fromEntries(
    Object.entries(changes)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { after = null, after_unknown: unknown = false }]) => [
        name,
        {
          ...(outputs[name]?.type !== undefined && { type: outputs[name].type }),
          value: after,
          ...(unknown !== false && { unknown }),
        },
      ]),
  )

const record = (name: string): unknown => {
  const folder = mkdtempSync(join(tmpdir(), 'tf-s3-guard-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const dir = join(folder, 'root')
  cpSync(join(fixtures, name), dir, { recursive: true })
  terraform(dir, 'init', '-backend=false', '-input=false')
  terraform(dir, 'plan', '-input=false', '-refresh=false', '-out=plan')
  return outputsOf(JSON.parse(terraform(dir, 'show', '-json', 'plan')))
}

// With TF_S3_GUARD_RECORD the outputs are written instead of compared.
test.skipIf(!isInstalled || mirror === '').each(readdirSync(fixtures))('%s: terraform plan has the recorded outputs', (name) => {
  const file = join(fixtures, name, 'expected.json')
  const outputs = record(name)
  if (process.env.TF_S3_GUARD_RECORD) writeFileSync(file, `${JSON.stringify(outputs, null, 2)}\n`)
  else expect(outputs).toEqual(JSON.parse(readFileSync(file, 'utf8')))
})
