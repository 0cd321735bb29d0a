import type { Expression, Member, Statement } from '../ir.ts'
import { assignmentOf, declared, functionOf, literalOf, memberOf, nameOf, spanOf, statementOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerFunction } from './functions.ts'
import { fieldOf, innerScope, type Lowering, partsOf } from './lowering.ts'
import { lowerPath, moduleName, segmentsOf, typeOf } from './paths.ts'
import { variantName } from './patterns.ts'
import { isLazy, isTestOnly } from './unit.ts'

const nameIn = (node: SyntaxNode, lowering: Lowering): string => {
  const name = fieldOf(node, 'name')
  return name ? lowering.textOf(name) : ''
}

const fullName = (node: SyntaxNode, lowering: Lowering): string => [...lowering.path, nameIn(node, lowering)].join('::')

/** Items of a file, a module or a block: what others are made from comes first, values last. */
export const lowerItems = (all: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] => {
  const nodes = all.filter((_, index) => !isTestOnly(all, index, lowering.textOf))
  const of = (...types: readonly string[]): readonly SyntaxNode[] => nodes.filter((node) => types.includes(node.type))
  const types = of('struct_item', 'union_item', 'enum_item')
  const declareType = (node: SyntaxNode): Statement =>
    declared(
      fullName(node, lowering),
      classOf(node, node.type === 'enum_item' ? [] : fieldsOf(node, lowering), lowering),
      node,
      'function',
    )
  const isPlain = (node: SyntaxNode): boolean => basesOf(node, lowering).length === 0
  return [
    ...of('trait_item').map((node) => declared(fullName(node, lowering), classOf(node, [], lowering), node, 'function')),
    // Files below this one add methods to its types, whose traits may be in these files.
    ...types.filter(isPlain).map(declareType),
    ...of('mod_item')
      .filter((node) => !fieldOf(node, 'body'))
      .map((node) => moduleFile(node, all, lowering)),
    ...types.filter((node) => !isPlain(node)).map(declareType),
    ...of('function_item').map((node) => declared(fullName(node, lowering), lowerFunction(node, lowering), node, 'function')),
    ...of('type_item').flatMap((node) => alias(node, lowering)),
    ...of('impl_item').flatMap((node) => implementation(node, lowering)),
    ...of('trait_item').map((node) => members(fullName(node, lowering), fieldOf(node, 'body'), fullName(node, lowering), lowering)),
    ...of('enum_item').flatMap((node) => variants(node, lowering)),
    ...of('mod_item').flatMap((node) => insideModule(node, lowering)),
    ...of('const_item', 'static_item').flatMap((node) => constant(node, lowering)),
    ...of('impl_item').flatMap((node) => constants(node, lowering)),
  ]
}

/** `mod store;` is a file of its own. */
const moduleFile = (node: SyntaxNode, all: readonly SyntaxNode[], lowering: Lowering): Statement => {
  const name = nameIn(node, lowering)
  const before = all[all.indexOf(node) - 1]
  const path = before?.type === 'attribute_item' ? /^#\[\s*path\s*=\s*"([^"]+)"/.exec(lowering.textOf(before))?.[1] : undefined
  const full = [...lowering.path, name].join('::')
  const module = path === undefined ? `self::${full}` : `path:${path}`
  return { kind: 'import', module, bindings: [full, moduleName(full)].map((local) => ({ kind: 'module', local })), ...spanOf(node) }
}

/** What is inside is in the scope of the file, by its path; the module is an object of it. */
const insideModule = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const body = fieldOf(node, 'body')
  if (!body) return []
  const name = nameIn(node, lowering)
  if (isLazy(name)) return lowerItems(body.children, lowering)
  const inner: Lowering = { ...lowering, path: [...lowering.path, name] }
  const names = body.children
    .filter((child) => /_item$/.test(child.type) && child.type !== 'impl_item')
    .map((child) => nameIn(child, lowering))
  const entries = names.map((one) => ({ key: literalOf(one, node), value: nameOf([...inner.path, one].join('::'), node) }))
  const object: Expression = { kind: 'object', type: null, entries, ...spanOf(node) }
  return [
    ...lowerItems(body.children, inner),
    ...[fullName(node, lowering), moduleName(fullName(node, lowering))].map((one) => declared(one, object, node, 'function')),
  ]
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const classOf = (node: SyntaxNode, fields: readonly Member[], lowering: Lowering): Expression => ({
  kind: 'class',
  name: nameIn(node, lowering),
  bases: basesOf(node, lowering),
  members: fields,
  decorators: [],
  hasFieldConstructor: /^\s*(?:pub(?:\([^)]*\))?\s+)?struct\s+\w+(?:<[^>]*>)?\s*\(/.test(lowering.textOf(node)),
  ...spanOf(node),
})

