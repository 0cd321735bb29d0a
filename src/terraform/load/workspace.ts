import { join } from 'node:path'
import { readText } from './read.ts'

/** What Terraform accepts as the name of a workspace: what needs no escape in a URL. */
export const isWorkspaceName = (name: string): boolean => /^[\w.~$&+:=@-]+$/.test(name)

/**
 * The workspace that `terraform workspace select` has written into the data directory; null if none was ever selected there, and
 * then the configuration may be meant for any.
 */
export const selectedWorkspace = (dataDir: string, cwd: string): string | null => {
  const read = readText(join(dataDir, 'environment'), cwd)
  if (!read.ok) return null
  const name = read.file.text.trim()
  return name === '' ? 'default' : name
}
