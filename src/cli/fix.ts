import { unifiedDiff } from '../fix/unified-diff.ts'
import type { FixResult } from '../fix.ts'
import { printable } from '../report/printable.ts'
import type { ScanOptions, ScanResult } from '../scan.ts'
import type { ScanArguments } from './command.ts'
import type { Terminal } from './terminal.ts'
import { writeChanges } from './write-changes.ts'

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** What `--fix` did, or with `--dry-run` would do, in one line. */
const summaryOf = ({ changes, mended }: FixResult, isDryRun: boolean): string => {
  if (changes.length === 0) return 'No finding has a change that can be placed exactly: nothing was changed.\n'
  return `${isDryRun ? 'Would mend' : 'Mended'} ${counted(mended, 'finding')} in ${counted(changes.length, 'file')}.\n`
}

/**
 * `scan --fix`: writes the changes, and gives what a new scan says of them; with `--dry-run` prints them, writes nothing, and gives
 * what is said of the configuration as it is.
 */
export const runFix = async (
  options: ScanOptions,
  { isDryRun }: Pick<ScanArguments, 'isDryRun'>,
  terminal: Terminal,
): Promise<ScanResult> => {
  const [{ fixConfiguration }, { scan }] = await Promise.all([import('../fix.ts'), import('../scan.ts')])
  const result = await fixConfiguration(options)
  if (isDryRun) {
    for (const { after, before, shown } of result.changes) terminal.output.write(unifiedDiff(shown, before, after))
    terminal.errors.write(summaryOf(result, true))
    return result.before
  }
  const refused = writeChanges(result.changes).filter((writing) => writing.refused !== null)
  for (const { change, refused: why } of refused)
    terminal.errors.write(`tf-s3-guard: "${printable(change.shown)}" is left as it is, because ${why}.\n`)
  if (refused.length === 0) terminal.errors.write(summaryOf(result, false))
  return refused.length === 0 && result.changes.length === 0 ? result.before : await scan(options)
}
