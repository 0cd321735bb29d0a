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
  'help',
  'kind',
  'version',
  'analysis',
  'certainty',
  'operation',
  'call',
  'summary',
])

/** A bucket's name is no shorter. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const SHORTEST_PIECE = 3

const PLACE = /^(?:s3[an]?:\/\/|arn:[^:]*:[^:]*:[^:]*:[^:]*:)/

/** A text, and what a report may name of it alone: the bucket and the key of a place, and what is left when its ends are stripped. */
const piecesOf = (secret: string): readonly string[] => {
  const place = secret.replace(PLACE, '')
  const slash = place.indexOf('/')
  const parts = slash === -1 ? [place] : [place, place.slice(0, slash), place.slice(slash + 1)]
  return [secret, ...parts.flatMap(stripped).filter((piece) => piece.length >= SHORTEST_PIECE)]
}

/** With and without what is no letter or digit at its start and its end. */
const stripped = (text: string): readonly string[] => {
  const start = text.search(/[A-Za-z0-9]/)
  if (start === -1) return []
  let end = text.length
  while (!/[A-Za-z0-9]/.test(text[end - 1] as string)) end--
  return [text, text.slice(start), text.slice(0, end), text.slice(start, end)]
}

const hiding = (secrets: ReadonlySet<string>, shown: (secret: string) => string): ((text: string) => string) => {
  const longestFirst = [...new Set([...secrets].flatMap(piecesOf))].sort((one, other) => other.length - one.length)
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
