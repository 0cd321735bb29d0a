import type { Location } from '../../../source/source-file.ts'
import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import { elementsOf } from '../../../terraform/value/convert.ts'
import type { Value } from '../../../terraform/value/value.ts'

/** That a role has a policy, as some resource says it: either by the policy's ARN, or with the document itself. */
export interface Attachment {
  /** Of the resource that says so. */
  readonly instance: ResourceInstance
  readonly role: Value
  readonly policy:
    | { readonly kind: 'arn'; readonly value: Value }
    | { readonly kind: 'document'; readonly address: string; readonly read: () => Value | undefined }
  readonly location: Location
  /** Made by a `dynamic` block that may make none. */
  readonly repeated: boolean
}

const each = (value: Value | undefined): readonly Value[] => (value ? (elementsOf(value) ?? [value]) : [])

const byArn = (
  instance: ResourceInstance,
  roles: readonly Value[],
  arns: readonly Value[],
  argument: string,
): readonly Attachment[] =>
  roles.flatMap((role) =>
    arns.map(
      (value): Attachment => ({
        instance,
        role,
        policy: { kind: 'arn', value },
        location: instance.body.argumentLocation(argument),
        repeated: false,
      }),
    ),
  )

/** The attachments that an instance of each type makes; a role makes those of its own arguments. */
const readers: ReadonlyMap<string, (instance: ResourceInstance) => readonly Attachment[]> = new Map([
  [
    'aws_iam_role_policy',
    (instance: ResourceInstance) =>
      each(instance.body.argument('role')).map(
        (role): Attachment => ({
          instance,
          role,
          policy: { kind: 'document', address: instance.id, read: () => instance.body.argument('policy') },
          location: instance.location,
          repeated: false,
        }),
      ),
  ],
  [
    'aws_iam_role_policy_attachment',
    (instance) => byArn(instance, each(instance.body.argument('role')), each(instance.body.argument('policy_arn')), 'policy_arn'),
  ],
  [
    'aws_iam_policy_attachment',
    (instance) => byArn(instance, each(instance.body.argument('roles')), each(instance.body.argument('policy_arn')), 'policy_arn'),
  ],
  [
    'aws_iam_role_policy_attachments_exclusive',
    (instance) =>
      byArn(instance, each(instance.body.argument('role_name')), each(instance.body.argument('policy_arns')), 'policy_arns'),
  ],
  [
    'aws_iam_role',
    (instance) => {
      const self: Value = { ...instance.attribute('name'), reference: instance.id }
      const inline = instance.body.blocks('inline_policy').map(
        (block): Attachment => ({
          instance,
          role: self,
          policy: { kind: 'document', address: instance.id, read: () => block.argument('policy') },
          location: block.location,
          repeated: block.repeated,
        }),
      )
      return [...inline, ...byArn(instance, [self], each(instance.body.argument('managed_policy_arns')), 'managed_policy_arns')]
    },
  ],
])

export const ATTACHING_TYPES: readonly string[] = [...readers.keys()]

export const readAttachments = (instance: ResourceInstance): readonly Attachment[] =>
  readers.get(instance.address.type)?.(instance) ?? []
