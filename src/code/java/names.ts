import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { memberOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { type ClassInfo, instanceName, type Lowering, variableType } from './lowering.ts'
import { partsOf } from './nodes.ts'
import { byFullName, bySimpleName, type Purpose } from './unit.ts'

/** The members of a class, as seen from here: through `this`, the instance around, or the class. */
export const through = (owner: ClassInfo, isStatic: boolean, at: Span, lowering: Lowering): Expression => {
  if (isStatic || !lowering.owner) return nameOf(owner.name, at)
  if (owner === lowering.owner && lowering.isStatic) return nameOf(owner.name, at)
  let object: Expression = { kind: 'this', ...spanOf(at) }
  for (let here: ClassInfo = lowering.owner; here !== owner && here.outer; here = here.outer) {
    const name = instanceName(here.outer)
    if (here.place === 'local') object = nameOf(name, at)
    else if (here.isInner) object = memberOf(object, name, at)
    else return nameOf(owner.name, at)
  }
  return object
}

const ownersFrom = (lowering: Lowering): readonly ClassInfo[] => {
  const owners: ClassInfo[] = []
  for (let at = lowering.owner; at; at = at.outer) owners.push(at)
  return owners
}

/** A name that stands alone: a variable, a field of a class around, something imported, or a type. */
export const lowerName = (name: string, node: Span, lowering: Lowering): Expression => {
  if (variableType(lowering.scope, name) !== undefined) return nameOf(name, node)
  return memberByName(name, node, lowering, 'fields') ?? typeByName(name, node, lowering)
}

/** A method that is called by its name alone. */
export const lowerMethodName = (name: string, node: Span, lowering: Lowering): Expression =>
  memberByName(name, node, lowering, 'methods') ?? nameOf(name, node)

const memberByName = (name: string, at: Span, lowering: Lowering, of: 'fields' | 'methods'): Expression | undefined => {
  const owners = ownersFrom(lowering)
  const declaring = owners.find((owner) => owner[of].has(name))
  if (declaring) return memberOf(through(declaring, declaring[of].get(name)?.isStatic ?? false, at, lowering), name, at)
  const imported = lowering.unit.members.get(name)
  if (imported) return byFullName(imported, at)
  if (of === 'fields' && isType(name, lowering)) return undefined
  const [wildcard] = lowering.unit.memberWildcards
  const heir = owners.find((owner) => owner.inherits)
  if (heir && (of === 'methods' || !wildcard)) return memberOf(through(heir, false, at, lowering), name, at)
  return wildcard ? memberOf(byFullName(wildcard, at), name, at) : undefined
}

/** Constants are all capitals; a type that is, too, is told by being imported or declared. */
const isType = (name: string, lowering: Lowering): boolean =>
  lowering.unit.types.has(name) ||
  lowering.unit.classes.has(name) ||
  ownersFrom(lowering).some((owner) => owner.nested.has(name)) ||
  /^[A-Z]\w*[a-z]/.test(name)

const typeByName = (name: string, at: Span, lowering: Lowering, purpose: Purpose = 'use'): Expression => {
  if (variableType(lowering.scope, name) !== undefined) return nameOf(name, at)
  for (const owner of ownersFrom(lowering)) {
    const nested = owner.nested.get(name)
    if (nested !== undefined) return nameOf(nested, at)
  }
  if (lowering.unit.classes.has(name)) return nameOf(name, at)
  const full = lowering.unit.types.get(name)
  if (full) return byFullName(full, at, purpose)
  return /^[A-Z]/.test(name) ? bySimpleName(name, lowering.unit, at, purpose) : nameOf(name, at)
}

/** `java.nio.file.Path`, unless it begins with a variable. */
export const lowerQualified = (segments: readonly string[], at: Span, lowering: Lowering): Expression | undefined => {
  const [first = ''] = segments
  const isPackage = /^[a-z]/.test(first) && segments.some((segment) => /^[A-Z]/.test(segment))
  if (!isPackage || variableType(lowering.scope, first) !== undefined) return undefined
  if (ownersFrom(lowering).some((owner) => owner.fields.has(first)) || lowering.unit.members.has(first)) return undefined
  const isRoot = /^(?:com|org|net|io|java|javax|jakarta|software|dev|me|co|edu|gov|lombok|kotlin|scala|aws)$/.test(first)
  return isRoot || lowering.unit.package.split('/')[0] === first ? byFullName(segments, at) : undefined
}

/** A type without what is generic about it; see `Purpose`. */
export const lowerType = (node: SyntaxNode, lowering: Lowering, purpose: Purpose = 'use'): Expression => {
  switch (node.type) {
    case 'generic_type':
    case 'annotated_type': {
      const inner = partsOf(node).find((part) => part.type.endsWith('type_identifier'))
      return inner ? lowerType(inner, lowering, purpose) : typeByName(lowering.textOf(node), node, lowering, purpose)
    }
    case 'scoped_type_identifier': {
      const segments = lowering
        .textOf(node)
        .replace(/<[^>]*>|\s+/g, '')
        .split('.')
      const [first = '', ...rest] = segments
      if (/^[a-z]/.test(first)) return byFullName(segments, node, purpose)
      return rest.reduce<Expression>((object, name) => memberOf(object, name, node), typeByName(first, node, lowering, purpose))
    }
    default:
      return typeByName(lowering.textOf(node), node, lowering, purpose)
  }
}

/** The type of a parameter, a field or a variable, where it may be a library's. */
export const typeOf = (node: SyntaxNode, lowering: Lowering): { readonly type?: Expression } => {
  const type = node.children.find((child) => child.field === 'type')
  const isNamed = type && /^(?:type_identifier|scoped_type_identifier|generic_type)$/.test(type.type)
  // Parameters of generic types are single letters by convention.
  if (!type || !isNamed || /^(?:var|String|Object|[A-Z]\d?)$/.test(lowering.textOf(type))) return {}
  return { type: lowerType(type, lowering, 'type') }
}

/** As it is written, without what is generic about it. */
export const typeText = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): string | null => {
  const type = node.children.find((child) => child.field === 'type')
  return type ? lowering.textOf(type).replace(/<.*$/s, '') : null
}
