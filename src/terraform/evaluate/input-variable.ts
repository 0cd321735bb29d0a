import type { Block } from '../hcl/ast.ts'
import { attributeOf } from '../load/module-config.ts'
import { markSensitive, nullValue, unknown } from '../value/construct.ts'
import { toBool } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { evaluateExpression } from './expression.ts'
import { anonymousId, locationIn, type Scope, scopeAt } from './scope.ts'
import { readType } from './type-constraint.ts'
import { convertTo, formatMismatch, type Mismatch } from './type-conversion.ts'

/**
 * The value of an input variable: what is passed, else its default, else `missing`; of the declared type.
 * https://developer.hashicorp.com/terraform/language/block/variable
 */
export const inputVariable = (block: Block, scope: Scope, passed: Value | undefined, missing: () => Value): Value => {
  const argument = (key: string): Value | undefined => {
    const attribute = attributeOf(block, key)
    return attribute && evaluateExpression(attribute.value, scopeAt(scope, attribute))
  }
  const says = (key: string): boolean | undefined => {
    const flag = toBool(argument(key) ?? nullValue)
    return flag?.kind === 'bool' ? flag.value : undefined
  }
  const refused = passed?.kind === 'null' && says('nullable') === false
  const value = (refused ? undefined : passed) ?? argument('default') ?? missing()
  const type = attributeOf(block, 'type')
  const converted = type ? convertTo(value, readType(type.value), (constant) => evaluateExpression(constant, scope)) : value
  const suitable = converted.kind === 'mismatch' ? unsuitable(block, scope, value, converted) : converted
  return says('sensitive') ? markSensitive(suitable) : suitable
}

/** Terraform refuses such a configuration, so there is no value to go on with. */
const unsuitable = (block: Block, scope: Scope, value: Value, mismatch: Mismatch): Value => {
  const name = block.labels[0]?.value ?? ''
  scope.report({
    severity: 'error',
    summary: 'Invalid value for input variable',
    detail: `The given value is not suitable for the variable "${name}": ${formatMismatch(mismatch)}.`,
    location: value.origin ?? locationIn(scope, block),
  })
  return unknown(anonymousId(scope, `var.${name} `), `the value of the variable "${name}" is not of its type`)
}
