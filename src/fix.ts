import { resolve } from 'node:path'
import type { Finding } from './check/finding.ts'
import { severityOf } from './check/rules.ts'
import { createReport, type Scanned } from './report/create-report.ts'
import { redact, redactSources } from './report/redact.ts'
import { sourcesOf } from './report/sources.ts'
import { type Analysis, analyze, type ScanOptions, type ScanResult } from './scan.ts'
import { applyEdits, type Edit, overlap } from './source/edit.ts'

/** A file as it is, and as it would be. */
export interface Change {
  /** Absolute. */
  readonly path: string
  /** As it is shown. */
  readonly shown: string
  readonly before: string
  readonly after: string
}

export interface FixResult {
  /** Of the configuration as it is. */
  readonly before: ScanResult
  /** Of the configuration with the changes. */
  readonly after: ScanResult
  readonly changes: readonly Change[]
  /** How many findings the changes mend. */
  readonly mended: number
}

/** No configuration needs as many rounds: a change that mends nothing is not made again. */
const MAXIMUM_ROUNDS = 200

/**
 * Makes the changes that findings carry, each held to what a new scan says: one that does not mend its finding, or makes anything
 * worse, is left out. Nothing is written. Throws UsageError for what cannot be scanned.
 */
export const fixConfiguration = async (options: ScanOptions): Promise<FixResult> => {
  const first = await analyze(options)
  let state: State = { analysis: first, texts: new Map() }
  const originals = new Map<string, { readonly shown: string; readonly text: string }>()
  const tried = new Set<string>()
  for (let round = 0; round < MAXIMUM_ROUNDS && first.described.kind === 'configuration'; round++) {
    const batch = nextBatch(state.analysis, tried)
    if (batch.length === 0) break
    for (const { edits } of batch)
      for (const { file } of edits) {
        const path = resolve(options.cwd, file.path)
        if (!originals.has(path)) originals.set(path, { shown: file.path, text: file.text })
      }
    const next =
      (await withFixes(state, batch, options)) ?? (batch.length > 1 ? await oneByOne(state, batch, tried, options) : null)
    for (const { key } of next ? [] : batch) tried.add(key)
    for (const { key } of batch) if (next) tried.add(key)
    state = next ?? state
  }
  const { analysis, texts } = state
  const changes = [...texts].flatMap(([path, after]): Change[] => {
    const original = originals.get(path)
    return original && original.text !== after ? [{ path, shown: original.shown, before: original.text, after }] : []
  })
  const mended = countOf(first) - countOf(analysis)
  return {
    before: resultOf(first),
    after: resultOf(analysis),
    changes: changes.sort((one, other) => (one.shown < other.shown ? -1 : 1)),
    mended,
  }
}

interface State {
  readonly analysis: Analysis
  /** By absolute path, the files that are changed. */
  readonly texts: ReadonlyMap<string, string>
}

interface Candidate {
  readonly key: string
  readonly role: string
  readonly function: string
  readonly edits: readonly Edit[]
}

const resultOf = ({ described, diagnostics, hidden, scanned, secrets }: Analysis): ScanResult => ({
  report: redact(createReport(scanned, described, diagnostics, severityOf), secrets),
  sources: redactSources(sourcesOf(scanned, hidden), secrets),
})

const countOf = ({ scanned }: Analysis): number =>
  scanned.reduce(
    (count, { findings }) =>
      count + findings.filter(({ access }) => access?.verdict === 'missing' || access?.verdict === 'denied').length,
    0,
  )

const keyOf = ({ root }: Scanned, { access, identity, location }: Finding): string =>
  JSON.stringify([root, identity, location.file.path, location.start, access?.cause, access?.action])

