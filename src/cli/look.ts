import type { Presentation } from '../report/presentation.ts'
import type { Terminal } from './terminal.ts'

const widthWithoutTerminal = 100

export interface Wishes {
  /** Null to let the terminal decide. */
  readonly color: boolean | null
  /** The file that is written; null for standard output. */
  readonly output: string | null
}

/** In which width and with which colours something is printed. For colours see https://no-color.org */
export const lookOf = ({ color, output }: Wishes, terminal: Terminal): Pick<Presentation, 'colour' | 'width'> => {
  const { NO_COLOR, TERM } = terminal.environment
  const columns = output === null ? terminal.output.columns : null
  return {
    colour: color ?? (columns !== null && !NO_COLOR && TERM !== 'dumb'),
    width: columns === null ? widthWithoutTerminal : Math.max(40, Math.min(columns, 140)),
  }
}
