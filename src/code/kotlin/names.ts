import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { type ClassInfo, type Lowering, plainText, type Receiver, variableOf } from './lowering.ts'
import { partsOf } from './nodes.ts'
import { byFullName, inPackages } from './unit.ts'

/** The variable that holds the instance around an object that is made inside it. */
export const instanceName = (owner: Pick<ClassInfo, 'name'>): string => `${owner.name}$this`

/** `this` of a class, as seen from here. */
const instanceOf = (owner: ClassInfo, at: Span, lowering: Lowering): Expression => {
  if (owner === lowering.owner) return lowering.isStatic ? nameOf(owner.name, at) : { kind: 'this', ...spanOf(at) }
  return nameOf(owner.isObject && !/\$\d/.test(owner.name) ? owner.name : instanceName(owner), at)
}

/** `this`, or `this@Label`. */
export const lowerThis = (label: string | null, at: Span, lowering: Lowering): Expression => {
  for (const owner of label === null ? [] : ownersFrom(lowering))
    if (owner.name.replace(/^.*\$/, '') === label) return instanceOf(owner, at, lowering)
  const receiver = lowering.receivers.findLast(({ isGuess }) => !isGuess)
  if (receiver) return nameOf(receiver.variable, at)
  if (lowering.owner) return instanceOf(lowering.owner, at, lowering)
  const guess = lowering.receivers.at(-1)
  return guess ? nameOf(guess.variable, at) : opaque(at, 'it is `this` outside of a class')
}

const ownersFrom = (lowering: Lowering): readonly ClassInfo[] => {
  const owners: ClassInfo[] = []
  for (let at = lowering.owner; at; at = at.outer) owners.push(at)
  return owners
}

/** A member of a class around, by its name alone. */
export const ownMember = (name: string, at: Span, lowering: Lowering): Expression | undefined => {
  const owner = ownersFrom(lowering).find(({ members }) => members.has(name))
  if (!owner) return undefined
  const isStatic = owner.members.get(name)?.isStatic ?? false
  return memberOf(isStatic ? nameOf(owner.name, at) : instanceOf(owner, at, lowering), name, at)
}

/** What a name that stands alone means, as far as the file itself says. */
const knownName = (name: string, at: Span, lowering: Lowering): Expression | undefined => {
  const variable = variableOf(lowering.scope, name)
  if (variable !== undefined) return nameOf(variable, at)
  const own = ownMember(name, at, lowering)
  if (own) return own
  for (const owner of ownersFrom(lowering)) {
    const nested = owner.nested.get(name)
    if (nested !== undefined) return nameOf(nested, at)
  }
  const imported = lowering.unit.imports.get(name)
  if (imported) return byFullName(imported, at)
  return lowering.unit.names.has(name) ? nameOf(name, at) : undefined
}

const packagesOf = ({ unit }: Lowering): readonly string[] => [unit.package, ...unit.wildcards]

/** Whose member a name may be that the file does not declare: that of a receiver, or of a class that its own extends. */
const holderOf = (lowering: Lowering, at: Span): Expression | undefined => {
  const receiver: Receiver | undefined = lowering.receivers.findLast(({ isGuess }) => !isGuess)
  if (receiver) return nameOf(receiver.variable, at)
  const heir = ownersFrom(lowering).find(({ inherits }) => inherits)
  return heir ? instanceOf(heir, at, lowering) : undefined
}

/** A name that stands alone: a variable, a member of a class around, something of the package or imported. */
export const lowerName = (name: string, at: Span, lowering: Lowering): Expression => {
  const known = knownName(name, at, lowering)
  if (known) return known
  const holder = /^[A-Z]/.test(name) ? undefined : holderOf(lowering, at)
  if (!holder) return inPackages(packagesOf(lowering), name, at)
  return {
    kind: 'binary',
    operator: '??',
    left: inPackages(packagesOf(lowering), name, at, true),
    right: memberOf(holder, name, at),
    ...spanOf(at),
  }
}

/** A call of a name alone; what an unknown name means is decided when it is looked up. */
export const lowerNamedCall = (
  name: string,
  nameNode: Span,
  lowering: Lowering,
  call: (callee: Expression) => Expression,
): Expression => {
  const known = knownName(name, nameNode, lowering)
  if (known) return call(known)
  const holder = /^[A-Z]/.test(name) ? undefined : holderOf(lowering, nameNode)
  if (!holder) return call(inPackages(packagesOf(lowering), name, nameNode))
  const declared = inPackages(packagesOf(lowering), name, nameNode, true)
  return {
    kind: 'conditional',
    test: declared,
    whenTrue: call(declared),
    whenFalse: call(memberOf(holder, name, nameNode)),
    ...spanOf(nameNode),
  }
}

/** Where a name is assigned to: in a lambda for a builder, that is the builder's property. */
export const lowerTarget = (name: string, at: Span, lowering: Lowering): Expression => {
  const variable = variableOf(lowering.scope, name)
  if (variable !== undefined) return nameOf(variable, at)
  const receiver = lowering.receivers.at(-1)
  if (receiver) return memberOf(nameOf(receiver.variable, at), name, at)
  return (
    ownMember(name, at, lowering) ??
    (lowering.unit.names.has(name) || !lowering.owner ? nameOf(name, at) : memberOf(lowerThis(null, at, lowering), name, at))
  )
}

/** A type, without what is generic about it. */
export const lowerType = (node: SyntaxNode, lowering: Lowering): Expression => {
  const names = identifiersOf(node).map((part) => plainText(part, lowering))
  const [first = '', ...rest] = names
  if (/^[a-z]/.test(first) && rest.length > 0) return byFullName(names, node)
  return rest.reduce<Expression>((object, name) => memberOf(object, name, node), lowerName(first, node, lowering))
}

const identifiersOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.type === 'identifier'
    ? [node]
    : partsOf(node).flatMap((part) => (part.type === 'identifier' || part.type === 'user_type' ? identifiersOf(part) : []))

/** The type of a parameter or a property, where it may be a library's. */
export const typeOf = (node: SyntaxNode, lowering: Lowering): { readonly type?: Expression } => {
  const type = node.children.find((child) => child.type === 'user_type' || child.type === 'nullable_type')
  const named = type?.type === 'nullable_type' ? partsOf(type).find((child) => child.type === 'user_type') : type
  const text = named ? lowering.textOf(named).replace(/<.*$/s, '') : ''
  if (!named || /^(?:String|Any|Int|Long|Boolean|Double|Float|Byte|Short|Char|Unit|List|Map|Set|[A-Z]\d?)$/.test(text)) return {}
  // The program's own are not read for it.
  const path = text.includes('.') ? text.split('.') : lowering.unit.imports.get(text)
  return path ? { type: byFullName(path, named) } : {}
}
