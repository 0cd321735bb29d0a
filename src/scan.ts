import { resolve } from 'node:path'
import { buildGraph } from './aws/graph/build-graph.ts'
import { resourceModels } from './aws/graph/models.ts'
import { check } from './check/check.ts'
import { findAccesses } from './check/find-accesses.ts'
import { severityOf } from './check/rules.ts'
import type { PackageOptions } from './code/package/open-package.ts'
import { createReport, type Scanned } from './report/create-report.ts'
import type { Report } from './report/report.ts'
import { sourcesOf } from './report/sources.ts'
import type { Outcome } from './source/outcome.ts'
import type { SourceFile } from './source/source-file.ts'
import { evaluate } from './terraform/evaluate/evaluate.ts'
import { type Checkout, openCheckout } from './terraform/load/checkout.ts'
import type { Project } from './terraform/load/project.ts'
import { loadProjects } from './terraform/load/projects.ts'
import { displayPath } from './terraform/load/read.ts'
import { noInputs, type RootInputs } from './terraform/load/root-inputs.ts'
import { surroundingsOf } from './terraform/load/surroundings.ts'

export interface ScanOptions {
  /** The folder to scan: a root module, or a folder with root modules below it. */
  readonly root: string
  /** Where the scan was started: paths in the report are relative to it. */
  readonly cwd: string
  /** The only root modules to scan; all that there are if this is empty or not given. */
  readonly roots?: readonly string[]
  /** Variables and workspace of the root modules. */
  readonly inputs?: RootInputs
  readonly onProgress?: (stage: string) => void
}

export interface ScanResult {
  readonly report: Report
  /** By the path that locations in the report have. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** The pipeline: load, evaluate, build the graph, find the accesses, check them, report. Throws UsageError for a folder that is not there. */
export const scan = async (options: ScanOptions): Promise<ScanResult> => {
  const root = resolve(options.cwd, options.root)
  const checkout = openCheckout(root, options.cwd)
  const named = (options.roots ?? []).map((each) => resolve(options.cwd, each))
  const projects = await loadProjects(root, named, checkout, options.inputs ?? noInputs)
  const scanned: Scanned[] = []
  const packages: PackageOptions = { ...checkout, display: (path) => displayPath(options.cwd, path) }
  for (const project of projects.value) scanned.push(await scanRoot(project, checkout, packages, options))
  const report = createReport(scanned, displayPath(options.cwd, root), projects.diagnostics, severityOf)
  return { report, sources: sourcesOf(scanned) }
}

const scanRoot = async (
  project: Outcome<Project>,
  checkout: Checkout,
  packages: PackageOptions,
  { cwd, onProgress = () => {} }: ScanOptions,
): Promise<Scanned> => {
  const { rootDir } = project.value
  const name = displayPath(cwd, rootDir)
  onProgress(`Evaluating ${name}`)
  const instances = evaluate(project.value, resourceModels, surroundingsOf(project.value, checkout))
  const graph = buildGraph(instances.value)
  onProgress(`Reading the code of the functions in ${name}`)
  const accesses = await findAccesses(graph.value, rootDir, packages)
  const diagnostics = [project, instances, graph, accesses].flatMap((stage) => stage.diagnostics)
  return {
    root: name,
    files: project.value.files.length,
    graph: graph.value,
    functions: accesses.value,
    findings: check(accesses.value),
    diagnostics,
  }
}
