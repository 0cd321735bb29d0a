import type { Graph, Lambda } from '../aws/graph/graph.ts'
import { loadManagedPolicies } from '../aws/iam/managed-policies.ts'
import { analyzeProgram } from '../code/analyze.ts'
import { withOriginalPlaces } from '../code/original-places.ts'
import { openPackage, type PackageOptions, takeReadingProblems } from '../code/package/open-package.ts'
import type { OpenedPackage } from '../code/package/package-source.ts'
import type { ProgramAnalysis } from '../code/storage-call.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { Outcome } from '../source/outcome.ts'
import type { FunctionAccesses } from './access.ts'
import { accessesOf } from './accesses-of.ts'
import { codeSourceOf } from './code-source.ts'
import { type ManagedPolicies, usesManagedPolicies } from './role-policies.ts'

const unread = (reason: string): ProgramAnalysis => ({ calls: [], completeness: 'none', reason })

/** A package that only begins a function's life says nothing of what runs later, unless it is what is built here. */
const withoutPlaceholder = (lambda: Lambda, opened: OpenedPackage, analysis: ProgramAnalysis): ProgramAnalysis => {
  const { isReplaced, sources } = lambda.code
  const isInline = sources.some((source) => source.kind === 'archive' && source.entries.every(({ kind }) => kind === 'content'))
  if (isReplaced === 'no' || analysis.calls.length > 0 || (opened.found.how !== 'zip' && !isInline)) return analysis
  const reason =
    isReplaced === 'yes'
      ? 'Its package is replaced by another deployment (ignore_changes).'
      : 'A plan does not say whether its package is replaced by another deployment (ignore_changes): add --source.'
  return { ...analysis, completeness: 'partial', reason }
}

/** Joins what the functions' programs write with what their roles may write. */
export const findAccesses = async (
  graph: Graph,
  rootDir: string,
  packages: PackageOptions,
  configuration: Configuration,
): Promise<Outcome<readonly FunctionAccesses[]>> => {
  const diagnostics: Diagnostic[] = []
  const analyses = new Map<OpenedPackage, ProgramAnalysis>()

  const analyze = async (lambda: Lambda): Promise<ProgramAnalysis> => {
    const opened = await openPackage(codeSourceOf(lambda, rootDir, configuration), rootDir, packages)
    diagnostics.push(...opened.diagnostics)
    if (!opened.value) return unread(opened.reason ?? 'Its code was not found.')
    const known = analyses.get(opened.value)
    if (known) return withoutPlaceholder(lambda, opened.value, known)
    const analyzed = await analyzeProgram(opened.value, configuration.calls)
    diagnostics.push(...analyzed.diagnostics, ...takeReadingProblems(packages))
    const analysis = await withOriginalPlaces(analyzed.value, opened.value.sourceMaps)
    analyses.set(opened.value, analysis)
    return withoutPlaceholder(lambda, opened.value, analysis)
  }

  const analyzed: { readonly lambda: Lambda; readonly analysis: ProgramAnalysis }[] = []
  for (const lambda of graph.lambdas) analyzed.push({ lambda, analysis: await analyze(lambda) })
  const writing = analyzed.filter(({ analysis }) => analysis.calls.length > 0).map(({ lambda }) => lambda)
  const assuming = analyzed.some(({ analysis }) => analysis.calls.some(({ assumes }) => assumes))
  const managed: ManagedPolicies = assuming || usesManagedPolicies(writing) ? await loadManagedPolicies() : new Map()
  const value = analyzed.map(({ lambda, analysis }) => ({
    lambda,
    analysis,
    accesses: analysis.calls.flatMap((call) => accessesOf(lambda, call, graph, managed)),
  }))
  return { value, diagnostics }
}
