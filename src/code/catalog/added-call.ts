import type { LanguageId } from '../program.ts'
import type { ArgumentPath, Fixed } from './catalog.ts'

/** A call of a library of the user's own that writes, as `calls.schema.json` has it. */
export interface AddedCall {
  /** TypeScript is JavaScript. */
  readonly language: LanguageId | 'typescript'
  /** As programs import it: `acme.storage`, `@acme/storage`, `com.acme.storage`. `./lib/storage`: a file of the package. */
  readonly module: string
  /** Classes, functions that make objects, or objects of the module; without it, `call` is a function of the module. */
  readonly name?: string | readonly string[]
  readonly call: string | readonly string[]
  /** `PutObject` if left out. */
  readonly operation?: string
  readonly bucket?: AddedValue
  readonly key?: AddedValue
  /** Instead of bucket and key: `s3://bucket/key`. */
  readonly uri?: AddedValue
  /** By the API's names: `{ Tagging: 'tags|3' }`. */
  readonly parameters?: Readonly<Record<string, ArgumentPath>>
  readonly when?: { readonly argument: ArgumentPath; readonly in: readonly string[]; readonly absent?: boolean }
  readonly deferred?: boolean
  readonly certainty?: 'certain' | 'possible'
}

/** An argument as in `CallRow`, with `@` before one that the object was made with; or what is not given by the program. */
export type AddedValue = ArgumentPath | Fixed
