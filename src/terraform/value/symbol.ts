import { createHash } from 'node:crypto'

const MAX_LENGTH = 300
const MAX_NESTED_LENGTH = 2000

const digest = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 32)

/**
 * An id that does not grow with how often what it says is nested: the same one for the same id. The mark of a spread value
 * stays at its end.
 */
export const boundedId = (id: string): string =>
  id.length <= MAX_NESTED_LENGTH ? id : `${id.slice(0, MAX_LENGTH)}…${digest(id)}${id.endsWith('[*]') ? '[*]' : ''}`

/** Whether an id does not say all that its value depends on. */
export const isAbbreviated = (id: string): boolean => id.includes('…')

/** The id of what a pure function gives for arguments written so: the same call over the same unknowns is the same symbol. */
export const callId = (name: string, args: readonly string[]): string => {
  const id = `${name}(${args.join(', ')})`
  return id.length <= MAX_LENGTH ? id : `${name}(…${digest(id)})`
}
