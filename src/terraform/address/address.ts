/** The key of an instance made by `count` or `for_each`. */
export type InstanceKey =
  | { readonly kind: 'none' }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  /** Stands for zero or more instances whose keys could not be determined. */
  | { readonly kind: 'any' }

export interface ModuleStep {
  readonly name: string
  readonly key: InstanceKey
}

/** The path from the root module: empty for the root module itself. */
export type ModuleInstance = readonly ModuleStep[]

export interface Resource {
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
}

/** A resource instance: `module.a["eu"].aws_s3_bucket.logs[0]`. */
export interface Address extends Resource {
  readonly module: ModuleInstance
  readonly key: InstanceKey
}

export const NO_KEY: InstanceKey = { kind: 'none' }
export const ANY_KEY: InstanceKey = { kind: 'any' }
export const intKey = (value: number): InstanceKey => ({ kind: 'int', value })
export const stringKey = (value: string): InstanceKey => ({ kind: 'string', value })

export const formatInstanceKey = (key: InstanceKey): string => {
  switch (key.kind) {
    case 'none':
      return ''
    case 'int':
      return `[${key.value}]`
    case 'string':
      return `[${JSON.stringify(key.value)}]`
    case 'any':
      return '[*]'
  }
}

export const formatModuleInstance = (module: ModuleInstance): string =>
  module.map((step) => `module.${step.name}${formatInstanceKey(step.key)}`).join('.')

/** `aws_s3_bucket`, or `data.aws_s3_bucket` of a data source. */
export const formatType = ({ mode, type }: Pick<Resource, 'mode' | 'type'>): string => (mode === 'data' ? `data.${type}` : type)

/** Without the module and the key: `aws_s3_bucket.logs`. */
export const formatResource = (resource: Resource): string => `${formatType(resource)}.${resource.name}`

/** As Terraform writes it: `module.a["eu"].aws_s3_bucket.logs[0]`. */
export const formatAddress = (address: Address): string => {
  const prefix = formatModuleInstance(address.module)
  return `${prefix === '' ? '' : `${prefix}.`}${formatResource(address)}${formatInstanceKey(address.key)}`
}
