import type { SourceFile } from '../source/source-file.ts'
import type { Scanned } from './create-report.ts'

/** The files that anything in the report points into, by their paths; not those of which nothing may be shown. */
export const sourcesOf = (
  scanned: readonly Scanned[],
  hidden: ReadonlySet<SourceFile> = new Set(),
): ReadonlyMap<string, SourceFile> => {
  const sources = new Map<string, SourceFile>()
  const add = ({ location }: { readonly location?: { readonly file: SourceFile } | null | undefined }): void => {
    if (location && !hidden.has(location.file)) sources.set(location.file.path, location.file)
  }
  for (const { findings, functions, diagnostics } of scanned) {
    diagnostics.forEach(add)
    for (const finding of findings) [finding, ...finding.related, finding.fix ?? {}].forEach(add)
    for (const { lambda, accesses } of functions) [lambda, ...accesses.flatMap(({ call, trace }) => [call, ...trace])].forEach(add)
  }
  return sources
}
