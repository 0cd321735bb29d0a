import type { SourceFile } from '../../source/source-file.ts'
import { UsageError } from '../../source/usage-error.ts'
import { decodeText } from './decode-text.ts'
import { openPlanFile } from './file/plan-file.ts'
import { type FoundJson, findJson } from './find-json.ts'
import { explainKind, howToGetJson, identify } from './identify.ts'
import { isDeeperThan, isObject, member, text } from './json.ts'
import type { OpenedPlan, ReadZip } from './opened-plan.ts'
import type { Plan } from './plan.ts'
import { readPlanJson } from './read-plan-json.ts'

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte)

/**
 * The plans in a file, or in what a command printed; what it is shows in its content. `shown` is its path, or `<stdin>`.
 * @throws {UsageError} It holds none, or one that cannot be read.
 */
export const openPlans = async (bytes: Uint8Array, shown: string, readZip: ReadZip): Promise<readonly OpenedPlan[]> => {
  const name = shown === STDIN ? 'Standard input' : `"${shown}"`
  if (startsWith(bytes, 0x50, 0x4b)) return [openPlanFile(bytes, shown, name, readZip)]
  if (startsWith(bytes, 0x1f, 0x8b)) throw new UsageError(`${name} is compressed with gzip: unpack it first, as with "gunzip".`)
  if (startsWith(bytes, ...Buffer.from('tfplan')))
    throw new UsageError(`${name} is a plan file of Terraform 0.11 or older, which has no JSON form. ${howToGetJson}`)
  const decoded = decodeText(bytes)
  if (decoded.text.trim() === '')
    throw new UsageError(`${name} is empty: the command that should have written a plan may have failed.`)
  const found = findJson(decoded.text)
  const documents = found.flatMap((each) => (each.kind === 'document' ? [each.value] : []))
  const plans = documents.filter((each) => identify(each) === 'plan')
  if (plans.length === 0) throw new UsageError(explainNoPlan(name, found, decoded.text))
  const file: SourceFile = { path: shown, text: decoded.text }
  const opened: OpenedPlan[] = []
  for (const each of plans)
    opened.push({ plan: await readDocument(each, file, name, decoded.isDamaged), source: null, workspace: null })
  return opened
}

const STDIN = '<stdin>'

const explainNoPlan = (name: string, found: readonly FoundJson[], text: string): string => {
  const [first] = found
  const documents = found.flatMap((each) => (each.kind === 'document' ? [each.value] : []))
  // Braces in the middle of a text may happen to be JSON.
  const isWhole = found.length === 1 && first?.start === text.search(/\S/)
  const told = isWhole ? documents[0] : documents.find((each) => identify(each) !== 'other')
  const kind = told === undefined ? 'plan' : identify(told)
  if (first?.kind === 'truncated') return `${name} ends in the middle of JSON: it was not written to its end. ${howToGetJson}`
  if (kind !== 'plan') return explainKind(name, kind)
  if (first?.kind === 'invalid') return `${name} is no valid JSON${first.place}. ${howToGetJson}`
  return `${name} holds no JSON of a plan, and is no plan file. What "terraform plan" and "terraform show" print for people cannot be read. ${howToGetJson}`
}

/** Deeper than any schema of a provider nests. */
const MAXIMUM_DEPTH = 500

const readDocument = async (data: unknown, file: SourceFile, name: string, isDamaged: boolean): Promise<Plan> => {
  if (!isObject(data)) throw new Error('A plan that is no object was identified as one. This is a bug in tf-s3-guard.')
  if (isDeeperThan(data, MAXIMUM_DEPTH))
    throw new UsageError(`${name} is nested deeper than ${MAXIMUM_DEPTH} levels, as no plan is.`)
  const version = text(member(data, 'format_version'))
  if (version !== undefined && !/^[01]\./.test(version))
    throw new UsageError(`${name} has the format version ${JSON.stringify(version)}, and this tool reads 0.x and 1.x.`)
  const { shapeProblem } = await import('./check-shape.ts')
  const problem = shapeProblem(data)
  if (problem !== null) throw new UsageError(`${name} is no plan as "terraform show -json" writes it: ${problem}.`)
  const plan = readPlanJson(data, file)
  if (!isDamaged) return plan
  const detail = 'Some of it is no valid UTF-8: those characters are replaced, and names with them are not as they were.'
  return { ...plan, trouble: [...plan.trouble, { severity: 'warning', summary: 'Damaged text in the plan', detail }] }
}
