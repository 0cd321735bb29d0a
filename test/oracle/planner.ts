import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir, hostname, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { PlanProject } from '../support/plan-projects.ts'

export interface Planned {
  /** What `terraform show -json` prints, with the time of planning made a fixed one. */
  readonly json: string
  /** What `terraform plan -out` writes. */
  readonly file: Uint8Array
}

export interface Planner {
  readonly plan: (project: PlanProject) => Promise<Planned>
  readonly stop: () => void
}

const runs = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** A filesystem mirror with the AWS provider: `TF_PLUGINS`, the folder above `registry.terraform.io`. */
const mirror = process.env.TF_PLUGINS ?? ''

/** Why nothing can be planned on this machine; null if it can. */
export const whyNoPlanner = (): string | null => {
  if (!runs('terraform', 'version')) return 'terraform is not on the PATH'
  if (mirror === '') return 'TF_PLUGINS does not name a filesystem mirror with the AWS provider'
  if (!existsSync(join(mirror, 'registry.terraform.io', 'hashicorp', 'aws'))) return 'the mirror of TF_PLUGINS has no AWS provider'
  if (!runs('moto_server', '--help')) return 'moto_server, which answers for AWS, is not on the PATH'
  return null
}

const STAND_INS = ['archive', 'random']

/** A filesystem mirror with the providers that `stand-in-provider.mjs` stands in for. */
const standIns = (folder: string): string => {
  for (const name of STAND_INS) {
    const version = join(folder, 'registry.terraform.io', 'hashicorp', name, '2.99.0', platform())
    mkdirSync(version, { recursive: true })
    const program = join(import.meta.dirname, 'stand-in-provider.mjs')
    writeFileSync(
      join(version, `terraform-provider-${name}_v2.99.0`),
      `#!/bin/sh\nexec "${process.execPath}" "${program}" ${name}\n`,
      { mode: 0o755 },
    )
  }
  return folder
}

const platform = (): string => `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`

const settingsFor = (aws: string, others: string): string => `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = "${aws}"
    include = ["hashicorp/aws"]
  }
  filesystem_mirror {
    path    = "${others}"
    include = [${STAND_INS.map((name) => `"hashicorp/${name}"`).join(', ')}]
  }
}
`

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

export const startEmulator = async (): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const emulator = spawn('moto_server', ['-H', '127.0.0.1', '-p', `${port}`], { stdio: 'ignore' })
  for (let attempt = 0; attempt < 120; attempt++) {
    const isUp = await fetch(`${url}/moto-api/reset`, { method: 'POST' }).then(
      () => true,
      () => false,
    )
    if (isUp) return { url, stop: () => void emulator.kill() }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  emulator.kill()
  throw new Error('moto_server does not answer')
}

/** Terraform finds no credentials but these, and no AWS but the emulator: nothing of this is in a provider block, so nothing is in a plan. */
const environmentFor = (url: string, configuration: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TF_CLI_CONFIG_FILE: configuration,
  TF_IN_AUTOMATION: '1',
  TF_DISABLE_PLUGIN_TLS: '1',
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'mock',
  AWS_SECRET_ACCESS_KEY: 'mock',
  AWS_EC2_METADATA_DISABLED: 'true',
})

const isKept = (path: string): boolean => !['.terraform', '.terraform.lock.hcl'].includes(basename(path))

const empty = (folder: string): void => {
  for (const name of readdirSync(folder)) if (isKept(name)) rmSync(join(folder, name), { recursive: true, force: true })
  rmSync(join(folder, '.terraform', 'environment'), { force: true })
}

const removeConfiguration = (folder: string): void => {
  for (const name of readdirSync(folder))
    if (isKept(name) && !name.startsWith('terraform.tfstate')) rmSync(join(folder, name), { recursive: true, force: true })
}

/** The AWS provider, started once for all plans: starting it takes as long as planning. */
const startProvider = async (
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly reattach: string; readonly stop: () => void }> => {
  const folder = join(mirror, 'registry.terraform.io', 'hashicorp', 'aws')
  const program = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.includes(join(platform(), 'terraform-provider-aws')),
  )
  const provider = spawn(join(folder, program ?? ''), ['-debug'], { cwd, env: environment, stdio: ['ignore', 'pipe', 'ignore'] })
  return await new Promise((resolve, reject) => {
    let printed = ''
    // Read to the end: the provider dies of a pipe that is closed.
    provider.stdout.on('data', (chunk) => {
      printed += chunk
      const [, reattach] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(printed) ?? []
      if (reattach !== undefined) resolve({ reattach, stop: () => void provider.kill() })
    })
    provider.on('exit', () => reject(new Error('The AWS provider does not start')))
  })
}

