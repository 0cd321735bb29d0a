import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Location, SourceFile } from '../../source/source-file.ts'
import type { MappingValue, Value } from '../value/value.ts'

/** What a call may ask of its surroundings. Functions read no files themselves; paths are as the configuration gives them. */
export interface FunctionContext {
  /** Of the call. */
  readonly location: Location
  readonly report: (diagnostic: Diagnostic) => void
  /** One for the whole evaluation. */
  readonly symbols: FunctionSymbols
  readonly readFile: (path: string) => FunctionFile | { readonly error: string }
  /** The bytes of a file that was read, where they are at hand. */
  readonly readBytes?: (path: string) => Uint8Array | undefined
  /** Undefined when it cannot be told. */
  readonly fileExists: (path: string) => boolean | undefined
  /** The files at any depth under a folder, relative to it and with `/`, that satisfy the filter. */
  readonly findFiles: (folder: string, wanted: (path: string) => boolean) => readonly string[] | { readonly error: string }
  /** Undefined when it depends on the machine that applies. */
  readonly absolutePath: (path: string) => string | undefined
  /** The template with these variables and no others. */
  readonly renderTemplate: (template: SourceFile, variables: MappingValue) => Value
}

/** A file's text, and its bytes when they are at hand; the path is that of its SourceFile. */
export interface FunctionFile extends SourceFile {
  readonly bytes?: Uint8Array
}

/** What keeps the ids of unknown results apart. */
export interface FunctionSymbols {
  /** Names for sensitive values, so that an id shows none: the same for the same value. */
  readonly sensitive: Map<string, string>
  /** How often each function was called that gives something else at each call. */
  readonly calls: Map<string, number>
  readonly budget: Budget
}

/** What is left of what one evaluation may compute, so that no configuration exhausts the machine. */
export interface Budget {
  /** Expressions that are evaluated, and elements of what functions are called with. */
  steps: number
  /** Instances that `count` and `for_each` make, of modules and resources. */
  instances: number
  isExhausted: boolean
  /** Told once, where the steps ran out. */
  readonly onExhausted: (at: Location) => void
}

const MAXIMUM_STEPS = 20_000_000
const MAXIMUM_INSTANCES = 200_000

export const createFunctionSymbols = (onExhausted: Budget['onExhausted'] = () => {}): FunctionSymbols => ({
  sensitive: new Map(),
  calls: new Map(),
  budget: { steps: MAXIMUM_STEPS, instances: MAXIMUM_INSTANCES, isExhausted: false, onExhausted },
})

/** A name for a sensitive value, given how it would be written. */
export const sensitiveName = (symbols: FunctionSymbols, written: string): string => {
  const known = symbols.sensitive.get(written)
  if (known) return known
  const name = `(sensitive value ${symbols.sensitive.size + 1})`
  symbols.sensitive.set(written, name)
  return name
}
