import { createHash } from 'node:crypto'

const MAX_LENGTH = 300

/** The id of what a pure function gives for arguments written so: the same call over the same unknowns is the same symbol. */
export const callId = (name: string, args: readonly string[]): string => {
  const id = `${name}(${args.join(', ')})`
  return id.length <= MAX_LENGTH ? id : `${name}(…${createHash('sha256').update(id).digest('hex').slice(0, 32)})`
}
