import type { Diagnostic } from '../source/diagnostic.ts'
import type { Outcome } from '../source/outcome.ts'
import type { AddedCall } from './catalog/added-call.ts'
import type { Exploration } from './flow/explore.ts'
import { analysisOf, exploreModule } from './flow/run.ts'
import { distinctCalls } from './flow/writes/distinct-calls.ts'
import type { FunctionExpression } from './ir.ts'
import { type Language, languages } from './languages.ts'
import { loadLibrary } from './load-library.ts'
import { isTestPath } from './package/entry.ts'
import { withParsers } from './parse-modules.ts'
import type { CodePackage, LanguageFrontEnd } from './program.ts'
import { mayWrite } from './scan/may-write.ts'
import type { ProgramAnalysis, StorageCall } from './storage-call.ts'

/**
 * The writes to S3 of all programs in a package, whoever calls them: every function that no other one calls is an entry, and
 * its parameters are not known. `only` is the one file whose functions are meant, `added` are calls of the user's own libraries. Tests are left out, and a note says so.
 */
export const explorePrograms = async (
  pkg: CodePackage,
  only: string | null,
  added?: readonly AddedCall[],
): Promise<Outcome<ProgramAnalysis>> => {
  const paths = only === null ? [...pkg.files.keys()] : [only]
  const isProgram = (path: string): boolean => languages.some((language) => isOf(language, path))
  const programs = paths.filter(isProgram)
  if (programs.length === 0) return nothingFound()
  const own = programs.filter((path) => !isTestPath(withoutExamples(path)))
  // A package of nothing but tests was meant to be read.
  const read = own.length > 0 ? own : programs
  const explorations: Exploration[] = []
  const reasons = new Set<string>()
  for (const language of languages) {
    const found = await exploreLanguage(language, pkg, read, added)
    explorations.push(...found.explorations)
    for (const reason of found.reasons) reasons.add(reason)
  }
  const value = analysisOf(distinctCalls(callsOf(explorations)), [...reasons])
  return { value, diagnostics: read.length === programs.length ? [] : [testsLeftOut(programs.length - read.length)] }
}

/** Examples are no tests: whoever names their folder wants them read. */
const withoutExamples = (path: string): string => path.replaceAll(/(^|\/)examples\//g, '$1')

const nothingFound = (): Outcome<ProgramAnalysis> => ({
  value: { calls: [], completeness: 'none', reason: 'There is no program in a language that can be read.' },
  diagnostics: [],
})

const testsLeftOut = (count: number): Diagnostic => ({
  severity: 'note',
  summary: 'Tests left out',
  detail: `${count} ${count === 1 ? 'file of a test was' : 'files of tests were'} not read: name one to read it.`,
})

const isOf = (language: Language, path: string): boolean => language.extensions.some((extension) => path.endsWith(extension))

interface Explored {
  readonly explorations: readonly Exploration[]
  readonly reasons: readonly string[]
}

const exploreLanguage = async (
  language: Language,
  pkg: CodePackage,
  paths: readonly string[],
  added?: readonly AddedCall[],
): Promise<Explored> => {
  const own = paths.filter((path) => isOf(language, path))
  if (own.length === 0) return { explorations: [], reasons: [] }
  const [frontEnd, library] = [await language.load(), await loadLibrary(language, added)]
  const explorations: Exploration[] = []
  const reasons: string[] = []
  for (const module of modulesOf(frontEnd, pkg, own)) {
    const asHandler = { kind: 'found' as const, paths: module, member: [] }
    if (!mayWrite(pkg, asHandler, frontEnd, library, language.importsIn)) continue
    const found = await withParsers({ pkg, frontEnd, paths: module }, (parseModule) =>
      exploreModule({ pkg, frontEnd, library, parseModule }, module),
    )
    explorations.push(...found.explorations)
    reasons.push(...found.reasons)
  }
  return { explorations, reasons }
}

/** In most languages a file is a module. */
const modulesOf = (frontEnd: LanguageFrontEnd, pkg: CodePackage, paths: readonly string[]): readonly (readonly string[])[] => {
  const modules = new Map<string, readonly string[]>()
  for (const path of paths) {
    const files = frontEnd.moduleOf?.(path, pkg) ?? [path]
    modules.set(files[0] ?? path, files)
  }
  return [...modules.values()]
}

/**
 * What a function writes when others call it tells more than what it writes by itself, which counts only for places that are
 * reached in no other way.
 */
const callsOf = (explorations: readonly Exploration[]): readonly StorageCall[] => {
  const kept = rootsOf(explorations)
  const calls = [...kept].flatMap((exploration) => exploration.calls)
  const reached = new Set(calls.map(placeOf))
  const others = explorations.filter((exploration) => !kept.has(exploration)).flatMap((exploration) => exploration.calls)
  return [...calls, ...others.filter((call) => !reached.has(placeOf(call)))]
}

const placeOf = ({ location, operation }: StorageCall): string => `${location.file.path} ${location.start} ${operation}`

/** Those that no other one calls; of functions that call each other in a circle, the first. */
const rootsOf = (explorations: readonly Exploration[]): ReadonlySet<Exploration> => {
  const callers = new Map<FunctionExpression, number>()
  for (const { code, reaches } of explorations)
    for (const each of reaches) if (each !== code) callers.set(each, (callers.get(each) ?? 0) + 1)
  const roots = new Set(explorations.filter(({ code }) => code === null || !callers.has(code)))
  const covered = new Set([...roots].flatMap(({ reaches }) => [...reaches]))
  for (const exploration of explorations) {
    if (exploration.code === null || covered.has(exploration.code) || roots.has(exploration)) continue
    roots.add(exploration)
    for (const each of exploration.reaches) covered.add(each)
  }
  return roots
}
