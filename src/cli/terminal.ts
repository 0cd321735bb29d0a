/** What a command sees of the process that it runs in. */
export interface Terminal {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Standard input, from when it is first asked for. */
  readonly input: AsyncIterable<Uint8Array>
  readonly output: Stream
  readonly errors: Stream
  /** In milliseconds, from any fixed point. */
  readonly now: () => number
}

export interface Stream {
  readonly write: (text: string) => void
  /** Null if nobody watches it: a pipe or a file. */
  readonly columns: number | null
}

const streamOf = (stream: NodeJS.WriteStream): Stream => ({
  write: (text) => void stream.write(text),
  columns: stream.isTTY ? stream.columns || 80 : null,
})

export const terminalOf = (host: NodeJS.Process): Terminal => ({
  cwd: host.cwd(),
  environment: host.env,
  get input() {
    return host.stdin
  },
  output: streamOf(host.stdout),
  errors: streamOf(host.stderr),
  now: () => performance.now(),
})
