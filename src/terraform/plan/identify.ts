import { isObject, member } from './json.ts'

/** What a JSON document is, of those that Terraform and OpenTofu write. */
export type DocumentKind = 'plan' | NotPlan

type NotPlan =
  | 'state'
  | 'state file'
  | 'provider schemas'
  | 'events'
  | 'validation'
  | 'configuration'
  | 'functions'
  | 'version'
  | 'encrypted'
  | 'remote plan'
  | 'other'

const has = (data: unknown, ...keys: readonly string[]): boolean => keys.every((key) => member(data, key) !== undefined)

/** What a document is, by the keys at its top; versions of Terraform differ in what else there is. */
export const identify = (data: unknown): DocumentKind => {
  if (!isObject(data)) return 'other'
  if (has(data, 'encrypted_data') || has(data, 'encryption_version')) return 'encrypted'
  if (has(data, 'planned_values') || has(data, 'resource_changes')) return 'plan'
  if (has(data, 'format_version', 'configuration') || (has(data, 'format_version') && has(data, 'prior_state'))) return 'plan'
  if (has(data, 'remote_plan_format')) return 'remote plan'
  if (has(data, '@level') || has(data, '@message')) return 'events'
  if (has(data, 'provider_schemas')) return 'provider schemas'
  if (has(data, 'function_signatures')) return 'functions'
  if (has(data, 'valid', 'diagnostics')) return 'validation'
  if (typeof member(data, 'version') === 'number' && (has(data, 'lineage') || has(data, 'serial'))) return 'state file'
  if (has(data, 'format_version', 'values')) return 'state'
  if (has(data, 'terraform_version', 'platform')) return 'version'
  // A state without resources says nothing else.
  if (has(data, 'format_version')) return 'state'
  if (['resource', 'data', 'module', 'terraform', 'provider'].some((key) => isObject(member(data, key)))) return 'configuration'
  return 'other'
}

/** What to do instead of giving something that is no plan. */
export const howToGetJson =
  'Make a plan with "terraform plan -out plan.tfplan", and give plan.tfplan or the output of "terraform show -json plan.tfplan".'

/** What to say instead of scanning it. */
export const explainKind = (shown: string, kind: NotPlan): string => {
  switch (kind) {
    case 'state':
      return `${shown} is the JSON of a state, not of a plan: "terraform show -json" without a plan file prints the state. ${howToGetJson}`
    case 'state file':
      return `${shown} is a state file, not a plan. ${howToGetJson}`
    case 'provider schemas':
      return `${shown} is the output of "terraform providers schema -json", not a plan. ${howToGetJson}`
    case 'events':
      return `${shown} is the log of "terraform plan -json" (or apply), which does not hold the plan itself. ${howToGetJson}`
    case 'validation':
      return `${shown} is the output of "terraform validate -json", not a plan. ${howToGetJson}`
    case 'functions':
      return `${shown} is the output of "terraform metadata functions -json", not a plan. ${howToGetJson}`
    case 'version':
      return `${shown} is the output of "terraform version -json", not a plan. ${howToGetJson}`
    case 'configuration':
      return `${shown} looks like Terraform configuration in JSON: give the folder that it is in. To scan a plan: ${howToGetJson}`
    case 'encrypted':
      return `${shown} is an encrypted OpenTofu plan (or state), which only OpenTofu can read: give the output of "tofu show -json" for that plan instead.`
    case 'remote plan':
      return `${shown} names a plan that HCP Terraform keeps, and does not hold it: give the output of "terraform show -json" for it instead.`
    case 'other':
      return `${shown} is JSON, and not a plan. ${howToGetJson}`
  }
}
