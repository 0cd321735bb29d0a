import type { Block } from '../hcl/ast.ts'
import { attributeOf } from '../load/module-config.ts'
import { markSensitive, nullValue } from '../value/construct.ts'
import { toBool } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { evaluateExpression } from './expression.ts'
import { type Scope, scopeAt } from './scope.ts'
import { convertTo, readType } from './type-constraint.ts'

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
  return says('sensitive') ? markSensitive(converted) : converted
}