const candidatesIn = ({ scanned, secrets }: Analysis): readonly Candidate[] =>
  scanned.flatMap((each) =>
    each.findings.flatMap((finding): Candidate[] => {
      const edits = finding.fix?.edits ?? []
      const role = finding.access?.lambda.role
      if (
        edits.length === 0 ||
        role?.kind !== 'role' ||
        edits.some(({ text }) => [...secrets].some((secret) => text.includes(secret)))
      )
        return []
      return [
        {
          key: keyOf(each, finding),
          role: `${each.root}:${role.role.address}`,
          function: functionKey(each, finding.address),
          edits,
        },
      ]
    }),
  )

const functionKey = ({ root }: Scanned, address: string): string => `${root}:${address}`

/** One change for each role, none beside another: what else is missing is told again by the next scan. */
const nextBatch = (analysis: Analysis, tried: ReadonlySet<string>): readonly Candidate[] => {
  const batch: Candidate[] = []
  for (const candidate of candidatesIn(analysis)) {
    if (tried.has(candidate.key)) continue
    const isApart = batch.every(
      ({ edits, role }) =>
        role !== candidate.role &&
        !edits.some((one) => candidate.edits.some((other) => overlap(one, other) || isAlike(one, other))),
    )
    if (isApart) batch.push(candidate)
  }
  return batch
}

/** Instances of one function have the same change, and new resources must not have the same label. */
const isAlike = ({ text }: Edit, other: Edit): boolean =>
  text === other.text || labelsIn(text).some((label) => labelsIn(other.text).includes(label))

const labelsIn = (text: string): readonly string[] => [...text.matchAll(/"aws_iam_\w+" "[^"]+"/g)].map(([label]) => label)

/** The state with these changes; null if one of them does not mend its finding, or makes anything worse. */
const withFixes = async ({ analysis, texts }: State, batch: readonly Candidate[], options: ScanOptions): Promise<State | null> => {
  const byPath = new Map<string, Edit[]>()
  for (const edit of batch.flatMap(({ edits }) => edits)) {
    const path = resolve(options.cwd, edit.file.path)
    byPath.set(path, [...(byPath.get(path) ?? []), edit])
  }
  const changed = new Map(texts)
  for (const [path, edits] of byPath) if (edits[0]) changed.set(path, applyEdits(edits[0].file, edits))
  const next = await analyze({ ...options, texts: changed })
  return isBetter(analysis, next, batch) ? { analysis: next, texts: changed } : null
}

const oneByOne = async (
  state: State,
  batch: readonly Candidate[],
  tried: Set<string>,
  options: ScanOptions,
): Promise<State | null> => {
  for (const candidate of batch) {
    tried.add(candidate.key)
    const next = await withFixes(state, [candidate], options)
    if (next) return next
  }
  return null
}

const errorsIn = ({ diagnostics, scanned }: Analysis): number =>
  [...diagnostics, ...scanned.flatMap((each) => each.diagnostics)].filter(({ severity }) => severity === 'error').length

const RANKS = ['granted', 'undetermined', 'missing', 'denied']

/** By function, how bad each of its writes is. */
const verdictsIn = ({ scanned }: Analysis): ReadonlyMap<string, readonly number[]> =>
  new Map(
    scanned.flatMap((each) =>
      each.functions.map(
        ({ accesses, lambda }) =>
          [functionKey(each, lambda.address), accesses.map(({ verdict }) => RANKS.indexOf(verdict))] as const,
      ),
    ),
  )

const isBetter = (before: Analysis, after: Analysis, batch: readonly Candidate[]): boolean => {
  if (errorsIn(after) > errorsIn(before)) return false
  const left = new Set(after.scanned.flatMap((each) => each.findings.map((finding) => keyOf(each, finding))))
  if (batch.some(({ key }) => left.has(key))) return false
  const mended = new Set(batch.map((candidate) => candidate.function))
  const verdicts = verdictsIn(after)
  for (const [name, ranks] of verdictsIn(before)) {
    const now = verdicts.get(name)
    if (!now || now.length !== ranks.length) return false
    // What one write still misses may be worse than what it missed before.
    if (!mended.has(name) && now.some((rank, index) => rank > (ranks[index] ?? 0))) return false
  }
  return true
}
