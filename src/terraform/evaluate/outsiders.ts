import { locate } from '../../source/source-file.ts'
import type { Block } from '../hcl/ast.ts'
import { argumentOf, type Declared, passedArguments } from '../load/module-config.ts'
import { elementsOf } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { expandBlock } from './expansion.ts'
import { evaluateExpression } from './expression.ts'
import type { Elsewhere, ResourceModels } from './resource-model.ts'
import { type Scope, scopeAt } from './scope.ts'

const MAXIMUM_DEPTH = 20

/** The resource instances of which attributes are in a value. */
const referencesIn = (value: Value, depth: number): readonly string[] => {
  if (value.reference !== undefined) return [value.reference]
  if (depth > MAXIMUM_DEPTH) return []
  return (elementsOf(value) ?? []).flatMap((element) => referencesIn(element, depth + 1))
}

/** What the call of a module that is not installed may do: anything, with what it is given. */
export const outsiderOf = (address: string, call: Declared<Block>, scope: Scope): Elsewhere => {
  const passed = passedArguments(call.node)
  const given = expandBlock(call.node, scope).flatMap((expanded) =>
    passed.map((attribute) => evaluateExpression(attribute.value, scopeAt(expanded.scope, attribute))),
  )
  const references = [...new Set(given.flatMap((value) => referencesIn(value, 0)))]
  const reason = `the module ${address} is given it and is not installed`
  return { reason, location: locate(call.file, call.node), references }
}

/**
 * What Terraform forgets and does not destroy: where a plan does not say what of it is there, it may still do what it did.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export const forgotten = ({ node, file }: Declared<Block>, models: ResourceModels): Elsewhere | undefined => {
  const from = argumentOf(node, 'from')
  const stays = node.body.blocks.some((block) => {
    const destroy = block.type === 'lifecycle' ? argumentOf(block, 'destroy') : undefined
    return destroy?.kind === 'literal' && destroy.value === false
  })
  if (!from || !stays) return undefined
  const address = file.text.slice(from.start, from.end).replaceAll('"', '')
  const names = address.split('.')
  const isModule = names.length === 2 && names[0] === 'module'
  if (!isModule && !names.some((name) => models.get(name)?.lasts)) return undefined
  return { reason: `${address} is removed from the state and not destroyed`, location: locate(file, node), references: null }
}
