import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exitCodeOf } from '../report/exit-code.ts'
import { formats } from '../report/format.ts'
import { formatSummary } from '../report/summary.ts'
import type { ScanOptions } from '../scan.ts'
import type { InputArguments, ScanArguments } from './command.ts'
import { lookOf } from './look.ts'
import { startProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** What a command that scans is told of what to scan. */
export const inputFor = (
  { configuration, dir, inputs, maximumPlanSize, roots, source }: InputArguments,
  terminal: Terminal,
): ScanOptions => ({
  root: dir,
  cwd: terminal.cwd,
  roots,
  inputs,
  source,
  configuration,
  ...(dir === '-' && { stdin: terminal.input }),
  ...(maximumPlanSize !== null && { maximumPlanSize }),
})

/** `tf-s3-guard scan`: prints the report and returns the exit code. */
export const runScan = async (options: ScanArguments, terminal: Terminal): Promise<number> => {
  const progress = startProgress(terminal)
  const { scan } = await import('../scan.ts')
  const { report, sources } = await scan({
    ...inputFor(options, terminal),
    onlyChanged: options.onlyChanged,
    onProgress: progress.report,
  }).finally(progress.end)
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
