import { exitCode } from '../report/exit-code.ts'
import { renderExplanation } from '../report/explanation-text.ts'
import { jsonText } from '../report/json.ts'
import type { ExplainArguments } from './command.ts'
import { lookOf } from './look.ts'
import { inputFor } from './scan.ts'
import type { Terminal } from './terminal.ts'

/** `tf-s3-guard explain`: prints how the verdict on a function comes about, and returns the exit code. */
export const runExplain = async (options: ExplainArguments, terminal: Terminal): Promise<number> => {
  const { explainFunction } = await import('../explain.ts')
  const explanations = await explainFunction(options.address, await inputFor(options, terminal))
  const look = { ...lookOf({ color: options.color, output: null }, terminal), sources: new Map() }
  const text = (): string => explanations.map((explanation) => renderExplanation(explanation, look)).join('\n')
  terminal.output.write(options.format === 'json' ? jsonText({ schemaVersion: 1, explanations }) : text())
  return exitCode.clean
}
