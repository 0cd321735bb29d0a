import type { Expression } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import type { ClassInfo, Lowering } from './lowering.ts'
import { partsOf } from './nodes.ts'

/**
 * What a framework reads from settings for a field or a parameter, by its annotation; null without one.
 * https://docs.spring.io/spring-framework/reference/core/beans/annotation-config/value-annotations.html
 * https://quarkus.io/guides/config#inject-the-configuration
 */
export const settingFor = (node: SyntaxNode, name: string, lowering: Lowering): Expression | null => {
  const value = argumentsOf(node, 'Value', lowering)?.get('value')
  if (value) return builtIn('propertyText', [lowering.parts.expression(value, lowering)], node)
  const property = argumentsOf(node, 'ConfigProperty', lowering)
  if (!property) return null
  const [itsName, usual] = [property.get('name'), property.get('defaultValue')]
  const owner = `${lowering.unit.package.replaceAll('/', '.')}.${lowering.owner?.name ?? ''}`
  return builtIn(
    'property',
    [
      itsName ? lowering.parts.expression(itsName, lowering) : literalOf(`${owner}.${name}`, node),
      ...(usual ? [lowering.parts.expression(usual, lowering)] : []),
    ],
    node,
  )
}

/**
 * What a class of settings has in a field, which is named behind the prefix of the class; null if it is no such class.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties
 */
export const settingOfClass = (info: ClassInfo, name: string, usual: Expression | null, lowering: Lowering): Expression | null => {
  const found = argumentsOf(info.node, 'ConfigurationProperties', lowering)
  const prefix = found?.get('prefix') ?? found?.get('value')
  const text = prefix?.type === 'string_literal' ? lowering.textOf(prefix).slice(1, -1) : null
  if (!found || (prefix && text === null)) return null
  const full = literalOf(text === null ? name : `${text}.${name}`, info.node)
  return builtIn('property', usual ? [full, usual] : [full], info.node)
}

/** What the framework does itself, as the catalogue calls it: `$java.property`. */
const builtIn = (name: string, values: readonly Expression[], node: SyntaxNode): Expression =>
  callOf(memberOf(nameOf('$java', node), name, node), values, node)

/** Of an annotation, by their names; a single one without a name is its `value`. */
const argumentsOf = (
  node: SyntaxNode,
  annotation: string,
  { textOf }: Pick<Lowering, 'textOf'>,
): ReadonlyMap<string, SyntaxNode> | undefined => {
  const modifiers = node.children.find((child) => child.type === 'modifiers')
  const found = modifiers?.children.find((child) => {
    const name = childOf(child, 'name')
    return name !== undefined && textOf(name).replace(/^.*\./, '') === annotation
  })
  if (!found) return undefined
  const list = childOf(found, 'arguments')
  return new Map(
    (list ? partsOf(list) : []).flatMap((each): readonly (readonly [string, SyntaxNode])[] => {
      if (each.type !== 'element_value_pair') return [['value', each]]
      const [key, value] = [childOf(each, 'key'), childOf(each, 'value')]
      return key && value ? [[textOf(key), value]] : []
    }),
  )
}
