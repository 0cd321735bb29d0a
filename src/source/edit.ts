import type { Location, SourceFile } from './source-file.ts'

/** A stretch of a file that is replaced by another text; of no length: where that is put in. */
export interface Edit extends Location {
  readonly text: string
}

/** Whether two edits are about the same stretch, or touch: what comes of both then depends on their order. */
export const overlap = (one: Edit, other: Edit): boolean =>
  one.file.path === other.file.path && one.start <= other.end && other.start <= one.end

/** The text with edits that do not overlap. */
export const applyEdits = ({ text }: Pick<SourceFile, 'text'>, edits: readonly Edit[]): string =>
  [...edits]
    .sort((one, other) => other.start - one.start)
    .reduce((changed, edit) => changed.slice(0, edit.start) + edit.text + changed.slice(edit.end), text)
