import type { Splat } from '../hcl/ast.ts'
import { SPLAT_ITEM } from '../hcl/ast.ts'
import { list, markSensitive, tuple } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { anyElement } from './access.ts'
import { evaluateExpression } from './expression.ts'
import { collectionOfUnknown } from './members.ts'
import { describe } from './operators.ts'
import { type Scope, withNames } from './scope.ts'

/** https://developer.hashicorp.com/terraform/language/expressions/splat */
export const evaluateSplat = (expression: Splat, scope: Scope): Value => {
  const collection = evaluateExpression(expression.object, scope)
  const result = splatOver(collection, (item) => evaluateExpression(expression.each, withNames(scope, [[SPLAT_ITEM, item]])))
  return collection.sensitive ? markSensitive(result) : result
}

const splatOver = (collection: Value, apply: (item: Value) => Value): Value => {
  switch (collection.kind) {
    case 'null':
      return tuple([])
    case 'list':
    case 'set':
      return list(collection.elements.map(apply))
    case 'tuple':
      return tuple(collection.elements.map(apply))
    case 'unknown': {
      const each = apply(anyElement(collection))
      return collectionOfUnknown(`[${describe(each)}]`, collection, each, 'splat')
    }
    case 'map':
    case 'object':
    case 'string':
    case 'number':
    case 'bool':
      return tuple([apply(collection)])
  }
}
