import { printable } from '../report/printable.ts'
import type { Terminal } from './terminal.ts'

const patience = 1000

export interface Progress {
  readonly report: (stage: string) => void
  readonly end: () => void
}

/** One line on the terminal that names the stage, once the scan takes longer than a second; `end` removes it. */
export const startProgress = ({ errors, now }: Terminal): Progress => {
  const { columns } = errors
  const start = now()
  let shown = false
  if (columns === null) return { report: () => {}, end: () => {} }
  return {
    report: (stage) => {
      if (now() - start < patience) return
      shown = true
      errors.write(`\r\u001b[K${printable(stage).slice(0, columns - 2)}…`)
    },
    end: () => {
      if (shown) errors.write('\r\u001b[K')
      shown = false
    },
  }
}
