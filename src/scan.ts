import { dirname, resolve } from 'node:path'
import { buildGraph } from './aws/graph/build-graph.ts'
import { type GivenGuardrails, withGuardrails } from './aws/graph/given-guardrails.ts'
import { resourceModels } from './aws/graph/models.ts'
import { planLinks } from './aws/graph/plan-links.ts'
import { check } from './check/check.ts'
import { findAccesses } from './check/find-accesses.ts'
import { keepTouched } from './check/keep-touched.ts'
import { severityOf } from './check/rules.ts'
import type { PackageOptions } from './code/package/open-package.ts'
import { readZipFiles } from './code/package/zip-files.ts'
import { unusedFolders } from './configuration/code-folders.ts'
import type { Configuration } from './configuration/configuration.ts'
import { readConfiguration } from './configuration/read-configuration.ts'
import { placeFixes } from './fix/place-fixes.ts'
import { createReport, type Scanned } from './report/create-report.ts'
import { redact, redactSources } from './report/redact.ts'
import type { Report } from './report/report.ts'
import { sourcesOf } from './report/sources.ts'
import type { Diagnostic } from './source/diagnostic.ts'
import type { SourceFile } from './source/source-file.ts'
import { UsageError } from './source/usage-error.ts'
import { isInside } from './terraform/load/checkout.ts'
import { evaluateTarget } from './terraform/load/evaluate-target.ts'
import { DEFAULT_PLAN_SIZE } from './terraform/load/plan-size.ts'
import { displayPath } from './terraform/load/read.ts'
import { type Input, readInput } from './terraform/load/read-input.ts'
import type { RootInputs } from './terraform/load/root-inputs.ts'
import { secretsIn, sensitiveTexts } from './terraform/load/secrets.ts'
import { findTargets, type Target } from './terraform/load/targets.ts'

export interface ScanOptions {
  /** What to scan: a root module, a folder with root modules below it, a plan file, plan JSON, or `-` for either on `stdin`. */
  readonly root: string
  /** Where the scan was started: paths in the report are relative to it. */
  readonly cwd: string
  /** The only root modules to scan; all that there are if this is empty or not given. */
  readonly roots?: readonly string[]
  /** Variables and workspace of the root modules. */
  readonly inputs?: RootInputs
  /** The root module that a plan was made from. */
  readonly source?: string | null
  /** Only findings on functions whose code, role, policies or buckets the plan changes. */
  readonly onlyChanged?: boolean
  readonly stdin?: AsyncIterable<Uint8Array>
  /** In bytes, at most 511 MiB; 256 MiB if it is not given. */
  readonly maximumPlanSize?: number
  /** The configuration file; the one in the folder that is scanned or around it if this is not given. */
  readonly configuration?: string | null
  /** By absolute path, what configuration files are read to say instead of what they do. */
  readonly texts?: ReadonlyMap<string, string>
  /** Policies of the organization that are not in the configuration. */
  readonly organization?: GivenGuardrails
  readonly onProgress?: (stage: string) => void
}