/** What `terraform init` has to install for a configuration. */
const installedFor = (folder: string): readonly string[] => {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tf(\.json)?$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
  return ['aws_', 'archive_file', 'random_', 'module "'].filter((word) => texts.some((text) => text.includes(word)))
}

/** Terraform in one working folder, so that the provider is installed once. */
export const startPlanner = async (): Promise<Planner> => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'tf-s3-guard-plans-')))
  const work = join(home, 'work')
  const settings = join(home, 'terraformrc')
  mkdirSync(work)
  writeFileSync(settings, settingsFor(mirror, standIns(join(home, 'stand-ins'))))
  const emulator = await startEmulator()
  const environment = environmentFor(emulator.url, settings)
  const provider = await startProvider(work, environment)
  const run = (env: NodeJS.ProcessEnv, args: readonly string[]): string =>
    execFileSync('terraform', args, {
      cwd: work,
      env: { ...environment, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const terraform = (env: Readonly<Record<string, string>>, ...args: readonly string[]): string =>
    run({ TF_REATTACH_PROVIDERS: provider.reattach, ...env }, args)

  const installed = new Set<string>()
  const install = (): void => {
    const wanted = installedFor(work)
    if (!wanted.includes('module "') && wanted.every((each) => installed.has(each))) return
    run({}, ['init', '-input=false'])
    for (const each of wanted) installed.add(each)
  }

  const applyBefore = async ({ folder, planning }: PlanProject): Promise<void> => {
    if (planning.before === null) return
    await fetch(`${emulator.url}/moto-api/reset`, { method: 'POST' })
    cpSync(join(folder, 'before'), work, { recursive: true })
    // Functions are created from a package that has to be there.
    if (!existsSync(join(work, 'export.zip'))) writeFileSync(join(work, 'export.zip'), emptyZip)
    install()
    terraform({}, 'apply', '-input=false', '-auto-approve')
    if (planning.before === 'elsewhere') empty(work)
    else removeConfiguration(work)
  }

  const plan = async (project: PlanProject): Promise<Planned> => {
    const { inputs } = project
    empty(work)
    await applyBefore(project)
    cpSync(project.root, work, { recursive: true, filter: isKept })
    install()
    if (inputs.workspace !== null) terraform({}, 'workspace', 'select', '-or-create=true', inputs.workspace)
    const given = [
      ...Object.entries(inputs.variables).map(([name, value]) => `-var=${name}=${value}`),
      ...inputs.variableFiles.map((path) => `-var-file=${path}`),
    ]
    const fixed = ['-input=false', '-refresh=false', '-out=plan.tfplan']
    terraform(inputs.environment, 'plan', ...fixed, ...given, ...project.planning.arguments)
    const printed = terraform({}, 'show', '-json', 'plan.tfplan').replace(
      /"timestamp":"[^"]*"/,
      '"timestamp":"2025-01-01T00:00:00Z"',
    )
    const planned = { json: `${printed.trim()}\n`, file: new Uint8Array(readFileSync(join(work, 'plan.tfplan'))) }
    refuseTraces(planned, [home, homedir(), hostname(), emulator.url, '127.0.0.1', '"mock"'])
    return planned
  }

  const stop = (): void => {
    provider.stop()
    emulator.stop()
    rmSync(home, { recursive: true, force: true })
  }
  process.once('exit', stop)
  return { plan, stop }
}

/** The end of central directory of a zip without entries. */
export const emptyZip = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)])

/** A recording is published: nothing of the machine may be in it. */
const refuseTraces = (planned: Planned, traces: readonly string[]): void => {
  const texts = [planned.json, ...Object.values(unzipSync(planned.file)).map((bytes) => Buffer.from(bytes).toString('latin1'))]
  const trace = traces.find((each) => each.length > 3 && texts.some((text) => text.includes(each)))
  if (trace !== undefined) throw new Error(`The plan says something of this machine: ${trace}`)
}
