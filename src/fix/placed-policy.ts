import type { Graph, Policy, Role } from '../aws/graph/graph.ts'
import type { PolicyDocument, Statement } from '../aws/iam/policy-document.ts'
import type { Location } from '../source/source-file.ts'
import type { Block } from '../terraform/hcl/ast.ts'
import { argumentOf } from '../terraform/load/module-config.ts'
import { documentOf, type PlacedDocument, type PlacedStatement } from './document.ts'
import { type Home, homeOf, keyOf } from './home.ts'
import { blockAt, folderOf, type Sources, type Written } from './sources.ts'

/** What is mended, and what with. */
export interface Repairing {
  readonly graph: Graph
  readonly sources: Sources
}

/** A policy that is written where it can be changed. */
export interface PlacedPolicy {
  readonly address: string
  /** As it was read. */
  readonly read: PolicyDocument
  /** As it is written. */
  readonly document: PlacedDocument
  readonly block: Written<Block>
  readonly home: Home
}

/** A module's call is shown for what a model of it makes. */
const HOLDERS = ['resource', 'inline_policy']

/** Null for a policy that is not written here, or not in a way in which it could be changed exactly. */
export const placePolicy = (
  {
    address,
    document: read,
    location,
  }: { readonly address: string; readonly document: PolicyDocument | null; readonly location: Location | null },
  { sources }: Repairing,
  argument: 'policy' | 'assume_role_policy' = 'policy',
): PlacedPolicy | null => {
  const block = location && read && blockAt(sources, location)
  if (!block || !read || !HOLDERS.includes(block.node.type)) return null
  const expression = argumentOf(block.node, argument)
  const document = expression && documentOf(expression, block.file, sources)
  if (!document || !sources.mayEdit(document.file)) return null
  return { address, read, document, block, home: homeOf(address, folderOf(block.file), block.node) }
}

/** Whether what is changed in a policy is changed for this role alone. */
export const isOnlyOf = (
  { address, attachedTo, location }: Policy,
  { home }: PlacedPolicy,
  role: Role,
  { graph }: Repairing,
): boolean => {
  const isSame = (policy: Policy): boolean => policy.address === address && policy.location?.start === location?.start
  return (
    attachedTo.length === 1 &&
    attachedTo[0] === role.address &&
    !graph.roles.some((other) => other.address !== role.address && [...other.policies, ...other.possiblePolicies].some(isSame)) &&
    (home.each === null || keyOf(role.address) === home.key)
  )
}

/** A statement of the document as it is written; null where statements are made by what cannot be followed. */
export const writtenStatement = ({ document, read }: PlacedPolicy, statement: Statement): PlacedStatement | null => {
  const index = read.statements.indexOf(statement)
  if (index === -1 || read.unknowns.length > 0 || read.statements.length !== document.statements.length) return null
  return document.statements[index] ?? null
}
