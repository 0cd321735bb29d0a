import type { Expression, Member, ObjectEntry } from '../ir.ts'
import { callOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { lowerArguments } from './arguments.ts'
import type { Lowering } from './lowering.ts'
import { lowerType, typeName } from './names.ts'
import { assigned, partsOf } from './nodes.ts'

const lists =
  /^(?:List|IList|ICollection|IEnumerable|IReadOnlyList|IReadOnlyCollection|HashSet|ISet|SortedSet|Queue|Stack|LinkedList|Collection|ObservableCollection|ConcurrentBag|ConcurrentQueue|BlockingCollection|ArrayList|ImmutableArray|ImmutableList)$/
const dictionaries =
  /^(?:Dictionary|IDictionary|IReadOnlyDictionary|SortedDictionary|ConcurrentDictionary|Hashtable|NameValueCollection|ImmutableDictionary|FrozenDictionary)$/
export const textBuilder = /^(?:System\.Text\.)?StringBuilder$/

const simpleName = (type: SyntaxNode | undefined, lowering: Lowering): string =>
  (type && typeName(type, lowering)?.replace(/^.*\./, '')) ?? ''

const initialiserIn = (node: SyntaxNode): SyntaxNode | undefined =>
  node.children.find((child) => child.type === 'initializer_expression')

/** `new T(…) { … }`. */
export const lowerCreation = (node: SyntaxNode, lowering: Lowering): Expression => {
  const type = childOf(node, 'type')
  return type ? created(node, type, childOf(node, 'arguments'), lowering) : opaque(node, 'it does not parse')
}

/** `new(…) { … }`, of the type that is expected; of an unknown one, an object with what is set. */
export const lowerImplicitCreation = (node: SyntaxNode, type: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const list = node.children.find((child) => child.type === 'argument_list')
  if (type && typeName(type, lowering) !== null) return created(node, type, list, lowering)
  const initialiser = initialiserIn(node)
  const entries = initialiser ? partsOf(initialiser) : []
  if (
    entries.length > 0 &&
    entries.every((entry) => entry.type === 'assignment_expression' && childOf(entry, 'left')?.type === 'identifier')
  ) {
    const named = entries.flatMap((entry) => {
      const [left, right] = [childOf(entry, 'left'), childOf(entry, 'right')]
      return left && right ? [{ name: lowering.textOf(left), value: lowering.parts.expression(right, lowering) }] : []
    })
    return anonymous(node, named)
  }
  return withInitialiser(
    node,
    opaque(
      node,
      'it is an object of a type that is not named here',
      list ? lowerArguments(list, lowering).map(({ value }) => value) : [],
    ),
    lowering,
  )
}

const created = (node: SyntaxNode, type: SyntaxNode, list: SyntaxNode | undefined, lowering: Lowering): Expression => {
  const given = list ? lowerArguments(list, lowering) : []
  const name = simpleName(type, lowering)
  const initialiser = initialiserIn(node)
  const entries = initialiser ? partsOf(initialiser) : []
  if (textBuilder.test(name)) {
    const [value] = given
    const isText = value && !(value.value.kind === 'literal' && typeof value.value.value === 'number')
    return isText ? value.value : { kind: 'literal', value: '', ...spanOf(node) }
  }
  if (initialiser && given.length === 0 && lists.test(name)) return listOf(node, entries, lowering)
  if (dictionaries.test(name) && (given.length === 0 || initialiser === undefined)) {
    const object = dictionaryOf(node, entries, lowering)
    if (object && given.length === 0) return object
  }
  const call: Expression = { kind: 'call', callee: lowerType(type, lowering), arguments: given, isNew: true, ...spanOf(node) }
  return withInitialiser(node, call, lowering)
}

const listOf = (node: SyntaxNode, elements: readonly SyntaxNode[], lowering: Lowering): Expression => ({
  kind: 'list',
  elements: elements.map((element) => ({ spread: false, value: lowering.parts.expression(element, lowering) })),
  ...spanOf(node),
})

/** `{ ["a"] = b, { "c", d } }`; undefined if it sets anything else. */
const dictionaryOf = (node: SyntaxNode, nodes: readonly SyntaxNode[], lowering: Lowering): Expression | undefined => {
  const entries: ObjectEntry[] = []
  for (const entry of nodes) {
    const [key, value] =
      entry.type === 'initializer_expression' ? partsOf(entry) : [indexOf(childOf(entry, 'left')), childOf(entry, 'right')]
    if (!key || !value) return undefined
    entries.push({ key: lowering.parts.expression(key, lowering), value: lowering.parts.expression(value, lowering) })
  }
  return { kind: 'object', type: null, entries, ...spanOf(node) }
}

/** The index of `["a"] = b` in an initialiser. */
const indexOf = (node: SyntaxNode | undefined): SyntaxNode | undefined => {
  const [first] = node?.type === 'element_binding_expression' ? partsOf(node) : []
  return first?.type === 'argument' ? partsOf(first)[0] : first
}

const withInitialiser = (node: SyntaxNode, value: Expression, lowering: Lowering): Expression => {
  const initialiser = initialiserIn(node)
  if (!initialiser) return value
  const made = nameOf(`made$${node.start}`, node)
  const expressions = [assigned(made, value, node, true), ...initialised(made, initialiser, lowering), made]
  return { kind: 'sequence', expressions, ...spanOf(node) }
}

/** Sets what an initialiser says on an object: properties, entries, elements. */
const initialised = (object: Expression, initialiser: SyntaxNode, lowering: Lowering): readonly Expression[] =>
  partsOf(initialiser).flatMap((entry): readonly Expression[] => {
    const left = entry.type === 'assignment_expression' ? childOf(entry, 'left') : undefined
    const right = childOf(entry, 'right')
    if (!left || !right) {
      const values = entry.type === 'initializer_expression' ? partsOf(entry) : [entry]
      const given = values.map((value) => lowering.parts.expression(value, lowering))
      return [callOf(memberOf(object, 'Add', entry), given, entry)]
    }
    const key = indexOf(left)
    const place: Expression = key
      ? { kind: 'index', object, index: lowering.parts.expression(key, lowering), ...spanOf(left) }
      : memberOf(object, lowering.textOf(left), left)
    // `Headers = { … }` adds to what is there.
    if (right.type === 'initializer_expression') return initialised(place, right, lowering)
    return [assigned(place, lowering.parts.expression(right, lowering), entry)]
  })

/** `new { Bucket = b, key }`, `new { order.Id }`. */
export const lowerAnonymous = (node: SyntaxNode, lowering: Lowering): Expression => {
  const given: { readonly name: string; readonly value: Expression }[] = []
  const nodes = node.children.filter((child) => (child.named && child.type !== 'comment') || child.type === '=')
  for (const [index, child] of nodes.entries()) {
    if (child.type === '=' || nodes[index + 1]?.type === '=') continue
    const named = nodes[index - 1]?.type === '=' ? nodes[index - 2] : child
    const name = named ? lowering.textOf(named).replace(/^.*\./s, '') : ''
    given.push({ name, value: lowering.parts.expression(child, lowering) })
  }
  return anonymous(node, given)
}

const anonymous = (node: SyntaxNode, given: readonly { readonly name: string; readonly value: Expression }[]): Expression => {
  const at = spanOf(node)
  const members = given.map(({ name, value }): Member => ({ kind: 'field', name, receiver: 'none', value: null, ...spanOf(value) }))
  return {
    kind: 'call',
    callee: { kind: 'class', name: null, bases: [], members, decorators: [], hasFieldConstructor: true, ...at },
    arguments: given.map(({ name, value }) => ({ name, spread: null, value })),
    isNew: true,
    ...at,
  }
}

/** `order with { Key = k }`: a copy, with what is set. */
export const lowerWith = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [subject, ...rest] = partsOf(node)
  if (!subject) return opaque(node, 'it does not parse')
  const made = nameOf(`made$${node.start}`, node)
  const copy = callOf(memberOf(lowering.parts.expression(subject, lowering), 'with$', node), [], node)
  const sets = rest.flatMap((one): readonly Expression[] => {
    const [name, value] = partsOf(one)
    if (!name || !value) return []
    return [assigned(memberOf(made, lowering.textOf(name), name), lowering.parts.expression(value, lowering), one)]
  })
  return { kind: 'sequence', expressions: [assigned(made, copy, node, true), ...sets, made], ...spanOf(node) }
}

/** `new[] { … }`, `new string[] { … }`, `{ … }` and `[a, ..more]`. */
export const lowerArray = (node: SyntaxNode, lowering: Lowering): Expression => {
  const list = node.type === 'initializer_expression' ? node : initialiserIn(node)
  const elements = list ? partsOf(list) : []
  return listOf(node, elements, lowering)
}

export const lowerCollection = (node: SyntaxNode, lowering: Lowering): Expression => ({
  kind: 'list',
  elements: partsOf(node).flatMap((element) => {
    const inner = element.type === 'collection_element' ? (partsOf(element)[0] ?? element) : element
    const isSpread = inner.type === 'spread_element'
    const value = isSpread || inner.type === 'expression_element' ? partsOf(inner)[0] : inner
    return value ? [{ spread: isSpread, value: lowering.parts.expression(value, lowering) }] : []
  }),
  ...spanOf(node),
})
