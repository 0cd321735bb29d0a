import type { Policy, Role } from '../aws/graph/graph.ts'
import type { Location } from '../source/source-file.ts'
import { knownText } from '../source/text.ts'
import type { Block } from '../terraform/hcl/ast.ts'
import { type Home, homeOf, prefixOf, referenceTo, resourceIn } from './home.ts'
import type { Missing, Repair } from './missing.ts'
import {
  attachmentText,
  freeLabel,
  newResource,
  type PolicyStyle,
  rolePolicyArguments,
  rolePolicyText,
  styleIn,
  templateOf,
} from './new-resource.ts'
import type { Repairing } from './placed-policy.ts'
import type { Parts } from './render.ts'
import { blockAt, blocksIn, folderOf, labelsOf, type Sources, type Written } from './sources.ts'

/** Where a new resource is written, and beside what. */
interface Site {
  readonly home: Home
  readonly beside: Written<Block>
}

/** In the module of a block, one resource of its own whatever the block is repeated for. */
const siteOf = (address: string, beside: Written<Block>): Site => ({
  home: { ...homeOf(address, folderOf(beside.file), null), each: null },
  beside,
})

/** A module's call is shown for what a model of it makes. */
const resourceAt = (sources: Sources, location: Location): Written<Block> | undefined => {
  const found = blockAt(sources, location)
  return found?.node.type === 'resource' ? found : undefined
}

/** Beside the role; or beside the call of its module, where an output names the role. */
const sitesOf = ({ address, location }: Role, { sources }: Repairing): readonly Site[] => {
  const own = resourceAt(sources, location)
  const call = callOf(address, sources)
  return [...(own ? [siteOf(address, lastOf(own, address, sources))] : []), ...(call ? [siteOf('', call)] : [])].filter(
    ({ beside }) => sources.mayEdit(beside.file),
  )
}

/** The call of a role's module from the root module. */
const callOf = (address: string, sources: Sources): Written<Block> | undefined => {
  const [, name] = /^module\.([\w-]+)\./.exec(prefixOf(address)) ?? []
  return name === undefined ? undefined : blocksIn(sources, sources.root, 'module').find(({ node }) => labelsOf(node) === name)
}

/** The role's last policy in its own file, or the role itself. */
const lastOf = (own: Written<Block>, address: string, sources: Sources): Written<Block> => {
  const role = `aws_iam_role.${address
    .slice(prefixOf(address).length)
    .replace(/^aws_iam_role\./, '')
    .replace(/\[.*$/, '')}`
  const named = new RegExp(`(?<![\\w.-])${role.replaceAll('.', '[.]')}(?![\\w-])`)
  const others = blocksIn(sources, folderOf(own.file), 'resource').filter(
    ({ file, node }) =>
      file === own.file &&
      node.labels[0]?.value.startsWith('aws_iam_role_policy') &&
      named.test(file.text.slice(node.start, node.end)),
  )
  return others.at(-1) ?? own
}

/** The role's name as an argument there. */
const roleNameIn = (role: Role, home: Home, sources: Sources): Parts | null => {
  const usesId = sources.moduleIn(home.folder).some(({ file }) => /\brole\s*=\s*aws_iam_role\.[\w-]+\.id\b/.test(file.text))
  for (const attribute of usesId ? ['id', 'name'] : ['name', 'id']) {
    const reference = referenceTo(role.address, attribute, home, sources)
    if (reference !== null) return [{ reference }]
  }
  return null
}

const labelOf = (address: string): string => address.slice(prefixOf(address).length).replace(/^[\w-]+\./, '')

/** What a policy for a role is called: after the bucket, or the key. */
const policyLabel = ({ access, requirement, role }: Missing): string => {
  const what = requirement.on === 'key' ? requirement.kmsKey?.address : access.bucket?.address
  return `${labelOf(role.address)}_${requirement.on === 'key' ? 'use' : 'write'}_${what ? labelOf(what) : 'objects'}`
}

/** A policy of the role's own beside it. */
export const newRolePolicy = (missing: Missing, repairing: Repairing): Repair | null => {
  const { graph, sources } = repairing
  const { access, actions, requirement, role } = missing
  for (const { beside, home } of sitesOf(role, repairing)) {
    const resource = resourceIn(home, requirement, access, graph, sources)
    const name = roleNameIn(role, home, sources)
    if (!resource || !name) continue
    const style: PolicyStyle =
      styleIn(sources, home.folder) ??
      sources.folders.map((folder) => styleIn(sources, folder)).find((each) => each !== null) ??
      'jsonencode'
    const label = freeLabel(
      policyLabel(missing),
      ['aws_iam_role_policy', 'data.aws_iam_policy_document', 'aws_iam_policy_document'],
      home.folder,
      sources,
    )
    const policy = { label, role: name, allowing: { actions, resource, principal: null }, style }
    const edit = newResource(beside, 'aws_iam_role_policy', label, rolePolicyText(policy), rolePolicyArguments(policy))
    if (edit) return { description: `Give ${role.address} a policy for it:`, edits: [edit] }
  }
  return null
}

/** In the module of the policy, or that of the role. */
export const attachPolicy = (policy: Policy, role: Role, { sources }: Repairing): Repair | null => {
  const own = policy.location && resourceAt(sources, policy.location)
  const beside = resourceAt(sources, role.location)
  const sites = [...(own ? [siteOf(policy.address, own)] : []), ...(beside ? [siteOf(role.address, beside)] : [])]
  for (const { beside: block, home } of sites) {
    const name = roleNameIn(role, home, sources) ?? knownName(role)
    const arn = referenceTo(policy.address, 'arn', home, sources)
    if (!sources.mayEdit(block.file) || !name || arn === null) continue
    const type = 'aws_iam_role_policy_attachment'
    const plain = labelOf(policy.address)
    const isTaken = freeLabel(plain, [type], home.folder, sources) !== plain
    const label = freeLabel(isTaken ? `${labelOf(role.address)}_${plain}` : plain, [type], home.folder, sources)
    const reference: Parts = [{ reference: arn }]
    const args = { role: templateOf(name), policy_arn: templateOf(reference) }
    const edit = newResource(block, type, label, attachmentText(label, name, reference), args)
    if (edit) return { description: `Attach ${policy.address} to ${role.address}:`, edits: [edit] }
  }
  return null
}

const knownName = ({ name }: Role): Parts | null => {
  const known = knownText(name)
  return known === undefined ? null : [known]
}
