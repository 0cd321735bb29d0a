import type { Diagnostic } from '../../../source/diagnostic.ts'
import type { Location } from '../../../source/source-file.ts'
import { formatText, type Text } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf, unknown } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { parsePolicyJson } from '../../iam/parse-policy.ts'
import type { PolicyDocument } from '../../iam/policy-document.ts'
import { decodePolicyJson, jsonNode } from '../policy-json.ts'
import { iamArn } from './iam-arn.ts'
import { partitionOf } from './partition.ts'

export type Report = (diagnostic: Diagnostic) => void

/** What stands for the document of a policy that AWS manages: an id with its name. */
const MANAGED_DOCUMENT = 'the document of the AWS managed policy '

/** The document that an argument holds; what is wrong with it is reported, and what is not known stays in it as unknown. */
export const readDocument = (value: Value | undefined, at: Location, report: Report): PolicyDocument => {
  if (value?.kind === 'unknown' && value.id.startsWith(MANAGED_DOCUMENT)) return copyOf(value.id.slice(MANAGED_DOCUMENT.length))
  const decoded = value ? decodePolicyJson(value) : undefined
  if (!decoded) return { id: null, version: '2008-10-17', statements: [], unknowns: [] }
  const { value: document, diagnostics } = parsePolicyJson(jsonNode(decoded))
  for (const diagnostic of diagnostics) report(diagnostic.location ? diagnostic : { ...diagnostic, location: decoded.origin ?? at })
  return document
}

const copyOf = (name: string): PolicyDocument => ({ id: null, version: '2012-10-17', statements: [], unknowns: [], copyOf: name })

/** The policy that AWS manages of an ARN: its name after `policy/`, with its path. */
export const managedPolicyName = (arn: Text): string | undefined =>
  /^arn:(?:aws[a-z-]*|\$\{[^}]*\}):iam::aws:policy\/(.+)$/.exec(formatText(arn))?.[1]

/** A policy's id is its ARN. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy */
export const declaredPolicy: ResourceModel = {
  attributes: new Map([
    ['arn', iamArn('policy')],
    ['id', iamArn('policy')],
  ]),
}

/** By its ARN, or by its name: one of those that AWS manages or of the account's own. */
const lookedUpArn = (instance: ResourceInstance): Value | undefined => {
  const arn = instance.body.argument('arn')
  if (arn) return arn
  const name = instance.body.argument('name')
  const parts = name && toText(name)
  return parts ? stringOf(['arn:', partitionOf(instance), ':iam::aws:policy/', ...parts]) : undefined
}

const lookedUpDocument = (instance: ResourceInstance): Value | undefined => {
  const arn = lookedUpArn(instance)
  const name = arn && managedPolicyName(toText(arn) ?? [])
  return name === undefined
    ? undefined
    : unknown(`${MANAGED_DOCUMENT}${name}`, `what the AWS managed policy "${name}" says is not known`)
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy */
export const lookedUpPolicy: ResourceModel = {
  attributes: new Map([
    ['arn', lookedUpArn],
    ['policy', lookedUpDocument],
  ]),
}
