import { resourceModels } from '../../src/aws/graph/models.ts'
import type { Diagnostic } from '../../src/source/diagnostic.ts'
import { positionAt } from '../../src/source/source-file.ts'
import { evaluate } from '../../src/terraform/evaluate/evaluate.ts'
import type { Elsewhere, ResourceInstance } from '../../src/terraform/evaluate/resource-model.ts'
import { openCheckout } from '../../src/terraform/load/checkout.ts'
import { loadProject } from '../../src/terraform/load/project.ts'
import { surroundingsOf } from '../../src/terraform/load/surroundings.ts'
import { formatValue } from '../../src/terraform/value/format.ts'
import { folder } from './folder.ts'

export interface Evaluated {
  readonly instances: readonly ResourceInstance[]
  readonly elsewhere: readonly Elsewhere[]
  /** `main.tf:3:5: error: Summary`, in the order in which they were found. */
  readonly problems: readonly string[]
}

const describe = ({ severity, summary, location }: Diagnostic): string => {
  if (!location) return `${severity}: ${summary}`
  const { line, column } = positionAt(location.file, location.start)
  return `${location.file.path}:${line}:${column}: ${severity}: ${summary}`
}

/** The modelled instances of a root module that consists of these files. */
export const evaluateFiles = async (files: Readonly<Record<string, string>>, root = '.'): Promise<Evaluated> => {
  const dir = folder(files)
  const checkout = openCheckout(dir, dir)
  const project = await loadProject(root === '.' ? dir : `${dir}/${root}`, checkout)
  const instances = evaluate(project.value, resourceModels, surroundingsOf(project.value, checkout))
  return {
    instances: instances.value.instances,
    elsewhere: instances.value.elsewhere,
    problems: [...project.diagnostics, ...instances.diagnostics].map(describe),
  }
}

/** What an expression evaluates to beside this configuration, as Terraform would write it; unknown parts by their ids. */
export const evaluateExpressionIn = async (expression: string, configuration = ''): Promise<string> => {
  const { instances } = await evaluateFiles({
    'main.tf': `${configuration}\nresource "aws_ssm_parameter" "result" {\n  name  = "result"\n  value = ${expression}\n}\n`,
  })
  const result = instances.find(({ id }) => id === 'aws_ssm_parameter.result')?.body.argument('value')
  return result ? formatValue(result) : 'null'
}
