import type { Answer } from '../eval.ts'
import { exitCode } from '../report/exit-code.ts'
import { printable } from '../report/printable.ts'
import { positionAt } from '../source/source-file.ts'
import type { EvalArguments } from './command.ts'
import { linesOf } from './lines.ts'
import type { Terminal } from './terminal.ts'

/**
 * `tf-s3-guard eval`: prints what an expression is, or an answer a line for the lines of standard input, and returns the exit
 * code: 1 if the one expression has no value, or is wrong.
 */
export const runEval = async ({ root, inputs, expression }: EvalArguments, terminal: Terminal): Promise<0 | 1> => {
  const { openEvaluator } = await import('../eval.ts')
  const { answer, diagnostics } = await openEvaluator({ root, cwd: terminal.cwd, inputs })
  for (const { severity, summary, detail, location } of diagnostics) {
    const place = location ? `${location.file.path}:${positionAt(location.file, location.start).line}: ` : ''
    terminal.errors.write(`${printable(`${place}${severity}: ${summary}. ${detail}`)}\n`)
  }
  if (expression === '-') {
    for await (const line of linesOf(terminal.input)) terminal.output.write(`${formatAnswer(await answer(line))}\n`)
    return exitCode.clean
  }
  const answered = await answer(expression)
  switch (answered.kind) {
    case 'value':
      terminal.output.write(`${answered.json}\n`)
      return exitCode.clean
    case 'unknown':
      terminal.errors.write(`${printable(`not known until apply, because ${answered.reason}`)}\n`)
      return exitCode.findings
    case 'error':
      terminal.errors.write(`${printable(`error: ${answered.message}`)}\n`)
      return exitCode.findings
  }
}

const formatAnswer = (answered: Answer): string => {
  switch (answered.kind) {
    case 'value':
      return `{"kind":"value","value":${answered.json}}`
    case 'unknown':
      return JSON.stringify({ kind: 'unknown', reason: answered.reason })
    case 'error':
      return JSON.stringify({ kind: 'error', message: answered.message })
  }
}
