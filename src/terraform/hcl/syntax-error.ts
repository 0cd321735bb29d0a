import type { Diagnostic } from '../../source/diagnostic.ts'
import { lineOf, locate, positionAt, type SourceFile } from '../../source/source-file.ts'

/** A parser that has crashed never answers. In milliseconds. */
const PATIENCE = 10_000

/** HashiCorp's parser takes more than linear time on hostile text: in characters, what it is given at most. */
const MAX_LENGTH = 65_536

/** It writes numbers out, and does not come to an end with large exponents. */
const LARGE_EXPONENT = /\d[eE][+-]?\d{4}/

/**
 * Says the syntax errors of a file in the words that Terraform would use, which is what people search the web for. `own` are the
 * parser's diagnostics of that file; they stand where HashiCorp's parser has nothing to say about the same line, or does not run.
 * It is loaded when first needed.
 */
export const explainSyntaxErrors = async (file: SourceFile, own: readonly Diagnostic[]): Promise<readonly Diagnostic[]> => {
  if (!own.some(({ severity }) => severity === 'error') || !isExplicable(file, own)) return own
  const official = parseMessage(file, await officialMessage(file.text))
  const used = new Set<Diagnostic>()
  const explained = own.map((diagnostic) => {
    const same = official.find((candidate) => !used.has(candidate) && startLine(candidate) === startLine(diagnostic))
    if (same) used.add(same)
    return same ?? diagnostic
  })
  return used.size === 0 && official.length > 0 ? official : explained
}

const isExplicable = ({ path, text }: SourceFile, own: readonly Diagnostic[]): boolean =>
  text.length <= MAX_LENGTH &&
  !path.endsWith('.json') &&
  !LARGE_EXPONENT.test(text) &&
  !own.some(({ summary }) => unexplained.has(summary))

/** What Terraform has no words for, or would say once for each byte. */
const unexplained = new Set(['Nested too deeply', 'Too many errors', 'Invalid character encoding'])

const startLine = ({ location }: Diagnostic): number | undefined => location && positionAt(location.file, location.start).line

/** Stands for the file's name in the message, so that the start of each error in it is certain. */
const MARKER = '\ue000'

const officialMessage = async (text: string): Promise<string> => {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('')), PATIENCE)
  })
  try {
    const { parse } = await import('@cdktn/hcl2json')
    await Promise.race([parse(MARKER, text), patience])
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  } finally {
    clearTimeout(timer)
  }
}

/** `parse config: [name:1,5-8: Summary; Detail. name:2,1-3,4: Summary; Detail.]`, where the end has its line if it is another one. */
const parseMessage = (file: SourceFile, message: string): readonly Diagnostic[] => {
  const starts = [...message.matchAll(new RegExp(`${MARKER}:(\\d+),(\\d+)-(?:(\\d+),)?(\\d+): `, 'g'))]
  return starts.map((match, index) => {
    const [prefix, line, column, endLine, endColumn] = match
    const said = message.slice(match.index + prefix.length, starts[index + 1]?.index ?? message.lastIndexOf(']')).trim()
    const separator = said.indexOf('; ')
    const start = offsetOf(file, Number(line), Number(column))
    const end = Math.max(start, offsetOf(file, Number(endLine ?? line), Number(endColumn)))
    const detail = said.slice(separator + 2).replace(new RegExp(`${MARKER}:(\\d+),(\\d+)[-,\\d]*`, 'g'), 'line $1, column $2')
    return { severity: 'error', summary: said.slice(0, separator), detail, location: locate(file, { start, end }) }
  })
}

/** HashiCorp counts columns in what people see as characters, and the byte order mark is none. */
const offsetOf = (file: SourceFile, line: number, column: number): number => {
  const start = startOfLine(file, line)
  const text = lineOf(file, line)
  const characters = [...new Intl.Segmenter().segment(text.replace(/^\ufeff/, ''))].slice(0, column - 1)
  const mark = text.startsWith('\ufeff') ? 1 : 0
  return Math.min(file.text.length, start + mark + characters.reduce((length, { segment }) => length + segment.length, 0))
}

const startOfLine = (file: SourceFile, line: number): number => {
  let start = 0
  for (let current = 1; current < line; current++) start = file.text.indexOf('\n', start) + 1
  return start
}