/** The program's own traits that it implements: it has the methods that these give. */
const basesOf = (node: SyntaxNode, lowering: Lowering): readonly Expression[] =>
  (lowering.unit.traits.get(nameIn(node, lowering)) ?? []).flatMap((path) => {
    const [first = '', ...rest] = path
    const full = [...(lowering.unit.uses.get(first) ?? [first]), ...rest]
    const isOwn = /^(?:crate|super|self)$/.test(full[0] ?? '') || lowering.unit.items.has(path.join('::'))
    return isOwn ? [lowerPath(path, node, lowering)] : []
  })

const fieldsOf = (node: SyntaxNode, lowering: Lowering): readonly Member[] => {
  const body = fieldOf(node, 'body')
  const plain = (name: string, at: SyntaxNode, type: SyntaxNode | undefined): Member => ({
    kind: 'field',
    name,
    receiver: 'none',
    value: null,
    ...typeOf(type, lowering),
    ...spanOf(at),
  })
  if (body?.type === 'ordered_field_declaration_list')
    return body.children.filter((child) => child.field === 'type').map((child, index) => plain(String(index), child, child))
  return (body?.children ?? [])
    .filter((child) => child.type === 'field_declaration')
    .map((child) => plain(nameIn(child, lowering).replace(/^r#/, ''), child, fieldOf(child, 'type')))
}

const implementation = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const type = fieldOf(node, 'type')
  if (!type) return []
  const segments = segmentsOf(type, lowering)
  const name = [...lowering.path, ...segments].join('::')
  if (lowering.unit.items.has(name)) return [members(name, fieldOf(node, 'body'), segments.join('::'), lowering)]
  // Of a type of another file.
  const local = `impl ${name}`
  const declaration = declared(local, lowerPath(segments, type, lowering), type, 'function')
  return [declaration, members(local, fieldOf(node, 'body'), segments.join('::'), lowering)]
}

/** Methods take their receiver as the first parameter, `self`; others are called on the type. */
const members = (name: string, body: SyntaxNode | undefined, owner: string, outside: Lowering): Statement => {
  const lowering: Lowering = { ...innerScope(outside), owner }
  const functions = (body ? partsOf(body) : []).filter((child) => child.type === 'function_item')
  return {
    kind: 'extend',
    class: name,
    members: functions.map((child): Member => {
      const value = lowerFunction(child, lowering)
      const isMethod = fieldOf(child, 'parameters')?.children.some((parameter) => parameter.type === 'self_parameter') ?? false
      return {
        kind: isMethod ? 'method' : 'static',
        name: value.name ?? '',
        receiver: isMethod ? 'parameter' : 'none',
        value,
        ...spanOf(child),
      }
    }),
    ...spanOf(body ?? { start: 0, end: 0 }),
  }
}

/** A variant is an instance with what it is given, by its place or name. */
const variants = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const own = nameOf(fullName(node, lowering), node)
  const list = (fieldOf(node, 'body')?.children ?? []).filter((child) => child.type === 'enum_variant')
  return list.flatMap((variant): readonly Statement[] => {
    const name = nameIn(variant, lowering)
    const body = fieldOf(variant, 'body')
    const made: Expression = { kind: 'call', callee: own, arguments: [], isNew: true, ...spanOf(variant) }
    const mark = (object: Expression): Statement =>
      statementOf(assignmentOf(memberOf(object, variantName, variant), literalOf(name, variant), variant))
    const place = memberOf(own, name, variant)
    if (body?.type !== 'ordered_field_declaration_list') return [statementOf(assignmentOf(place, made, variant)), mark(place)]
    const count = body.children.filter((child) => child.field === 'type').length
    const given = Array.from({ length: count }, (_, index) => nameOf(`given$${index}`, variant))
    const kept = nameOf('made$', variant)
    const sets = given.map((value, index) =>
      statementOf(
        assignmentOf({ kind: 'index', object: kept, index: literalOf(index, variant), ...spanOf(variant) }, value, variant),
      ),
    )
    const fn = functionOf(
      variant,
      name,
      given.map((pattern) => ({ pattern, otherwise: null, takes: 'one' as const })),
      [declared('made$', made, variant), mark(kept), ...sets, { kind: 'return', value: kept, ...spanOf(variant) }],
    )
    return [statementOf(assignmentOf(place, fn, variant))]
  })
}

const alias = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const { type } = typeOf(fieldOf(node, 'type'), lowering)
  return type ? [declared(fullName(node, lowering), type, node, 'function')] : []
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A cell that is filled later is what its type says. */
const cells = /^(?:\w+::)*(?:OnceCell|OnceLock|SyncOnceCell|AsyncOnce)(?:::<[^>]*>)?::(?:const_)?new\(\)$/

const constant = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const { statements, type, value } = valueOfConstant(node, lowering)
  return [
    ...statements,
    { kind: 'declare', scope: 'function', pattern: nameOf(fullName(node, lowering), node), value, ...type, ...spanOf(node) },
  ]
}

