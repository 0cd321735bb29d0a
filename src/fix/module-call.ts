import type { Edit } from '../source/edit.ts'
import type { Block } from '../terraform/hcl/ast.ts'
import { argumentOf, attributeOf } from '../terraform/load/module-config.ts'
import { literalArgument } from './document.ts'
import { homeOf, prefixOf, resourceIn } from './home.ts'
import { indentAt, isOneLine, lineAt } from './lines.ts'
import type { Missing, Repair } from './missing.ts'
import { type Node, nodeOf } from './node.ts'
import type { Repairing } from './placed-policy.ts'
import { type Allowing, alignedArguments, renderParts } from './render.ts'
import { blocksIn, isJsonFile, labelsOf, type Written } from './sources.ts'

const LAMBDA_MODULE = /(?:^|[/:])terraform-aws-modules\/(?:lambda\/aws$|terraform-aws-lambda(?:\.git)?(?:$|\?))/

/**
 * The statement as an argument of the public module that makes the function with its role.
 * https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws
 */
export const argumentsOfModule = (missing: Missing, { graph, sources }: Repairing): Repair | null => {
  const { access, actions, requirement, role } = missing
  const [, name] = /^module\.([\w-]+)\.$/.exec(prefixOf(role.address)) ?? []
  const call = blocksIn(sources, sources.root, 'module').find(({ node }) => labelsOf(node) === name)
  if (name === undefined || !call || isJsonFile(call.file) || !sources.mayEdit(call.file)) return null
  if (!LAMBDA_MODULE.test(literalArgument(call.node, 'source') ?? '')) return null
  const resource = resourceIn(homeOf('', sources.root, call.node), requirement, access, graph, sources)
  const edits = resource && argumentEdits(call, { actions, resource, principal: null })
  return edits && { description: `Add a statement to the policy of module.${name}:`, edits }
}

const argumentEdits = (call: Written<Block>, allowing: Allowing): readonly Edit[] | null => {
  const written = argumentOf(call.node, 'policy_statements')
  const switched = switchOf(call)
  if (switched === null) return null
  if (!written) {
    const added = [
      ...(switched.kind === 'absent' ? [['attach_policy_statements', 'true'] as const] : []),
      ['policy_statements', entriesText(allowing, '  ')] as const,
    ]
    return [behindArguments(call, alignedArguments(added, '  ')), ...switched.edits]
  }
  const node = nodeOf(written)
  const edit = entryEdit(call, node, allowing)
  if (!edit) return null
  return switched.kind === 'absent' ? [edit, behindArguments(call, '  attach_policy_statements = true')] : [edit, ...switched.edits]
}

type Switch = { readonly kind: 'absent' | 'written'; readonly edits: readonly Edit[] }

/** `attach_policy_statements`, which has to be true; null where it is anything but a literal. */
const switchOf = ({ file, node }: Written<Block>): Switch | null => {
  const value = attributeOf(node, 'attach_policy_statements')?.value
  if (!value) return { kind: 'absent', edits: [] }
  if (value.kind !== 'literal' || typeof value.value !== 'boolean') return null
  return { kind: 'written', edits: value.value ? [] : [{ file, start: value.start, end: value.end, text: 'true' }] }
}

const statementText = ({ actions, resource }: Allowing, indent: string): string =>
  `{\n${alignedArguments(
    [
      ['effect', '"Allow"'],
      ['actions', `[${actions.map((action) => `"${action}"`).join(', ')}]`],
      ['resources', `[${renderParts(resource ?? [], 'hcl')}]`],
    ],
    `${indent}  `,
  )}\n${indent}}`

const entryName = ({ actions }: Allowing): string => (actions[0]?.startsWith('kms:') ? 'use_key' : 'write_objects')

const entriesText = (allowing: Allowing, indent: string): string =>
  `{\n${indent}  ${entryName(allowing)} = ${statementText(allowing, `${indent}  `)}\n${indent}}`

/** A list of statements, or an object with names for them. */
const entryEdit = ({ file }: Written<Block>, node: Node, allowing: Allowing): Edit | null => {
  if (node.kind !== 'object') return null
  const last = node.entries.at(-1)
  if (!last) return { file, start: node.start, end: node.end, text: entriesText(allowing, indentAt(file.text, node.start)) }
  if (isOneLine(file.text, node)) return null
  const taken = new Set(node.entries.map(({ name }) => name))
  let name = entryName(allowing)
  for (let number = 2; taken.has(name); number++) name = `${entryName(allowing)}_${number}`
  const indent = indentAt(file.text, last.key.start)
  const { end } = lineAt(file.text, last.value.end)
  if (end >= node.end - 1) return null
  return { file, start: end, end, text: `\n${indent}${name} = ${statementText(allowing, indent)}` }
}

/** Behind the last argument of a block, with a blank line before them. */
const behindArguments = ({ file, node }: Written<Block>, text: string): Edit => {
  const last = [...node.body.attributes, ...node.body.blocks].reduce((end, each) => Math.max(end, each.end), node.start)
  const { end } = lineAt(file.text, last)
  return { file, start: end, end, text: `\n\n${text}` }
}
