import type { SourceFile } from '../source/source-file.ts'
import type { Report } from './report.ts'

/** So short a text may stand in any word. */
const SHORT = 6

const REDACTED = '(sensitive value)'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

const patternOf = (secret: string): string => (secret.length < SHORT ? `(?<!\\w)${escaped(secret)}(?!\\w)` : escaped(secret))

/** What is no text of the user's: addresses, places, and the words of this tool. */
const KEPT = new Set([
  'address',
  'role',
  'file',
  'root',
  'verdict',
  'cause',
  'ruleId',
  'severity',
  'fingerprint',
  'kind',
  'version',
  'analysis',
  'certainty',
  'operation',
  'call',
  'summary',
])

const hiding = (secrets: ReadonlySet<string>, shown: (secret: string) => string): ((text: string) => string) => {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length)
  const patterns: RegExp[] = []
  for (let at = 0; at < longestFirst.length; at += 200)
    patterns.push(
      new RegExp(
        longestFirst
          .slice(at, at + 200)
          .map(patternOf)
          .join('|'),
        'g',
      ),
    )
  return (text) => patterns.reduce((hidden, pattern) => hidden.replace(pattern, shown), text)
}

/** The files without these texts, everything else at its place. */
export const redactSources = (
  sources: ReadonlyMap<string, SourceFile>,
  secrets: ReadonlySet<string>,
): ReadonlyMap<string, SourceFile> => {
  if (secrets.size === 0) return sources
  const hide = hiding(secrets, (secret) => secret.replace(/[^\r\n]/g, '*'))
  return new Map([...sources].map(([path, file]) => [path, { ...file, text: hide(file.text) }]))
}

/** The report without these texts. */
export const redact = (report: Report, secrets: ReadonlySet<string>): Report => {
  const { functions, findings, diagnostics } = report
  return { ...report, ...redactData({ functions, findings, diagnostics }, secrets) }
}

/** Any part of a report without these texts. */
export const redactData = <Data>(data: Data, secrets: ReadonlySet<string>): Data => {
  if (secrets.size === 0) return data
  const hide = hiding(secrets, () => REDACTED)
  const walk = (data: unknown): unknown => {
    if (typeof data === 'string') return hide(data)
    if (Array.isArray(data)) return data.map(walk)
    if (typeof data !== 'object' || data === null) return data
    return Object.fromEntries(
      Object.entries(data).map(([key, each]) => [key, KEPT.has(key) && typeof each === 'string' ? each : walk(each)]),
    )
  }
  return walk(data) as Data
}
