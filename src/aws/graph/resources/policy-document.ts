import type { Location } from '../../../source/source-file.ts'
import type { EvaluatedBody } from '../../../terraform/evaluate/body.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { object, string, tuple, unknown } from '../../../terraform/value/construct.ts'
import { elementsOf, knownString, toText } from '../../../terraform/value/convert.ts'
import { encodeJson } from '../../../terraform/value/json.ts'
import type { MappingValue, UnknownValue, Value } from '../../../terraform/value/value.ts'
import { decodePolicyJson } from '../policy-json.ts'

/** `&{aws:username}` stands for the policy variable `${aws:username}`, which Terraform would take for its own. */
const withPolicyVariables = (value: Value): Value => {
  if (value.kind === 'string' && value.parts.some((part) => typeof part === 'string' && part.includes('&{')))
    return { ...value, parts: value.parts.map((part) => (typeof part === 'string' ? part.replaceAll('&{', '${') : part)) }
  if (value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple')
    return { ...value, elements: value.elements.map(withPolicyVariables) }
  return value
}

const at = (value: Value, location: Location): Value => (value.origin ? value : { ...value, origin: location })

const entry = (name: string, body: EvaluatedBody, argument: string): [string, Value][] => {
  const value = body.argument(argument)
  if (!value || elementsOf(value)?.length === 0) return []
  return [[name, at(withPolicyVariables(value), body.argumentLocation(argument))]]
}

/** `principals` blocks of one type are one list; `type = "*"` stands for everybody. */
const principals = (body: EvaluatedBody, block: 'principals' | 'not_principals', name: string): [string, Value][] => {
  const blocks = body.blocks(block)
  if (blocks.length === 0) return []
  const byType = new Map<string, Value[]>()
  for (const each of blocks) {
    const type = each.argument('type')
    const known = type && knownString(type)
    const identifiers = each.argument('identifiers')
    if (each.repeated || known === undefined || !identifiers || identifiers.kind === 'unknown')
      return [
        [name, { ...unknown(`principals#${each.location.start}`, 'a principal is not known until apply'), origin: each.location }],
      ]
    byType.set(known, [...(byType.get(known) ?? []), ...(elementsOf(identifiers) ?? []).map(withPolicyVariables)])
  }
  if (byType.size === 1 && byType.has('*')) return [[name, { ...string('*'), origin: blocks[0]?.location as Location }]]
  return [[name, object([...byType].map(([type, values]) => [type, tuple(values)] as const))]]
}

const conditions = (body: EvaluatedBody): [string, Value][] => {
  const blocks = body.blocks('condition')
  if (blocks.length === 0) return []
  const byTest = new Map<string, Map<string, Value>>()
  for (const each of blocks) {
    const [test, variable] = [each.argument('test'), each.argument('variable')].map((value) => value && knownString(value))
    const values = each.argument('values')
    if (each.repeated || test === undefined || variable === undefined || !values)
      return [
        [
          'Condition',
          { ...unknown(`condition#${each.location.start}`, 'a condition is not known until apply'), origin: each.location },
        ],
      ]
    const keys = byTest.get(test) ?? new Map<string, Value>()
    keys.set(variable, at(withPolicyVariables(values), each.location))
    byTest.set(test, keys)
  }
  return [['Condition', object([...byTest].map(([test, keys]) => [test, { ...object(keys), origin: body.location }] as const))]]
}

/** Of which a statement has one at most. */
const EXCLUSIVE = [
  ['actions', 'not_actions'],
  ['resources', 'not_resources'],
] as const

/** Where both are written, and which one is null is not known, as of elements of a collection that is not known. */
const undecided = (body: EvaluatedBody): UnknownValue | undefined =>
  EXCLUSIVE.map((names) => names.map((name) => body.argument(name)))
    .filter((both) => both.every((value) => value !== undefined))
    .flat()
    .find((value) => value?.kind === 'unknown')

const statement = (body: EvaluatedBody): Value => {
  const either = undecided(body)
  if (either) return { ...unknown(`statement#${body.location.start}`, either.reason), origin: body.location }
  const entries: [string, Value][] = [
    ...entry('Sid', body, 'sid'),
    ['Effect', body.argument('effect') ?? at(string('Allow'), body.location)],
    ...entry('Action', body, 'actions'),
    ...entry('NotAction', body, 'not_actions'),
    ...entry('Resource', body, 'resources'),
    ...entry('NotResource', body, 'not_resources'),
    ...principals(body, 'principals', 'Principal'),
    ...principals(body, 'not_principals', 'NotPrincipal'),
    ...conditions(body),
  ]
  if (!body.repeated) return { ...object(entries), origin: body.location }
  // Zero or more such statements: one that may not apply, as one whose condition is not known.
  const applies = unknown(`statement#${body.location.start}`, 'the collection of its dynamic block is not known until apply')
  const others = entries.filter(([name]) => name !== 'Condition')
  return { ...object([...others, ['Condition', { ...applies, origin: body.location }]]), origin: body.location }
}

const sidOf = (value: Value): string | undefined => {
  const sid = value.kind === 'object' || value.kind === 'map' ? value.entries.get('Sid') : undefined
  const known = sid && knownString(sid)
  return known === '' ? undefined : known
}

/** Statements of a later document replace those of the same Sid, and follow those that are already there. */
const overlay = (statements: readonly Value[], later: readonly Value[]): readonly Value[] => {
  const result = [...statements]
  for (const each of later) {
    const sid = sidOf(each)
    const position = sid === undefined ? -1 : result.findIndex((earlier) => sidOf(earlier) === sid)
    if (position === -1) result.push(each)
    else result[position] = each
  }
  return result
}

/** The statements of other documents that an argument names, one list a document. */
const documents = (body: EvaluatedBody, name: string): readonly (readonly Value[])[] => {
  const value = body.argument(name)
  if (!value) return []
  const given = elementsOf(value)
  const each = given ?? [value]
  return each.map((document) => {
    const text = toText(document)
    if (text?.length === 0 || document.kind === 'null') return []
    const decoded = decodePolicyJson(document)
    const statements = decoded.kind === 'object' || decoded.kind === 'map' ? decoded.entries.get('Statement') : undefined
    if (!statements)
      return [
        decoded.kind === 'unknown'
          ? decoded
          : unknown(`${name}#${body.location.start}`, `a document in ${name} is not known until apply`),
      ]
    return elementsOf(statements.kind === 'object' || statements.kind === 'map' ? tuple([statements]) : statements) ?? [statements]
  })
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
const json = ({ body }: ResourceInstance): Value => {
  const own = body.blocks('statement').map(statement)
  const sources = [...documents(body, 'source_policy_documents'), ...documents(body, 'source_json')]
  const overrides = [...documents(body, 'override_policy_documents'), ...documents(body, 'override_json')]
  const base = overlay(sources.flat(), own)
  const statements = overrides.reduce(overlay, base)
  const document: MappingValue = {
    ...object([
      ['Version', body.argument('version') ?? string('2012-10-17')],
      ...entry('Id', body, 'policy_id'),
      ['Statement', tuple(statements)],
    ]),
    origin: body.location,
  }
  return { ...encodeJson(document), origin: body.location }
}

export const policyDocument: ResourceModel = {
  attributes: new Map([
    ['json', json],
    ['minified_json', json],
  ]),
}
