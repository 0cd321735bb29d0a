import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exitCodeOf } from '../report/exit-code.ts'
import { formats } from '../report/format.ts'
import { formatSummary } from '../report/summary.ts'
import type { ScanOptions, ScanResult } from '../scan.ts'
import type { InputArguments, ScanArguments } from './command.ts'
import { lookOf } from './look.ts'
import { readLevels } from './policy-files.ts'
import { startProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** What a command that scans is told of what to scan. */
export const inputFor = async (
  { configuration, dir, inputs, maximumPlanSize, rcps, roots, scps, source }: InputArguments,
  terminal: Terminal,
): Promise<ScanOptions> => ({
  root: dir,
  cwd: terminal.cwd,
  roots,
  inputs,
  source,
  configuration,
  ...(dir === '-' && { stdin: terminal.input }),
  ...(maximumPlanSize !== null && { maximumPlanSize }),
  ...(scps.length + rcps.length > 0 && {
    organization: { scps: await readLevels(scps, terminal), rcps: await readLevels(rcps, terminal) },
  }),
})

/** What is said of the configuration; with `--fix` after what can be mended has been. */
const scanned = async (given: ScanOptions, options: ScanArguments, terminal: Terminal): Promise<ScanResult> => {
  if (!options.isFix) return await (await import('../scan.ts')).scan(given)
  return await (await import('./fix.ts')).runFix(given, options, terminal)
}

/** `tf-s3-guard scan`: prints the report and returns the exit code. */
export const runScan = async (options: ScanArguments, terminal: Terminal): Promise<number> => {
  const progress = startProgress(terminal)
  const given = { ...(await inputFor(options, terminal)), onlyChanged: options.onlyChanged, onProgress: progress.report }
  const { report, sources } = await scanned(given, options, terminal).finally(progress.end)
  if (options.isDryRun) return exitCodeOf(report, options.failOn)
  const render = formats.get(options.format)
  if (!render) throw new Error(`The format "${options.format}" has no reporter. This is a bug in tf-s3-guard.`)
  const rendered = render(report, { ...lookOf(options, terminal), sources })
  if (options.output === null) terminal.output.write(rendered)
  else {
    await writeFile(resolve(terminal.cwd, options.output), rendered)
    terminal.output.write(`${formatSummary(report.summary)}\n`)
  }
  return exitCodeOf(report, options.failOn)
}
