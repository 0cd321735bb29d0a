import type { Report, Severity } from './report.ts'

export const exitCode = { clean: 0, findings: 1, usage: 2, failure: 3 } as const

export type FailOn = Severity | 'never'

export const failOnLevels: readonly FailOn[] = ['error', 'warning', 'note', 'never']

const rank: Readonly<Record<FailOn, number>> = { note: 0, warning: 1, error: 2, never: 3 }

/**
 * 1 if a finding is at or above the level, or if a part of the input could not be read: what was not read is not clean.
 * With `never` a report that could be made is always 0. The codes 2 and 3 are for when there is no report.
 */
export const exitCodeOf = (report: Report, failOn: FailOn): 0 | 1 => {
  const counts = (severity: Severity): boolean => rank[severity] >= rank[failOn]
  const isIncomplete = failOn !== 'never' && report.diagnostics.some(({ severity }) => severity === 'error')
  return isIncomplete || report.findings.some(({ severity }) => counts(severity)) ? exitCode.findings : exitCode.clean
}
