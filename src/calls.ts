import { basename, dirname, resolve } from 'node:path'
import { analyzeProgram } from './code/analyze.ts'
import { explorePrograms } from './code/explore-programs.ts'
import { withOriginalPlaces } from './code/original-places.ts'
import { openPackage, type PackageOptions, takeReadingProblems } from './code/package/open-package.ts'
import { openPath } from './code/package/open-path.ts'
import type { CodeCandidate } from './code/package/package-source.ts'
import type { Configuration } from './configuration/configuration.ts'
import { readConfiguration } from './configuration/read-configuration.ts'
import { type CallsReport, createCallsReport } from './report/calls-report.ts'
import type { SourceFile } from './source/source-file.ts'
import { UsageError } from './source/usage-error.ts'
import { openCheckout } from './terraform/load/checkout.ts'
import { displayPath, isFile, isFolder } from './terraform/load/read.ts'

export interface CallsOptions {
  /** A folder, a file of a program, or a zip; relative to `cwd`. */
  readonly path: string
  readonly cwd: string
  /** As `aws_lambda_function.handler` has it; null for every function of every program at the path. */
  readonly handler: string | null
  /** The configuration file; the one in the folder or around it if this is not given. */
  readonly configuration?: string | null
}

export interface CallsResult {
  readonly report: CallsReport
  /** By the path that locations in the report have. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** The writes to S3 of the programs at a path, without any Terraform. Throws UsageError for a path where there is nothing. */
export const findCalls = async ({ configuration = null, path, cwd, handler }: CallsOptions): Promise<CallsResult> => {
  const at = resolve(cwd, path)
  if (!isFolder(at) && !isFile(at)) throw new UsageError(`There is no file or folder "${path}".`)
  const folder = isFolder(at) ? at : dirname(at)
  const checkout = openCheckout(folder, cwd)
  const packages: PackageOptions = { ...checkout, display: (each) => displayPath(cwd, each) }
  const { calls } = await readConfiguration({ from: folder, cwd, given: configuration })
  const found = handler === null ? await explored(at, packages, calls) : await followed(at, handler, packages, calls)
  return createCallsReport(found, {
    path: displayPath(cwd, at),
    handler,
  })
}

type Added = Configuration['calls']

const explored = async (at: string, packages: PackageOptions, calls: Added): ReturnType<typeof analyzeProgram> => {
  const opened = openPath(at, packages)
  if (!opened) throw new UsageError(`"${packages.display(at)}" cannot be read.`)
  const { value: explored, diagnostics } = await explorePrograms(opened.pkg, opened.only, calls)
  const value = await withOriginalPlaces(explored, opened.sourceMaps)
  return { value, diagnostics: [...diagnostics, ...opened.takeProblems()] }
}

/** What the runtimes are called whose languages a handler may be of: a handler's form says which it can be. */
const runtimes = ['python3.13', 'nodejs22.x', 'ruby3.3', 'java21', 'dotnet8', 'provided.al2023']

/** One file is the package that it is in. The runtime is not known: the first that has such a handler is taken. */
const followed = async (at: string, handler: string, packages: PackageOptions, calls: Added): ReturnType<typeof analyzeProgram> => {
  let first: Awaited<ReturnType<typeof analyzeProgram>> | undefined
  for (const runtime of [null, ...runtimes]) {
    const found = await followedWith(runtime, at, handler, packages, calls)
    if (found.value.completeness !== 'none') return found
    first ??= found
  }
  return first as Awaited<ReturnType<typeof analyzeProgram>>
}

const followedWith = async (
  runtime: string | null,
  at: string,
  handler: string,
  packages: PackageOptions,
  calls: Added,
): ReturnType<typeof analyzeProgram> => {
  const isZip = !isFolder(at) && /\.(?:zip|jar|war)$/i.test(at)
  const candidate: CodeCandidate = isZip ? { kind: 'zip', path: at } : { kind: 'dir', path: isFolder(at) ? at : dirname(at) }
  const source = { handler, runtime, packageType: 'Zip' as const, candidates: [candidate], names: [basename(at)] }
  const opened = await openPackage(source, dirname(at), packages)
  if (!opened.value) {
    const reason = opened.reason ?? 'Its code was not found.'
    return { value: { calls: [], completeness: 'none', reason }, diagnostics: opened.diagnostics }
  }
  const { value: analyzed, diagnostics } = await analyzeProgram(opened.value, calls)
  const value = await withOriginalPlaces(analyzed, opened.value.sourceMaps)
  return { value, diagnostics: [...opened.diagnostics, ...diagnostics, ...takeReadingProblems(packages)] }
}