const valueOfConstant = (
  node: SyntaxNode,
  lowering: Lowering,
): {
  readonly statements: readonly Statement[]
  readonly value: Expression | null
  readonly type: { readonly type?: Expression }
} => {
  const given = fieldOf(node, 'value')
  const statements: Statement[] = []
  const isCell = given !== undefined && cells.test(lowering.textOf(given).replace(/\s+/g, ''))
  const value = given && !isCell ? lowering.parts.expression(given, { ...innerScope(lowering), sink: statements }) : null
  return { statements, value, type: value ? {} : typeOf(fieldOf(node, 'type'), lowering) }
}

/** Constants of types. */
const constants = (node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const type = fieldOf(node, 'type')
  if (!type) return []
  const segments = segmentsOf(type, outside)
  const lowering: Lowering = { ...outside, owner: segments.join('::') }
  const body = fieldOf(node, 'body')
  return (body ? partsOf(body) : [])
    .filter((child) => child.type === 'const_item')
    .flatMap((child) => {
      const { statements, value } = valueOfConstant(child, lowering)
      const place = memberOf(lowerPath(segments, node, lowering), nameIn(child, lowering), child)
      return value ? [...statements, statementOf(assignmentOf(place, value, child))] : []
    })
}

/** `pub use store::Store;`, and names that are imported all at once. */
export const lowerUses = (lowering: Lowering): readonly Statement[] => {
  const at = { start: 0, end: 0 }
  const { globs, items, uses } = lowering.unit
  const isInside = (path: readonly string[]): boolean => /^(?:crate|super|self)$/.test(path[0] ?? '') || items.has(path[0] ?? '')
  const all = globs
    .filter((path) => !/^[A-Z]/.test(path.at(-1) ?? '') && path.join('::') !== 'super')
    .map(
      (path): Statement => ({
        kind: 'import',
        module: isInside(path) && items.has(path[0] ?? '') ? `self::${path.join('::')}` : path.join('::'),
        bindings: [{ kind: 'all' }],
        ...at,
      }),
    )
  const named = [...uses]
    .filter(
      ([name, path]) =>
        isInside(path) &&
        !items.has(name) &&
        new RegExp(`\\bpub(?:\\([^)]*\\))?\\s+use\\b[^;]*\\b${name}\\b`).test(lowering.file.text),
    )
    .map(([name, path]) =>
      declared(name, lowerPath(path, at, { ...lowering, unit: { ...lowering.unit, uses: new Map() } }), at, 'function'),
    )
  return [...all, ...named]
}
