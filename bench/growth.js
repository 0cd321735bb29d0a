// node bench/growth.js, and a part of npm run bench: how the time of evaluation and graph grows with the number of resource
// instances. Every size is measured in processes of its own, after the same warm-up, in turn; medians count.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeInstances } from './instances.js'

const SIZES = [1_000, 10_000, 100_000]
const ROUNDS = 5

const here = fileURLToPath(new URL('.', import.meta.url))
const work = join(here, '..', '.bench')
const program = join(work, 'growth-run.mjs')
const folderOf = (size) => join(work, `instances-${size}`)

await build({
  entryPoints: [join(here, 'growth-run.js')],
  outfile: program,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
})
for (const size of SIZES) writeInstances(folderOf(size), size)

const measure = (size) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, folderOf(SIZES[0]), folderOf(size)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The evaluation failed: ${stderr}`)
  const run = JSON.parse(stdout)
  if (run.instances !== size) throw new Error(`${run.instances} instances were evaluated, not ${size}.`)
  return run
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

const runs = new Map(SIZES.map((size) => [size, []]))
for (let round = 0; round < ROUNDS; round++) for (const size of SIZES) runs.get(size).push(measure(size))

console.log(`evaluation and graph, median of ${ROUNDS} rounds in turn`)
const timeOfOne = (size) => median(runs.get(size).map(({ milliseconds }) => milliseconds)) / size
for (const size of SIZES) {
  const memory = median(runs.get(size).map((run) => run.memory))
  const microseconds = timeOfOne(size) * 1000
  const ratio = timeOfOne(size) / timeOfOne(SIZES[0])
  console.log(
    `${String(size).padStart(7)} instances  ${microseconds.toFixed(1).padStart(6)} µs each  ${ratio.toFixed(2)} of linear  ${memory.toFixed(0)} MiB at most`,
  )
}
