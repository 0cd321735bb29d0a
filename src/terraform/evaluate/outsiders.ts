import { locate } from '../../source/source-file.ts'
import type { Block } from '../hcl/ast.ts'
import type { Declared } from '../load/module-config.ts'
import { elementsOf } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { expandBlock } from './expansion.ts'
import { evaluateExpression } from './expression.ts'
import type { Elsewhere } from './resource-model.ts'
import { type Scope, scopeAt } from './scope.ts'

/** Arguments of a call that are for Terraform, not for the module. */
const NOT_PASSED = new Set(['source', 'version', 'count', 'for_each', 'depends_on', 'providers'])

const MAXIMUM_DEPTH = 20

/** The resource instances of which attributes are in a value. */
const referencesIn = (value: Value, depth: number): readonly string[] => {
  if (value.reference !== undefined) return [value.reference]
  if (depth > MAXIMUM_DEPTH) return []
  return (elementsOf(value) ?? []).flatMap((element) => referencesIn(element, depth + 1))
}

/** What the call of a module that is not installed may do: anything, with what it is given. */
export const outsiderOf = (address: string, call: Declared<Block>, scope: Scope): Elsewhere => {
  const passed = call.node.body.attributes.filter(({ name }) => !NOT_PASSED.has(name))
  const given = expandBlock(call.node, scope).flatMap((expanded) =>
    passed.map((attribute) => evaluateExpression(attribute.value, scopeAt(expanded.scope, attribute))),
  )
  const references = [...new Set(given.flatMap((value) => referencesIn(value, 0)))]
  const reason = `the module ${address} is given it and is not installed`
  return { reason, location: locate(call.file, call.node), references }
}
