import { UsageError } from '../../../source/usage-error.ts'
import { decodeText } from '../decode-text.ts'
import { explainKind } from '../identify.ts'
import { elements, type Json, member, text } from '../json.ts'
import type { OpenedPlan, PlanFileModule, ReadZip } from '../opened-plan.ts'
import type { Plan, PlanTrouble } from '../plan.ts'
import { collectResources } from '../resources.ts'
import { readPlanMessage } from './plan-message.ts'
import { resourcesInState } from './state.ts'

const MANIFEST = 'tfconfig/modules.json'

const isWanted = (name: string): boolean => name === 'tfplan' || name === 'tfstate' || name.startsWith('tfconfig/')

const readJson = (bytes: Uint8Array | undefined): Json => {
  if (!bytes) return null
  try {
    return JSON.parse(decodeText(bytes).text)
  } catch {
    return null
  }
}

const modulesIn = (members: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, PlanFileModule> => {
  const manifest = readJson(members.get(MANIFEST))
  const entries = elements(Array.isArray(manifest) ? manifest : member(manifest, 'Modules'))
  const dirs = new Map(entries.map((entry) => [text(member(entry, 'Key')) ?? '', text(member(entry, 'Dir')) ?? '.']))
  const files = new Map<string, Map<string, { member: string; text: string }>>()
  for (const [path, bytes] of members) {
    const [, key, name] = /^tfconfig\/m-([^/]*)\/([^/]+)$/.exec(path) ?? []
    if (key === undefined || name === undefined) continue
    const known = files.get(key) ?? new Map()
    files.set(key, known.set(name, { member: path, text: decodeText(bytes).text }))
  }
  if (!dirs.has('')) dirs.set('', '.')
  return new Map([...dirs].map(([key, dir]) => [key, { dir, files: files.get(key) ?? new Map() }]))
}

const unreadable = (name: string, reason: string): UsageError =>
  new UsageError(
    `${name} cannot be read as a plan file, because ${reason}. Give the output of "terraform show -json" for it, with --source.`,
  )

/**
 * A plan file as `terraform plan -out` saves it: a zip of the plan, the state and the configuration.
 * @throws {UsageError} It is another zip, or damaged.
 */
export const openPlanFile = (bytes: Uint8Array, shown: string, name: string, readZip: ReadZip): OpenedPlan => {
  const members = readZip(bytes, isWanted)
  if ('failure' in members) throw unreadable(name, members.failure)
  const encoded = members.get('tfplan')
  if (!encoded) throw new UsageError(`${name} is a zip file and not a plan: it has no member "tfplan".`)
  if (encoded[0] === 0x7b) throw new UsageError(explainKind(name, 'encrypted'))
  let message: ReturnType<typeof readPlanMessage>
  try {
    message = readPlanMessage(encoded)
  } catch (error) {
    throw unreadable(name, error instanceof Error ? error.message : String(error))
  }
  const trouble: PlanTrouble[] = []
  if (message.isErrored)
    trouble.push({
      severity: 'warning',
      summary: 'Plan with errors',
      detail: 'Terraform could not finish this plan: what it does not have was not checked.',
    })
  if (message.targets > 0)
    trouble.push({
      severity: 'note',
      summary: 'Partial plan',
      detail: 'This plan was made with -target: what it leaves out does not count.',
    })
  const file = { path: shown, text: '' }
  const plan: Plan = {
    file,
    ...collectResources(resourcesInState(readJson(members.get('tfstate'))), [], message.changes),
    variables: message.variables,
    sensitiveVariables: new Set(),
    configuration: null,
    trouble,
    locate: () => ({ file, start: 0, end: 0 }),
  }
  return { plan, source: { shown, modules: modulesIn(members) }, workspace: message.workspace ?? null }
}
