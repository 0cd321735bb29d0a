import { knownText, type Text } from '../../../source/text.ts'
import type { ResourceInstance, ResourceModel } from '../../../terraform/evaluate/resource-model.ts'
import { partOf, stringOf } from '../../../terraform/value/construct.ts'
import { toText } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'
import { accountOf, partitionOf, regionPart } from './partition.ts'

const textOf = (value: Value | undefined): Text | undefined => value && toText(value)

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket#bucket */
const MADE_UP_PREFIX = 'terraform-'

/** What is known of the name of a bucket: where none is written, the provider makes one up. */
const expansionOf = (instance: ResourceInstance): Text => {
  const name = textOf(instance.body.argument('bucket'))
  if (name) return name
  const prefix = textOf(instance.body.argument('bucket_prefix')) ?? [MADE_UP_PREFIX]
  return [...prefix, partOf(instance.unknownAttribute('bucket_suffix'))]
}

/** The bucket's name where it is written, else a symbol of its own: two bucket resources are two different buckets. */
const managedName = (instance: ResourceInstance): Value => {
  const expansion = expansionOf(instance)
  const known = knownText(expansion)
  if (known !== undefined) return stringOf([known])
  return instance.unknownAttribute('bucket', { domain: 'bucket', expansion })
}

/** A bucket that is only looked up has no identity beyond its name. */
const lookedUpName = (instance: ResourceInstance): Value => instance.body.argument('bucket') ?? instance.unknownAttribute('bucket')

const arnOf = (instance: ResourceInstance, name: Value): Value =>
  stringOf(['arn:', partitionOf(instance), ':s3:::', ...(toText(name) ?? [])])

const modelOf = (name: (instance: ResourceInstance) => Value): ResourceModel => ({
  attributes: new Map([
    ['id', name],
    ['bucket', name],
    ['arn', (instance) => arnOf(instance, name(instance))],
  ]),
})

export const managedBucket = modelOf(managedName)
export const lookedUpBucket = modelOf(lookedUpName)

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3express.html */
const directoryArn = (instance: ResourceInstance): Value =>
  stringOf([
    ...['arn:', partitionOf(instance), ':s3express:', regionPart(instance), ':', accountOf(instance), ':bucket/'],
    ...(toText(directoryName(instance)) ?? []),
  ])

const directoryName = (instance: ResourceInstance): Value =>
  instance.body.argument('bucket') ??
  instance.unknownAttribute('bucket', { domain: 'bucket', expansion: [partOf(instance.unknownAttribute('bucket_base')), '--x-s3'] })

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_directory_bucket */
export const directoryBucket: ResourceModel = {
  attributes: new Map([
    ['id', directoryName],
    ['bucket', directoryName],
    ['arn', directoryArn],
  ]),
}
