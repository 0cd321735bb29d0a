import { lstatSync, readFileSync, writeFileSync } from 'node:fs'
import type { Change } from '../fix.ts'

export type Writing = { readonly change: Change; readonly refused: string | null }

const MARK = '\uFEFF'

/** Writes each change, but none to a file that is no longer as it was read; `refused` ends the sentence "… because …". */
export const writeChanges = (changes: readonly Change[]): readonly Writing[] =>
  changes.map((change) => ({ change, refused: write(change) }))

const write = ({ after, before, path }: Change): string | null => {
  try {
    if (!lstatSync(path).isFile()) return 'it is a link to another place'
    const bytes = readFileSync(path)
    const text = bytes.toString('utf8')
    const mark = text.startsWith(MARK) ? MARK : ''
    if (text !== `${mark}${before}` || !bytes.equals(Buffer.from(text))) return 'it was changed while it was read'
    writeFileSync(path, `${mark}${after}`)
    return null
  } catch (error) {
    return `it cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`
  }
}