export interface ScanResult {
  readonly report: Report
  /** By the path that locations in the report have. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** The pipeline: load, evaluate, build the graph, find the accesses, check them, report. Throws UsageError for what cannot be scanned. */
export const scan = async (options: ScanOptions): Promise<ScanResult> => {
  const { described, diagnostics, hidden, scanned, secrets } = await analyze(options)
  const report = createReport(scanned, described, diagnostics, severityOf)
  return { report: redact(report, secrets), sources: redactSources(sourcesOf(scanned, hidden), secrets) }
}

/** All that was found out, before it is reported. */
export interface Analysis {
  readonly scanned: readonly Scanned[]
  readonly described: Report['input']
  readonly diagnostics: readonly Diagnostic[]
  /** What Terraform calls sensitive: nothing of it may be shown. */
  readonly secrets: ReadonlySet<string>
  /** Files of which nothing may be shown. */
  readonly hidden: ReadonlySet<SourceFile>
}

/** All of the pipeline but the report. Throws UsageError for what cannot be scanned. */
export const analyze = async (options: ScanOptions): Promise<Analysis> => {
  const { cwd, stdin = null, maximumPlanSize = DEFAULT_PLAN_SIZE } = options
  const input = await readInput({ path: options.root, cwd, stdin, maximumPlanSize, readZip: readZipFiles })
  if (options.onlyChanged && input.kind === 'configuration')
    throw new UsageError('--only-changed needs a plan: give a plan file, its JSON, or - for standard input.')
  const roots = (options.roots ?? []).map((each) => resolve(cwd, each))
  const source = options.source ? resolve(cwd, options.source) : null
  const from = input.kind === 'configuration' ? input.dir : (source ?? (input.path === null ? cwd : dirname(input.path)))
  const configuration = await readConfiguration({ from, cwd, given: options.configuration ?? null })
  const targets = await findTargets(input, { cwd, roots, source, inputs: options.inputs, texts: options.texts })
  const scanned: Scanned[] = []
  for (const target of targets.value) scanned.push(await scanTarget(target, configuration, options))
  const described = { kind: input.kind, root: shownRoot(input, targets.value, cwd) }
  // Beside what a plan says of a resource stand the sensitive values of the next one.
  const hidden = new Set(targets.value.flatMap(({ plan }) => (plan ? [plan.file] : [])))
  const functions = scanned.flatMap(({ graph }) => graph.lambdas.map(({ address }) => address))
  const diagnostics = [...targets.diagnostics, ...unusedFolders(configuration, functions)]
  const secrets = new Set([...secretsIn(targets.value), ...scanned.flatMap(secretsOfFunctions)])
  return { scanned, described, diagnostics, secrets, hidden }
}

/** What the environments of functions have of `sensitive()`, and of sensitive variables and outputs of modules. */
const secretsOfFunctions = ({ graph }: Scanned): readonly string[] =>
  graph.lambdas.flatMap(({ environment }) => [...environment.variables.values()].flatMap(sensitiveTexts))

/** A plan is of the root module that its source is; alone it is all that there is. */
const shownRoot = (input: Input, [target]: readonly Target[], cwd: string): string => {
  switch (input.kind) {
    case 'configuration':
      return displayPath(cwd, input.dir)
    case 'plan':
      return target?.project ? displayPath(cwd, target.rootDir) : input.shown
  }
}

/** What is written on the disk: a plan file has a copy of it. */
const filesToMend = ({ checkout, project }: Target): readonly SourceFile[] =>
  checkout.isFolder || !project ? [] : project.value.files

const isInRepository =
  ({ checkout }: Target) =>
  (path: string): boolean =>
    isInside(resolve(checkout.cwd, path), checkout.boundary)

const scanTarget = async (
  target: Target,
  configuration: Configuration,
  { cwd, onlyChanged = false, onProgress = () => {}, organization }: ScanOptions,
): Promise<Scanned> => {
  const { rootDir, checkout, plan, project } = target
  const name = displayPath(cwd, rootDir)
  onProgress(`Evaluating ${name}`)
  const instances = evaluateTarget(target, resourceModels, planLinks)
  const graph = withGuardrails(buildGraph(instances.value), organization)
  onProgress(`Reading the code of the functions in ${name}`)
  const packages: PackageOptions = { ...checkout, display: (path) => displayPath(cwd, path) }
  const accesses = await findAccesses(graph.value, rootDir, packages, configuration)
  const files = project?.value.files ?? []
  const findings = check({ functions: accesses.value, graph: graph.value, files })
  const kept = onlyChanged && plan ? keepTouched(findings, accesses.value, instances.value) : { value: findings, diagnostics: [] }
  return {
    root: name,
    files: files.length,
    graph: graph.value,
    functions: accesses.value,
    findings: placeFixes(kept.value, {
      graph: graph.value,
      root: name,
      files: filesToMend(target),
      isInside: isInRepository(target),
    }),
    diagnostics: [instances, graph, accesses, kept].flatMap((stage) => stage.diagnostics),
  }
}
