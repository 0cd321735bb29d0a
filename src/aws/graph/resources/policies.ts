import type { Diagnostic } from '../../../source/diagnostic.ts'
import type { Location } from '../../../source/source-file.ts'
import { formatText, type Text } from '../../../source/text.ts'
import type { ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { stringOf } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { parsePolicyJson } from '../../iam/parse-policy.ts'
import type { PolicyDocument } from '../../iam/policy-document.ts'
import { decodePolicyJson, jsonNode } from '../policy-json.ts'
import { iamArn } from './iam-arn.ts'
import { partitionOf } from './partition.ts'

export type Report = (diagnostic: Diagnostic) => void

/** The document that an argument holds; what is wrong with it is reported, and what is not known stays in it as unknown. */
export const readDocument = (value: Value | undefined, at: Location, report: Report): PolicyDocument => {
  const decoded = value ? decodePolicyJson(value) : undefined
  if (!decoded) return { id: null, version: '2008-10-17', statements: [], unknowns: [] }
  const { value: document, diagnostics } = parsePolicyJson(jsonNode(decoded))
  for (const diagnostic of diagnostics) report(diagnostic.location ? diagnostic : { ...diagnostic, location: decoded.origin ?? at })
  return document
}

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

/** `data.aws_iam_policy`: by name or ARN, one of those that AWS manages or of the account's own. */
export const lookedUpPolicy: ResourceModel = {
  attributes: new Map([
    [
      'arn',
      (instance) => {
        const arn = instance.body.argument('arn')
        if (arn) return arn
        const name = instance.body.argument('name')
        const parts = name && toText(name)
        return parts ? stringOf(['arn:', partitionOf(instance), ':iam::aws:policy/', ...parts]) : undefined
      },
    ],
  ]),
}
