import type { Location, SourceFile } from '../../source/source-file.ts'
import { formatAddress } from '../address/address.ts'
import { parseAddress } from './parse-address.ts'

const entry = /"address"\s*:\s*("(?:[^"\\]|\\.)*")/g

/** By address: where a change, or else a value, of it is first spoken of. */
const index = (file: SourceFile): ReadonlyMap<string, Location> => {
  const places = new Map<string, Location>()
  const changes = file.text.indexOf('"resource_changes"')
  entry.lastIndex = Math.max(0, changes)
  const add = (found: RegExpExecArray): void => {
    const quoted = found[1] ?? '""'
    const end = found.index + found[0].length
    try {
      const address: unknown = JSON.parse(quoted)
      const parsed = typeof address === 'string' ? parseAddress(address) : undefined
      const id = parsed && formatAddress(parsed)
      if (id !== undefined && !places.has(id)) places.set(id, { file, start: end - quoted.length, end })
    } catch {
      // No JSON string: then it is no address either.
    }
  }
  for (let found = entry.exec(file.text); found; found = entry.exec(file.text)) add(found)
  entry.lastIndex = 0
  for (let found = entry.exec(file.text); found && found.index < changes; found = entry.exec(file.text)) add(found)
  return places
}

/** Most places are never shown, so the text is looked through when one is first asked for. */
export const locatorIn = (file: SourceFile): ((id: string) => Location) => {
  let places: ReadonlyMap<string, Location> | undefined
  const find = (id: string): Location | undefined => {
    places ??= index(file)
    return places.get(id)
  }
  return (id) => ({
    file,
    get start() {
      return find(id)?.start ?? 0
    },
    get end() {
      return find(id)?.end ?? 0
    },
  })
}
