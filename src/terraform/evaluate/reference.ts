import { formatResource } from '../address/address.ts'
import type { Expression } from '../hcl/ast.ts'
import { unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { failed, locationIn, type Scope } from './scope.ts'

interface Step {
  readonly root: string
  /** The attribute names that follow the root, as far as there are only names. */
  readonly names: readonly string[]
}

/** The expression as a chain of names, or undefined if something else than names is in it. */
const chainOf = (expression: Expression): Step | undefined => {
  const names: string[] = []
  let at = expression
  while (at.kind === 'attr') {
    names.push(at.name)
    at = at.object
  }
  return at.kind === 'variable' ? { root: at.name, names: names.reverse() } : undefined
}

/** What other objects begin with, so that a mistaken name is told apart from the type of a resource. */
const NAMESPACES = new Set([
  'var',
  'local',
  'module',
  'data',
  'resource',
  'path',
  'terraform',
  'tofu',
  'each',
  'count',
  'self',
  'ephemeral',
])

/**
 * The value of an expression that is a reference and nothing more (`var.name`, `aws_s3_bucket.logs`, `each.key`), or
 * undefined for everything else, which is then taken apart.
 * https://developer.hashicorp.com/terraform/language/expressions/references
 */
export const evaluateReference = (expression: Expression, scope: Scope): Value | undefined => {
  if (expression.kind !== 'variable' && expression.kind !== 'attr') return undefined
  const chain = chainOf(expression)
  if (!chain) return undefined
  const { root, names } = chain
  const [first, second] = names
  const named = scope.names.get(root)
  if (named) return names.length === 0 ? named : undefined
  const at = locationIn(scope, expression)
  if (scope.closed) {
    if (names.length > 0) return undefined
    return failed(
      scope,
      expression,
      'Invalid reference',
      `The template refers to "${root}", and no variable of that name is passed to it.`,
    )
  }
  switch (root) {
    case 'var':
      return names.length === 1 && first !== undefined ? scope.module.variable(first, at) : undefined
    case 'local':
      return names.length === 1 && first !== undefined ? scope.module.local(first, at) : undefined
    case 'module':
      return names.length === 1 && first !== undefined ? scope.module.moduleCall(first, at) : undefined
    case 'path':
    case 'terraform':
      if (names.length !== 1 || first === undefined) return undefined
      if (root === 'terraform' && first === 'applying')
        return { ...unknown('terraform.applying', 'it is true only during apply'), origin: at }
      return (
        scope.module.ambient(root, first) ??
        failed(
          scope,
          expression,
          `Invalid "${root}" attribute`,
          `The "${root}" object does not have an attribute named "${first}".`,
        )
      )
    // OpenTofu's name for it.
    case 'tofu':
      return names.length === 1 && first !== undefined ? scope.module.ambient('terraform', first) : undefined
    case 'ephemeral':
      return names.length === 2
        ? { ...unknown(`ephemeral.${first}.${second}`, 'ephemeral values are only there while Terraform runs'), origin: at }
        : undefined
    case 'data':
      return names.length === 2 && first !== undefined && second !== undefined
        ? scope.module.resource(formatResource({ mode: 'data', type: first, name: second }), at)
        : undefined
    // Another way to write a managed resource: resource.aws_s3_bucket.logs.
    case 'resource':
      return names.length === 2 && first !== undefined && second !== undefined
        ? scope.module.resource(formatResource({ mode: 'managed', type: first, name: second }), at)
        : undefined
    default:
      if (NAMESPACES.has(root)) {
        if (names.length > 0) return undefined
        return failed(
          scope,
          expression,
          `Reference to "${root}" in non-${root} context`,
          `The "${root}" object cannot be used here.`,
        )
      }
      return names.length === 1 && first !== undefined
        ? scope.module.resource(formatResource({ mode: 'managed', type: root, name: first }), at)
        : undefined
  }
}
