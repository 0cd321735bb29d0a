import { readZipDirectory, readZipMember, type Zip, type ZipFailure } from './zip.ts'

/** More than any plan has. */
const MAXIMUM_MEMBER = 512 * 1024 * 1024

/** The contents of the wanted files of a zip, by name; why it cannot be read, if it or one of them cannot. */
export const readZipFiles = (zip: Zip, isWanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> | ZipFailure => {
  const directory = readZipDirectory(zip)
  if ('failure' in directory) return directory
  const files = new Map<string, Uint8Array>()
  let room = MAXIMUM_MEMBER
  for (const member of directory.members) {
    if (!isWanted(member.name)) continue
    const bytes = readZipMember(zip, member, room)
    if ('failure' in bytes) return { failure: `of its member "${member.name}" ${bytes.failure}` }
    room -= bytes.length
    files.set(member.name, bytes)
  }
  return files
}
