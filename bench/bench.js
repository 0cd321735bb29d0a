// npm run bench [-- <folder>]: how long a cold scan takes and how much memory, against `terraform fmt -check -recursive`
// on the same tree. Without a folder a tree is written that has the size of a large repository.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeTree } from './tree.js'

const ROUNDS = 11

const here = fileURLToPath(new URL('.', import.meta.url))
const cli = join(here, '..', 'dist', 'tf-s3-guard.js')
const memoryFile = join(tmpdir(), `tf-s3-guard-bench-${process.pid}`)

const folder = process.argv[2] ? resolve(process.argv[2]) : join(here, '..', '.bench', 'tree')
if (!process.argv[2]) writeTree(folder)

const time = (command, args, env = {}) => {
  const started = performance.now()
  const run = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 28 })
  return { milliseconds: performance.now() - started, run }
}

const scan = () =>
  time(process.execPath, ['--require', join(here, 'peak-memory.cjs'), cli, 'scan', '.', '--format', 'json'], {
    TF_S3_GUARD_BENCH_MEMORY: memoryFile,
  })
const format = () => time('terraform', ['fmt', '-check', '-recursive'])

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const shown = (milliseconds) => `${milliseconds.toFixed(0)} ms`

const first = scan()
if (![0, 1].includes(first.run.status)) throw new Error(`The scan failed: ${first.run.stderr}`)
const { summary } = JSON.parse(first.run.stdout)
const hasTerraform = format().run.error === undefined

const scans = []
const formats = []
const memory = []
for (let round = 0; round < ROUNDS; round++) {
  if (hasTerraform) formats.push(format().milliseconds)
  scans.push(scan().milliseconds)
  memory.push(Number(readFileSync(memoryFile, 'utf8')) / 1024)
}
rmSync(memoryFile, { force: true })

console.log(`${summary.files} files of configuration, ${summary.functions} functions, median of ${ROUNDS} rounds in turn`)
console.log(`tf-s3-guard scan                 ${shown(median(scans))}`)
if (hasTerraform) {
  console.log(`terraform fmt -check -recursive  ${shown(median(formats))}`)
  console.log(`ratio                            ${(median(scans) / median(formats)).toFixed(2)}`)
} else console.log('terraform is not on PATH: there is no yardstick here')
console.log(`peak memory                      ${median(memory).toFixed(0)} MiB`)
if (!process.argv[2]) {
  await import('./growth.js')
  await import('./programs.js')
  await import('./decisions.js')
}
