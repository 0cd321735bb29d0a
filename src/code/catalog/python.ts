import type { Catalog } from './catalog.ts'
import { boto3 } from './python/boto3.ts'
import { files } from './python/files.ts'
import { methods, standard } from './python/standard.ts'

/** What Python programs call. */
export const python: Catalog = {
  calls: [...boto3.calls, ...files.calls, ...standard.calls],
  members: [...boto3.members, ...standard.members],
  methods,
  membersAreEntries: false,
  nullIsAnArgument: true,
  storageModules: /s3|storage|bucket|upload|blob|objectstore/i,
}
