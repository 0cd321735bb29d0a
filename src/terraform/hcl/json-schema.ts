import type { StringForm } from './json-expression.ts'

/** How Terraform reads a property of a body. Whether `either` is an argument or blocks, only a provider's schema tells. */
export type PropertyForm =
  | { readonly kind: StringForm }
  | { readonly kind: 'block'; readonly labels: number; readonly schema: BodySchema }

export interface BodySchema {
  readonly forms: ReadonlyMap<string, PropertyForm>
  readonly others: PropertyForm
}

const expression: PropertyForm = { kind: 'expression' }
const literal: PropertyForm = { kind: 'literal' }
const reference: PropertyForm = { kind: 'reference' }
const either: PropertyForm = { kind: 'either' }

const schema = (others: PropertyForm, forms: Readonly<Record<string, PropertyForm>> = {}): BodySchema => ({
  others,
  forms: new Map(Object.entries(forms)),
})

const block = (labels: number, of: BodySchema): PropertyForm => ({ kind: 'block', labels, schema: of })

const condition = block(0, schema(expression))

const lifecycle = block(
  0,
  schema(literal, {
    ignore_changes: reference,
    replace_triggered_by: reference,
    enabled: expression,
    precondition: condition,
    postcondition: condition,
  }),
)

const connection = block(0, schema(expression))

const provisioner = block(1, schema(expression, { when: reference, on_failure: reference, connection }))

const resource = block(
  2,
  schema(either, {
    count: expression,
    for_each: expression,
    provider: reference,
    depends_on: reference,
    lifecycle,
    connection,
    provisioner,
  }),
)

/**
 * The blocks of Terraform's language and its JSON syntax.
 * https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
export const configurationSchema: BodySchema = schema(expression, {
  resource,
  data: resource,
  ephemeral: resource,
  module: block(1, schema(expression, { version: literal, providers: reference, depends_on: reference })),
  variable: block(1, schema(literal, { type: reference, validation: condition })),
  output: block(1, schema(expression, { description: literal, depends_on: reference, precondition: condition })),
  locals: block(0, schema(expression)),
  provider: block(1, schema(either, { alias: literal, version: literal, for_each: expression })),
  terraform: block(
    0,
    schema(literal, {
      backend: block(1, schema(expression)),
      cloud: block(0, schema(expression)),
      required_providers: block(0, schema(literal)),
      provider_meta: block(1, schema(expression)),
      encryption: block(0, schema(either)),
    }),
  ),
  moved: block(0, schema(reference)),
  removed: block(0, schema(reference, { lifecycle, connection, provisioner })),
  import: block(0, schema(expression, { to: reference, provider: reference })),
  check: block(1, schema(expression, { data: resource, assert: condition })),
})
