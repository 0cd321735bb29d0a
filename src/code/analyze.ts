import type { Diagnostic } from '../source/diagnostic.ts'
import type { Outcome } from '../source/outcome.ts'
import type { AddedCall } from './catalog/added-call.ts'
import type { TakenModule } from './flow/machine.ts'
import { runProgram } from './flow/run.ts'
import { type Language, languages, languagesOfRuntime } from './languages.ts'
import { loadLibrary } from './load-library.ts'
import { withParsers } from './parse-modules.ts'
import type { CodePackage, HandlerResolution, LanguageFrontEnd } from './program.ts'
import { mayWrite } from './scan/may-write.ts'
import type { ProgramAnalysis } from './storage-call.ts'

/**
 * The writes to S3 that a function's handler can reach, and whether that is all of them. `added` are calls of the user's own
 * libraries: the same array for every program, since each array makes a catalogue of its own.
 */
export const analyzeProgram = async (pkg: CodePackage, added?: readonly AddedCall[]): Promise<Outcome<ProgramAnalysis>> => {
  const found = await findProgram(pkg)
  if (found.kind === 'not-found') return { value: { calls: [], completeness: 'none', reason: found.reason }, diagnostics: [] }
  const { frontEnd, handler, language } = found
  const library = await loadLibrary(language, added)
  if (!mayWrite(pkg, handler, frontEnd, library, language.importsIn)) {
    return { value: { calls: [], completeness: 'complete', reason: null }, diagnostics: [] }
  }
  const { analysis, taken } = await withParsers({ pkg, frontEnd, paths: handler.paths }, (parseModule) =>
    runProgram({ pkg, frontEnd, library, handler, parseModule }),
  )
  return { value: analysis, diagnostics: taken.map(noteOf) }
}

/** The same for all functions that import it, so that it is told once. */
const noteOf = ({ module, path }: TakenModule): Diagnostic => ({
  severity: 'note',
  summary: 'Module read from elsewhere in the repository',
  detail: `The module "${module}" is not in the package of a function that imports it, and was read from "${path}", which is evidently its source.`,
})

type FoundProgram =
  | {
      readonly kind: 'found'
      readonly language: Language
      readonly frontEnd: LanguageFrontEnd
      readonly handler: Extract<HandlerResolution, { kind: 'found' }>
    }
  | { readonly kind: 'not-found'; readonly reason: string }

/** By the runtime; where that is of several languages, or not known, by the language whose handler is in the package. */
const findProgram = async (pkg: CodePackage): Promise<FoundProgram> => {
  const possible = pkg.runtime === null ? languages : languagesOfRuntime(pkg.runtime)
  if (possible.length === 0) return { kind: 'not-found', reason: `Programs of the runtime "${pkg.runtime}" cannot be read.` }
  const present = possible.filter((one) => hasFilesOf(one, pkg))
  // The handler may be in a file around the package.
  const others = pkg.runtime === null ? [] : possible.filter((one) => !present.includes(one))
  let reason = ''
  for (const language of [...present, ...others]) {
    const frontEnd = await language.load()
    const handler = frontEnd.resolveHandler(pkg)
    if (handler.kind === 'found') return { kind: 'found', language, frontEnd, handler }
    reason ||= `${handler.reason.charAt(0).toUpperCase()}${handler.reason.slice(1)}.`
  }
  return { kind: 'not-found', reason: reason || `The package has no program for the handler "${pkg.handler}".` }
}

const hasFilesOf = (language: Language, pkg: CodePackage): boolean =>
  [...pkg.files.keys()].some((path) => language.extensions.some((extension) => path.endsWith(extension)))
