import type { FunctionContext, FunctionFile } from './context.ts'
import { type Parameter, stringParameter } from './definition.ts'

export const pathParameter: Parameter = stringParameter('path')

/** The file's bytes; undefined when only a text is at hand that does not say what they were. */
export const bytesOf = (path: string, file: FunctionFile, context: FunctionContext): Uint8Array | undefined =>
  file.bytes ?? context.readBytes?.(path) ?? (file.text.includes('\ufffd') ? undefined : Buffer.from(file.text))
