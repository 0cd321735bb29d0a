// node bench/decisions.js, and a part of npm run bench: how long decisions by a set of ten statements take, none of them like
// the one before. The yardstick of the same run decides by regular expressions; both must say the same. Medians count.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const DECISIONS = 100_000
const ROUNDS = 5

const here = fileURLToPath(new URL('.', import.meta.url))
const program = join(here, '..', '.bench', 'decisions-run.mjs')

await build({
  entryPoints: [join(here, 'decisions-run.js')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
})

const measure = () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, String(DECISIONS)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The decisions failed: ${stderr}`)
  return JSON.parse(stdout)
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

const runs = Array.from({ length: ROUNDS }, measure)
const engine = median(runs.map((run) => run.engine))
const yardstick = median(runs.map((run) => run.yardstick))
console.log(`${DECISIONS} decisions by ten statements, median of ${ROUNDS} rounds`)
console.log(`tf-s3-guard                      ${engine.toFixed(0)} ms`)
console.log(`regular expressions              ${yardstick.toFixed(0)} ms`)
console.log(`ratio                            ${(engine / yardstick).toFixed(2)}`)
