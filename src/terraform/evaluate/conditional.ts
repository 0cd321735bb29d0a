import type { Conditional } from '../hcl/ast.ts'
import { markSensitive, set, unknown } from '../value/construct.ts'
import { toBool } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { unify } from '../value/unify.ts'
import type { UnknownValue, Value } from '../value/value.ts'
import { evaluateExpression } from './expression.ts'
import { isManageable, tooLarge } from './limits.ts'
import { describe } from './operators.ts'
import { failed, locationIn, quietly, type Scope } from './scope.ts'

/** https://developer.hashicorp.com/terraform/language/expressions/conditionals */
export const evaluateConditional = (expression: Conditional, scope: Scope): Value => {
  const condition = toBool(evaluateExpression(expression.condition, scope))
  const result = resultOf(expression, condition, scope)
  return condition?.sensitive ? markSensitive(result) : result
}

const resultOf = (expression: Conditional, condition: Value | undefined, scope: Scope): Value => {
  switch (condition?.kind) {
    case 'bool': {
      const [chosen, other] = condition.value ? [expression.then, expression.else] : [expression.else, expression.then]
      return likeTheOther(evaluateExpression(chosen, scope), () => evaluateExpression(other, quietly(scope)))
    }
    case 'unknown':
      return eitherOf(expression, condition, scope)
    case 'null':
      return failed(
        scope,
        expression.condition,
        'Null condition',
        'The condition value is null. Conditions must either be true or false.',
      )
    default:
      return failed(scope, expression.condition, 'Incorrect condition type', 'The condition expression must be of type bool.')
  }
}

/** What may not be chosen is not wrong, whatever it is. */
const eitherOf = (expression: Conditional, condition: UnknownValue, scope: Scope): Value => {
  const [yes, no] = [evaluateExpression(expression.then, quietly(scope)), evaluateExpression(expression.else, quietly(scope))]
  if (!isManageable(yes) || !isManageable(no)) return tooLarge(scope, expression)
  if (equals(yes, no) === 'yes') return yes
  return {
    ...unknown(`(${describe(condition)} ? ${describe(yes)} : ${describe(no)})`, condition.reason),
    options: [likeTheOther(yes, () => no), likeTheOther(no, () => yes)],
    origin: locationIn(scope, expression),
  }
}

/** The result of a conditional has one type, whichever side is chosen: `true ? 1 : "a"` is `"1"`. */
const likeTheOther = (chosen: Value, other: () => Value): Value => {
  switch (chosen.kind) {
    case 'null':
    case 'unknown':
    case 'string':
    case 'set':
      return chosen
    case 'bool':
    case 'number':
    case 'map':
    case 'object':
      return unifiedWith(chosen, other())
    case 'list':
    case 'tuple': {
      const compared = other()
      const unified = unifiedWith(chosen, compared)
      return compared.kind === 'set' && 'elements' in unified ? { ...unified, ...set(unified.elements) } : unified
    }
  }
}

const unifiedWith = (chosen: Value, other: Value): Value =>
  other.kind === 'null' || other.kind === 'unknown' ? chosen : (unify([chosen, other])?.[0] ?? chosen)
