import { type Answer, openEvaluator } from '../../../src/eval.ts'
import { noInputs, type RootInputs } from '../../../src/terraform/load/root-inputs.ts'
import type { VariableInputs } from '../../../src/terraform/load/variables.ts'
import { folder } from '../../support/folder.ts'

type Files = Readonly<Record<string, string>>

export const withVariables = (variables: Partial<VariableInputs>): RootInputs => ({
  ...noInputs,
  variables: { ...noInputs.variables, ...variables },
})

const shown = (answer: Answer): unknown => {
  switch (answer.kind) {
    case 'value':
      return JSON.parse(answer.json)
    case 'unknown':
      return `unknown: ${answer.reason}`
    case 'error':
      return `error: ${answer.message}`
  }
}

/** What an expression is in a root module of these files, and what was said of them. */
export const ask = async (files: Files, expression: string, inputs = noInputs, root = '.') => {
  const cwd = folder(files)
  const { answer, diagnostics } = await openEvaluator({ root, cwd, inputs })
  return {
    answer: shown(await answer(expression)),
    problems: diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`),
    diagnostics,
  }
}

/** Only the former. */
export const answerIn = async (files: Files, expression: string, inputs = noInputs, root = '.'): Promise<unknown> =>
  (await ask(files, expression, inputs, root)).answer
