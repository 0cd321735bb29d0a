import { UsageError } from '../source/usage-error.ts'

/** In characters; a longer line is no expression that anybody wrote. */
const LONGEST_LINE = 16 * 1024 * 1024

/** The lines of UTF-8 text as they arrive, without their ends; the last one needs none. */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let pending: string[] = []
  let length = 0
  for await (const chunk of input) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n')
    pending.push(first)
    length = rest.length > 0 ? (rest.at(-1)?.length ?? 0) : length + first.length
    if (length > LONGEST_LINE) throw new UsageError('Standard input has a line of more than 16 MiB.')
    for (const next of rest) {
      yield withoutReturn(pending.join(''))
      pending = [next]
    }
  }
  const last = pending.join('') + decoder.decode()
  if (last !== '') yield withoutReturn(last)
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)
