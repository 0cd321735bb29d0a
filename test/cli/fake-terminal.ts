import { Readable } from 'node:stream'
import type { Stream, Terminal } from '../../src/cli/terminal.ts'

/** A terminal that remembers what was written to it. */
export const fakeTerminal = (parts: Partial<Terminal> & { readonly columns?: number; readonly stdin?: string } = {}) => {
  const written = { output: '', errors: '' }
  const columns = parts.columns ?? null
  const streamTo = (name: keyof typeof written): Stream => ({
    columns,
    write: (text) => {
      written[name] += text
    },
  })
  const terminal: Terminal = {
    cwd: process.cwd(),
    environment: {},
    input: Readable.from([Buffer.from(parts.stdin ?? '')]),
    output: streamTo('output'),
    errors: streamTo('errors'),
    now: () => 0,
    ...parts,
  }
  return { terminal, written }
}
