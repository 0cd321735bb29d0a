import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { type Lowering, ownersFrom, type TypeInfo, variableIn } from './lowering.ts'
import { partsOf, thisOf } from './nodes.ts'

/**
 * What a type is wanted for. `type`: what its name alone tells. `base`: an interface or class that matters only if it is the
 * program's own or a library's class. `injected`: the object that a container makes for it. `service`: the same where it is
 * evident that a container makes it. `options`, `section`: settings that a container fills, and from where. `is-type`: whether
 * a name is a type at all. `handler`: what a mediator calls for a request. `function`: one of the types whose methods every
 * file may call by their names alone.
 */
export type Purpose = 'use' | 'type' | 'base' | 'injected' | 'service' | 'options' | 'section' | 'is-type' | 'handler' | 'function'

export const marks: Readonly<Record<Purpose, string>> = {
  use: '',
  type: '~',
  base: '?',
  injected: '!',
  service: '$',
  options: '%',
  section: '#',
  'is-type': '^',
  handler: '&',
  function: '=',
}

/** How a module is written: `>` where the name stands `>` the name; for an import scan, where it stands is not known. */
const typeModule = (around: string, name: string, purpose: Purpose = 'use'): string => `>${around}>${name}${marks[purpose]}`

/** A type is read when it is first used: files that mention each other need no order. */
export const typeNamed = (
  name: string,
  at: Span,
  lowering: Pick<Lowering, 'owner' | 'namespace' | 'unit'>,
  purpose: Purpose = 'use',
): Expression => {
  const [first = '', ...rest] = name.split('.')
  const alias = lowering.unit.aliases.get(first)
  const full = alias === undefined ? name : [alias, ...rest].join('.')
  return { kind: 'import', module: typeModule(lowering.owner?.name ?? lowering.namespace, full, purpose), ...spanOf(at) }
}

/** The members of a type, as seen from here: through `this` or the type. */
const through = (owner: TypeInfo, isStatic: boolean, at: Span, lowering: Lowering): Expression =>
  isStatic || owner !== lowering.owner || lowering.isStatic ? nameOf(owner.name, at) : thisOf(at)

/** A name that stands alone: a variable, a member of a type around, or a type. */
export const lowerName = (name: string, node: Span, lowering: Lowering): Expression => {
  if (variableIn(lowering.scope, name) !== undefined) return nameOf(name, node)
  return memberByName(name, node, lowering) ?? typeOrInherited(name, name, node, lowering)
}

/** A method that is called by its name alone. */
export const lowerMethodName = (name: string, node: Span, lowering: Lowering): Expression => {
  if (variableIn(lowering.scope, name) !== undefined) return nameOf(name, node)
  const own = memberByName(name, node, lowering)
  if (own) return own
  const [wildcard] = lowering.unit.statics
  const heir = ownersFrom(lowering).find((owner) => owner.inherits)
  if (heir && wildcard === undefined) return memberOf(through(heir, false, node, lowering), name, node)
  return wildcard === undefined
    ? typeNamed(name, node, lowering, 'function')
    : memberOf(typeNamed(wildcard, node, lowering), name, node)
}

const memberByName = (name: string, at: Span, lowering: Lowering): Expression | undefined => {
  const declaring = ownersFrom(lowering).find((owner) => owner.members.has(name))
  if (!declaring) return undefined
  return memberOf(through(declaring, declaring.members.get(name)?.isStatic ?? false, at, lowering), name, at)
}

/** Whether a name can only be a type here, as far as this file tells. */
const isDeclaredType = (name: string, lowering: Lowering): boolean =>
  lowering.unit.aliases.has(name) || ownersFrom(lowering).some((owner) => owner.nested.has(name) || owner.simpleName === name)

/** `Bucket` may be a property of a base or of another part of the class: the resolver knows whether there is such a type. */
const typeOrInherited = (name: string, chain: string, at: Span, lowering: Lowering): Expression => {
  const heir = ownersFrom(lowering).find((owner) => owner.inherits)
  const [wildcard] = lowering.unit.statics
  const isLower = /^[a-z_]/.test(name)
  const inherited = heir && memberOf(through(heir, false, at, lowering), name, at)
  if (isLower)
    return inherited ?? (wildcard === undefined ? nameOf(name, at) : memberOf(typeNamed(wildcard, at, lowering), name, at))
  const type = typeNamed(chain, at, lowering)
  const other = inherited ?? (wildcard === undefined ? undefined : memberOf(typeNamed(wildcard, at, lowering), name, at))
  if (!other || isDeclaredType(name, lowering)) return type
  const whenFalse = chain
    .split('.')
    .slice(1)
    .reduce<Expression>((object, part) => memberOf(object, part, at), other)
  return { kind: 'conditional', test: typeNamed(chain, at, lowering, 'is-type'), whenTrue: type, whenFalse, ...spanOf(at) }
}

/** `Acme.Store.Default`: the names of a chain that begins with what is no variable; undefined if it begins with one. */
export const lowerChain = (node: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const text = lowering.textOf(node).replace(/^global::|\s+/g, '')
  if (!/^[A-Z]\w*(?:\.\w+)*$/.test(text)) return undefined
  const [first = ''] = text.split('.')
  if (variableIn(lowering.scope, first) !== undefined || ownersFrom(lowering).some((owner) => owner.members.has(first)))
    return undefined
  return typeOrInherited(first, text, node, lowering)
}

/** The name of a type without what is generic, nullable or a list about it; null for one of the language's own. */
export const typeName = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): string | null => {
  switch (node.type) {
    case 'identifier':
      return lowering.textOf(node)
    case 'generic_name': {
      const [name] = partsOf(node)
      return name ? lowering.textOf(name) : null
    }
    case 'nullable_type':
    case 'ref_type':
    case 'scoped_type': {
      const inner = partsOf(node)[0]
      return inner ? typeName(inner, lowering) : null
    }
    case 'qualified_name':
    case 'alias_qualified_name':
      return lowering.textOf(node).replace(/^.*::|<[^<>]*(?:<[^<>]*>[^<>]*)*>|\s+/g, '')
    default:
      return null
  }
}

/** `Task<Report>` is a `Report`: what is awaited is the value itself. */
export const typeArguments = (node: SyntaxNode): readonly SyntaxNode[] => {
  const inner = node.type === 'nullable_type' ? partsOf(node)[0] : node
  const named = inner?.type === 'qualified_name' ? inner.children.find((child) => child.type === 'generic_name') : inner
  const list = named?.children.find((child) => child.type === 'type_argument_list')
  return list ? partsOf(list) : []
}

export const isGeneric = (name: string, lowering: Pick<Lowering, 'owner'>): boolean =>
  /^T(?:[A-Z]\w*)?$|^[A-Z]$/.test(name) || ownersFrom(lowering).some((owner) => owner.generics.has(name))

export const lowerType = (node: SyntaxNode, lowering: Lowering, purpose: Purpose = 'use'): Expression => {
  const name = typeName(node, lowering)
  if (name === null || isGeneric(name, lowering)) return opaque(node, `it is a ${lowering.textOf(node).slice(0, 40)}`)
  return typeNamed(name, node, lowering, purpose)
}
