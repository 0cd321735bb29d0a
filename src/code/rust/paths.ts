import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { isVariable, type Lowering, partsOf } from './lowering.ts'

/** A module may have the name of a variable. */
export const moduleName = (name: string): string => `mod ${name}`

const importOf = (module: string, at: Span): Expression => ({ kind: 'import', module, ...spanOf(at) })

const membersOf = (object: Expression, names: readonly string[], at: Span): Expression =>
  names.reduce<Expression>((holder, name) => memberOf(holder, name, at), object)

/** Names that are in scope everywhere. https://doc.rust-lang.org/std/prelude/index.html */
const prelude =
  /^(?:String|Vec|Box|Option|Result|Default|From|Into|Iterator|ToString|ToOwned|str|u8|u16|u32|u64|usize|i8|i16|i32|i64|isize|f32|f64|bool|char|drop)$/

/** What a path means: a variable, an item of the file, what it imports, or a crate. */
export const lowerPath = (segments: readonly string[], at: Span, lowering: Lowering): Expression => {
  const [first = '', ...rest] = segments
  if (rest.length === 0 && isVariable(lowering.scope, first)) return nameOf(first, at)
  if (first === 'Self' && lowering.owner !== null)
    return membersOf(lowerPath(lowering.owner.split('::'), at, { ...lowering, owner: null }), rest, at)
  if (first === 'crate' || first === 'super' || first === 'self') return fromModule(segments, at, lowering)
  const own = ownItem(segments, lowering.path, at, lowering)
  if (own) return own
  const used = lowering.unit.uses.get(first)
  // A name may be imported as itself: `use env;`.
  if (used && used.join('::') !== first) return lowerUsed([...used, ...rest], at, lowering)
  if (rest.length === 0) return nameOf(first, at)
  return prelude.test(first) ? membersOf(nameOf(first, at), rest, at) : membersOf(importOf(first, at), rest, at)
}

/** A path of a `use` begins at a crate, or at a module beside the file's own items. */
const lowerUsed = (segments: readonly string[], at: Span, lowering: Lowering): Expression => {
  const [first = '', ...rest] = segments
  if (first === 'crate' || first === 'super' || first === 'self') return fromModule(segments, at, lowering)
  return ownItem(segments, [], at, lowering) ?? membersOf(importOf(first, at), rest, at)
}

const fromModule = (segments: readonly string[], at: Span, lowering: Lowering): Expression => {
  let path = lowering.path
  let index = 0
  const isInside = path.length > 0 && segments[0] !== 'crate'
  while (isInside && index < segments.length && (segments[index] === 'self' || (segments[index] === 'super' && path.length > 0))) {
    if (segments[index] === 'super') path = path.slice(0, -1)
    index += 1
  }
  const left = segments.slice(index)
  if (index > 0) {
    const own = ownItem(left, path, at, lowering)
    if (own) return own
  }
  let count = 0
  while (left[count] === 'super' || (count === 0 && /^(?:crate|self)$/.test(left[0] ?? ''))) count += 1
  return membersOf(importOf(count === 0 ? 'self' : left.slice(0, count).join('::'), at), left.slice(count), at)
}

/** The longest beginning of the path that is an item of the file, seen from a module inside it. */
const ownItem = (segments: readonly string[], path: readonly string[], at: Span, { unit }: Lowering): Expression | undefined => {
  for (let count = segments.length; count > 0; count -= 1) {
    const name = [...path, ...segments.slice(0, count)].join('::')
    if (unit.items.has(name))
      return membersOf(nameOf(unit.modules.has(name) ? moduleName(name) : name, at), segments.slice(count), at)
  }
  return undefined
}

/** The segments of a path without what is generic about it. */
export const segmentsOf = (node: SyntaxNode, lowering: Pick<Lowering, 'textOf'>): readonly string[] => {
  switch (node.type) {
    case 'scoped_identifier':
    case 'scoped_type_identifier': {
      const path = node.children.find((child) => child.field === 'path')
      const name = node.children.find((child) => child.field === 'name')
      return [...(path ? segmentsOf(path, lowering) : []), ...(name ? [lowering.textOf(name)] : [])]
    }
    case 'generic_type':
    case 'generic_function':
    case 'generic_type_with_turbofish': {
      const inner = node.children.find((child) => child.field === 'type' || child.field === 'function')
      return inner ? segmentsOf(inner, lowering) : []
    }
    case 'bracketed_type': {
      const qualified = node.children.find((child) => child.type === 'qualified_type')
      const type = (qualified ?? node).children.find((child) => child.field === 'type' || child.named)
      return type ? segmentsOf(type, lowering) : []
    }
    default:
      return [lowering.textOf(node)]
  }
}

/** What a type is of: references, and what holds another one, are that. */
const holders =
  /^(?:Arc|Rc|Box|Option|Mutex|RwLock|OnceCell|OnceLock|Lazy|LazyLock|LazyCell|Cow|State|Extension|Pin|RefCell|Cell|MutexGuard|Data)$/

const innerType = (node: SyntaxNode, lowering: Lowering, depth = 0): SyntaxNode | undefined => {
  if (depth > 8) return undefined
  if (/^(?:reference_type|dynamic_type|abstract_type|bracketed_type|pointer_type)$/.test(node.type)) {
    const inner = partsOf(node)
      .filter((child) => child.type !== 'lifetime' && child.type !== 'mutable_specifier')
      .at(-1)
    return inner && innerType(inner, lowering, depth + 1)
  }
  if (node.type === 'generic_type') {
    const name = segmentsOf(node, lowering).at(-1) ?? ''
    const list = node.children.find((child) => child.type === 'type_arguments')
    const argument = list && partsOf(list).find((child) => child.type !== 'lifetime')
    if (holders.test(name)) return argument && innerType(argument, lowering, depth + 1)
  }
  return /^(?:type_identifier|scoped_type_identifier|generic_type)$/.test(node.type) ? node : undefined
}

/** The type of a parameter, a field or a variable, where it may be a library's or the program's. */
export const typeOf = (type: SyntaxNode | undefined, lowering: Lowering): { readonly type?: Expression } => {
  const inner = type && innerType(type, lowering)
  if (!inner) return {}
  const segments = segmentsOf(inner, lowering)
  const [first = ''] = segments
  if (segments.length === 1 && (prelude.test(first) || /^[A-Z]\d?$|^(?:Value|Error|HashMap|Self)$/.test(first))) return {}
  return { type: lowerPath(segments, inner, lowering) }
}

export const lowerPathNode = (node: SyntaxNode, lowering: Lowering): Expression => {
  const segments = segmentsOf(node, lowering)
  return segments.length > 0 ? lowerPath(segments, node, lowering) : opaque(node, 'it does not parse')
}
