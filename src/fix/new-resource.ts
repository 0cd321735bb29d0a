import type { Edit } from '../source/edit.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Block, Expression } from '../terraform/hcl/ast.ts'
import type { JsonNode } from '../terraform/hcl/json-node.ts'
import { readJson } from '../terraform/hcl/json-reader.ts'
import { indentAt, lineAt } from './lines.ts'
import {
  type Allowing,
  alignedArguments,
  type Parts,
  renderObject,
  renderParts,
  renderStatementBlock,
  type Style,
  statementFields,
} from './render.ts'
import { blocksIn, isJsonFile, labelsOf, type Sources, type Written } from './sources.ts'

/** How a configuration writes its policies. */
export type PolicyStyle = 'jsonencode' | 'heredoc' | 'document'

/** The style that an expression of a policy is in; null for one that says nothing of it. */
const policyStyleOf = (expression: Expression | undefined): PolicyStyle | null => {
  switch (expression?.kind) {
    case 'call':
      return expression.name === 'jsonencode' ? 'jsonencode' : null
    case 'template': {
      const [part] = expression.parts
      if (expression.parts.length === 1 && part?.kind === 'interpolation') return policyStyleOf(part.value)
      return 'heredoc'
    }
    case 'attr':
      return expression.name === 'json' ? 'document' : null
    default:
      return null
  }
}

const HCL: Style = { syntax: 'hcl', lines: true, quotes: false, separator: '=' }
const JSON_LINES: Style = { syntax: 'json', lines: true, quotes: true, separator: ':' }

/** A label that no resource or data source of the types in the module has. */
export const freeLabel = (wanted: string, types: readonly string[], folder: string, sources: Sources): string => {
  const base =
    wanted
      .replace(/[^a-zA-Z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .replace(/^(?=\d)/, '_') || 'write'
  const taken = new Set(
    [...blocksIn(sources, folder, 'resource'), ...blocksIn(sources, folder, 'data')].map(({ node }) => labelsOf(node)),
  )
  const isFree = (label: string): boolean => types.every((type) => !taken.has(`${type}.${label}`))
  if (isFree(base)) return base
  for (let number = 2; ; number++) if (isFree(`${base}_${number}`)) return `${base}_${number}`
}

/** A resource as Terraform's native syntax has it, with the arguments in the groups that blank lines make. */
const resourceBlock = (type: string, label: string, ...groups: readonly (readonly (readonly [string, string])[])[]): string =>
  `resource "${type}" "${label}" {\n${groups.map((group) => alignedArguments(group, '  ')).join('\n\n')}\n}`

export interface NewPolicy {
  readonly label: string
  /** Of the role. */
  readonly role: Parts
  readonly allowing: Allowing
  readonly style: PolicyStyle
}

/** An `aws_iam_role_policy`, and what it needs beside it. */
export const rolePolicyText = ({ allowing, label, role, style }: NewPolicy): string => {
  const named = [
    ['name', JSON.stringify(label.replaceAll('_', '-'))],
    ['role', renderParts(role, 'hcl')],
  ] as const
  const fields = statementFields(allowing, { listOfActions: false, listOfResources: false, lines: true })
  switch (style) {
    case 'jsonencode':
      return resourceBlock('aws_iam_role_policy', label, named, [
        [
          'policy',
          `jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      ${renderObject(fields, HCL, '      ')},\n    ]\n  })`,
        ],
      ])
    case 'heredoc':
      return resourceBlock('aws_iam_role_policy', label, named, [
        [
          'policy',
          `<<-EOT\n    {\n      "Version": "2012-10-17",\n      "Statement": [\n        ${renderObject(fields, JSON_LINES, '        ')}\n      ]\n    }\n  EOT`,
        ],
      ])
    case 'document':
      return [
        `data "aws_iam_policy_document" "${label}" {\n${renderStatementBlock(allowing, { effect: false, lines: false }, '  ')}\n}`,
        resourceBlock('aws_iam_role_policy', label, [...named, ['policy', `data.aws_iam_policy_document.${label}.json`]]),
      ].join('\n\n')
  }
}

export const attachmentText = (label: string, role: Parts, policy: Parts): string =>
  resourceBlock('aws_iam_role_policy_attachment', label, [
    ['role', renderParts(role, 'hcl')],
    ['policy_arn', renderParts(policy, 'hcl')],
  ])

/** Native blocks behind a block, with a blank line before them. */
const behindBlock = ({ file, node }: Written<Block>, text: string): Edit => {
  const { end } = lineAt(file.text, node.end)
  return { file, start: end, end, text: `\n\n${text}` }
}

/** A resource's arguments as JSON. */
export type JsonArguments = Readonly<Record<string, string>>

export const rolePolicyArguments = ({ allowing, label, role }: NewPolicy): JsonArguments => {
  const fields = statementFields(allowing, { listOfActions: false, listOfResources: false, lines: false })
  const statement = renderObject(fields, { syntax: 'json', lines: false, quotes: true, separator: ':' }, '')
  return {
    name: label.replaceAll('_', '-'),
    role: templateOf(role),
    policy: `{"Version": "2012-10-17", "Statement": [${statement}]}`,
  }
}

/** Parts as a template in a JSON file. */
export const templateOf = (parts: Parts): string =>
  parts.map((part) => (typeof part === 'string' ? part.replaceAll('${', '$${') : `\${${part.reference}}`)).join('')

/** A resource in a JSON file that has resources already; null if it is written in a way that leaves no place for it. */
const inJsonFile = (file: SourceFile, type: string, label: string, args: JsonArguments): Edit | null => {
  const { diagnostics, value } = readJson(file)
  if (diagnostics.length > 0) return null
  const resources = propertyOf(value, 'resource')
  const ofType = resources && propertyOf(resources, type)
  const into = ofType ?? resources
  if (into?.kind !== 'object') return null
  const last = into.properties.at(-1)
  if (!last) return null
  const indent = indentAt(file.text, last.nameSpan.start)
  const unit = file.text.includes('\n\t') ? '\t' : '  '
  const made = ofType ? { [label]: args } : { [type]: { [label]: args } }
  const lines = JSON.stringify(made, null, unit).split('\n').slice(1, -1)
  const text = lines.map((line) => `${indent}${line.slice(unit.length)}`).join('\n')
  return { file, start: last.value.end, end: last.value.end, text: `,\n${text}` }
}

const propertyOf = (node: JsonNode, name: string): JsonNode | undefined =>
  node.kind === 'object' ? node.properties.find((property) => property.name === name)?.value : undefined

/** One resource in the syntax of the file that a block is in. */
export const newResource = (
  beside: Written<Block>,
  type: string,
  label: string,
  native: string,
  args: JsonArguments,
): Edit | null => (isJsonFile(beside.file) ? inJsonFile(beside.file, type, label, args) : behindBlock(beside, native))

/** The style that a module's other policies are in; that of the configuration is asked for where there are none. */
export const styleIn = (sources: Sources, folder: string): PolicyStyle | null => {
  const counts = new Map<PolicyStyle, number>()
  for (const { node } of blocksIn(sources, folder, 'resource')) {
    const { attributes } = node.body
    for (const { name, value } of attributes) {
      const style = name === 'policy' ? policyStyleOf(value) : null
      if (style) counts.set(style, (counts.get(style) ?? 0) + 2)
      const trust = name === 'assume_role_policy' ? policyStyleOf(value) : null
      if (trust) counts.set(trust, (counts.get(trust) ?? 0) + 1)
    }
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null
}
