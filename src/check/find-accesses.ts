import type { Graph, Lambda } from '../aws/graph/graph.ts'
import { loadManagedPolicies } from '../aws/iam/managed-policies.ts'
import { bucketKind, objectArn } from '../aws/s3/bucket.ts'
import { requiredActions } from '../aws/s3/operations.ts'
import { analyzeProgram } from '../code/analyze.ts'
import { openPackage, type PackageOptions, takeReadingProblems } from '../code/package/open-package.ts'
import type { OpenedPackage } from '../code/package/package-source.ts'
import type { ProgramAnalysis, StorageCall } from '../code/storage-call.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { Outcome } from '../source/outcome.ts'
import type { Access, FunctionAccesses } from './access.ts'
import { codeSourceOf } from './code-source.ts'
import { type Judgement, judge, undetermined } from './judge.ts'
import { bucketOf, type Resolved, resolve } from './resolve.ts'
import { type ManagedPolicies, usesManagedPolicies } from './role-policies.ts'

const severity = ({ verdict }: Pick<Judgement, 'verdict'>): number =>
  ['granted', 'undetermined', 'missing', 'denied'].indexOf(verdict)

/** A write that may not be reached cannot be called broken. */
const temper = (call: StorageCall, judgement: Judgement): Judgement =>
  call.certainty === 'certain' || judgement.verdict === 'granted' || judgement.verdict === 'undetermined'
    ? judgement
    : {
        ...judgement,
        verdict: 'undetermined',
        reason: 'whether the handler makes this call could not be told, and it would not be granted',
      }

const accessOf = (
  lambda: Lambda,
  call: StorageCall,
  bucket: Resolved,
  key: Resolved,
  graph: Graph,
  managed: ManagedPolicies,
): Access => {
  const node = bucketOf(bucket, graph)
  const bucketName = node?.name ?? bucket.text
  const resource = objectArn(lambda.partition, bucketName, key.text)
  const kind = bucketKind(bucketName)
  const written = { lambda, bucket: node, bucketName, key: key.text, resource }
  const judgements = requiredActions(call.operation, new Set(call.parameters.keys())).map(({ action, cause }) => {
    const judgement = judge({ ...written, action }, graph, managed)
    const missed = cause !== null && judgement.verdict === 'missing'
    return { action, judgement: missed ? { ...judgement, cause } : judgement }
  })
  const ordinary = judgements.reduce((worst, each) => (severity(each.judgement) > severity(worst.judgement) ? each : worst))
  const special =
    kind.kind === 'ordinary' ? ordinary : { action: ordinary.action, judgement: undetermined('bucket-unresolved', kind.reason) }
  return {
    ...written,
    call,
    action: special.action,
    ...temper(call, special.judgement),
    trace: [...call.trace, ...bucket.trace, ...key.trace],
  }
}

/** Operations on an object's tags, ACL or locks write no object, and so are not this tool's concern. */
const writesObject = ({ operation }: StorageCall): boolean =>
  requiredActions(operation, new Set()).some(({ action }) => action === 's3:PutObject')

const accessesOf = (lambda: Lambda, call: StorageCall, graph: Graph, managed: ManagedPolicies): readonly Access[] =>
  resolve(call.bucket, lambda, graph).flatMap((bucket) =>
    resolve(call.key, lambda, graph).map((key) => accessOf(lambda, call, bucket, key, graph, managed)),
  )

const unread = (reason: string): ProgramAnalysis => ({ calls: [], completeness: 'none', reason })

/** Joins what the functions' programs write with what their roles may write. */
export const findAccesses = async (
  graph: Graph,
  rootDir: string,
  packages: PackageOptions,
): Promise<Outcome<readonly FunctionAccesses[]>> => {
  const diagnostics: Diagnostic[] = []
  const analyses = new Map<OpenedPackage, ProgramAnalysis>()

  const analyze = async (lambda: Lambda): Promise<ProgramAnalysis> => {
    const opened = await openPackage(codeSourceOf(lambda, rootDir), rootDir, packages)
    diagnostics.push(...opened.diagnostics)
    if (!opened.value) return unread(opened.reason ?? 'Its code was not found.')
    const known = analyses.get(opened.value)
    if (known) return known
    const analyzed = await analyzeProgram(opened.value)
    diagnostics.push(...analyzed.diagnostics, ...takeReadingProblems(packages))
    analyses.set(opened.value, analyzed.value)
    return analyzed.value
  }

  const managed: ManagedPolicies = usesManagedPolicies(graph.lambdas) ? await loadManagedPolicies() : new Map()
  const value: FunctionAccesses[] = []
  for (const lambda of graph.lambdas) {
    const analysis = await analyze(lambda)
    value.push({
      lambda,
      analysis,
      accesses: analysis.calls.filter(writesObject).flatMap((call) => accessesOf(lambda, call, graph, managed)),
    })
  }
  return { value, diagnostics }
}
