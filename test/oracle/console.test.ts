import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Case, compactType, consoleRoot, families, readCases, writeCases } from '../terraform/functions/console/cases.ts'

const { status, stdout } = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' })
const version: unknown = status === 0 ? (JSON.parse(stdout) as { terraform_version?: unknown }).terraform_version : undefined

/** What is recorded is what this version says. */
const recorded = '1.11.4'
const isHere = version === recorded

const recording = process.env.TF_S3_GUARD_RECORD !== undefined

/** Terraform locks the state of a root module, so consoles that run at once have one each. */
const AT_ONCE = 4

const folder = mkdtempSync(join(tmpdir(), 'console-'))
const configuration = join(folder, 'terraform.rc')
const roots = Array.from({ length: AT_ONCE }, (_, index) => join(folder, `root${index}`))
if (isHere) {
  for (const root of roots) cpSync(consoleRoot, root, { recursive: true })
  writeFileSync(configuration, '')
}

const runConsole = (root: string, expression: string): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn('terraform', ['console', '-plan'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TF_CLI_ARGS: '-no-color',
        TF_CLI_CONFIG_FILE: configuration,
        CHECKPOINT_DISABLE: '1',
      },
    })
    let written = ''
    child.stdout.on('data', (chunk: Buffer) => {
      written += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      written += chunk.toString()
    })
    child.on('close', () => resolve(written))
    child.stdin.end(`${expression}\n`)
  })

const errorIn = (output: string): string | undefined => {
  const [, summary, rest = ''] = /^Error: (.*)\n([\s\S]*)/m.exec(output) ?? []
  if (summary === undefined) return undefined
  const detail = (rest.split('\nError: ')[0] ?? '').replace(/ {2}on <console-input>[\s\S]*?\(source code not available\)\n/, '')
  // Where Terraform panics, it tells where in its memory.
  return `! ${summary}: ${detail
    .replace(/\s+/g, ' ')
    .replace(/ goroutine \d+ \[running\].*/, '')
    .trim()}`
}

/** A string as Terraform writes it on one line. */
const unquoted = (written: string): string => {
  const json = written.replace(
    /\\(?:x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|.)/g,
    (sequence, byte: string | undefined, point: string | undefined) =>
      (byte ?? point) === undefined
        ? sequence
        : JSON.stringify(String.fromCodePoint(Number.parseInt(byte ?? point ?? '', 16))).slice(1, -1),
  )
  return JSON.parse(json.replaceAll('$${', '${').replaceAll('%%{', '%{')) as string
}

const ask = async (root: string, expression: string): Promise<string> => {
  if (/^type\(/.test(expression)) {
    const output = await runConsole(root, expression)
    return errorIn(output) ?? `= ${compactType(output)} : type`
  }
  const output = await runConsole(root, `jsonencode(${expression})`)
  const error = errorIn(output)
  if (error !== undefined) return error
  const written = output.trim()
  if (written === '(known after apply)') return '?'
  if (written === '(sensitive value)') return '= (sensitive)'
  const json = unquoted(written)
  if (!/^[[{]/.test(json)) return `= ${json}`
  return `= ${json} : ${compactType(await runConsole(root, `type(${expression})`))}`
}

const askAll = async (cases: readonly Case[]): Promise<readonly Case[]> => {
  const answered = [...cases]
  let next = 0
  const work = async (root: string): Promise<void> => {
    while (next < cases.length) {
      const index = next++
      const { expression, answer } = cases[index] as Case
      if (!recording || answer === '') answered[index] = { expression, answer: await ask(root, expression) }
    }
  }
  await Promise.all(roots.map(work))
  return answered
}

if (!isHere)
  process.stderr.write(`Skipped: terraform ${recorded} is not on PATH, so the recorded answers were not compared with it.\n`)

test.skipIf(!isHere).each(families())(
  'terraform console says of the expressions in %s.txt what is recorded',
  { timeout: 1_800_000 },
  async (family) => {
    const cases = readCases(family)
    const answered = await askAll(cases)
    if (recording) writeCases(family, answered)
    else expect(answered).toEqual(cases)
  },
)
