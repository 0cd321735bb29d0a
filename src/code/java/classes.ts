import type { ClassExpression, Expression, FunctionExpression, Member, Parameter, Statement } from '../ir.ts'
import { callOf, functionOf, memberOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declaratorsOf, membersOf } from './class-info.ts'
import { lowerMethod, lowerParameters, withInstance } from './functions.ts'
import { annotationsOf, type ClassInfo, innerScope, instanceName, type Lowering, modifiersOf } from './lowering.ts'
import { lowerType, typeOf } from './names.ts'
import { partsOf } from './nodes.ts'
import { mergeOverloads } from './overloads.ts'
import { settingFor, settingOfClass } from './settings.ts'

/** A class without what is static about it, which may need other classes of the file: `lowerStatics`. */
export const lowerClass = (info: ClassInfo, base: Expression | null, around: Lowering): ClassExpression => {
  const lowering: Lowering = { ...around, owner: info, isStatic: false }
  const fields = membersOf(info.body).flatMap((member) => instanceFields(member, lowering))
  const components = recordComponents(info, lowering)
  const accessors = components.flatMap((component) => accessorOf(component, component.name, info, lowering))
  return {
    kind: 'class',
    name: info.name.replace(/^.*\$(?=\D)/, ''),
    bases: base ? [base] : basesOf(info.node, lowering),
    members: [
      ...components,
      ...fields,
      ...accessors,
      ...getters(info, fields, lowering),
      ...methods(info, lowering),
      ...constantsOf(info, lowering),
    ],
    decorators: [],
    hasFieldConstructor: annotationsOf(info.node, lowering).has('AllArgsConstructor') || isValue(info.node, lowering),
    ...spanOf(info.node),
  }
}

const isValue = (node: SyntaxNode, lowering: Lowering): boolean => {
  const annotations = annotationsOf(node, lowering)
  return annotations.has('Value') || annotations.has('RequiredArgsConstructor')
}

/** Interfaces count only where they are the program's own: what they have by default is followed there. */
const basesOf = (node: SyntaxNode, lowering: Lowering): readonly Expression[] =>
  node.children.flatMap((child) => {
    if (child.type === 'superclass') return partsOf(child).map((type) => lowerType(type, lowering))
    if (child.type !== 'super_interfaces' && child.type !== 'extends_interfaces') return []
    const list = partsOf(child).flatMap((inner) => (inner.type === 'type_list' ? partsOf(inner) : [inner]))
    return list.map((type) => lowerType(type, lowering, 'base'))
  })

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const injections = ['Inject', 'Autowired', 'Resource', 'EJB', 'InjectMocks']

const instanceFields = (node: SyntaxNode, lowering: Lowering): readonly Member[] => {
  if (node.type === 'block') {
    const value = callOf(functionOf(node, null, [], lowering.parts.block(node, lowering), 'enclosing'), [], node)
    return [{ kind: 'field', name: `block$${node.start}`, receiver: 'none', value, ...spanOf(node) }]
  }
  if (node.type !== 'field_declaration' || modifiersOf(node, lowering).has('static')) return []
  const annotations = annotationsOf(node, lowering)
  // Lombok's constructors take what is final and not set, and then only a container can call them.
  const isTaken = modifiersOf(node, lowering).has('final') && lowering.owner !== null && !hasConstructor(lowering.owner)
  const isInjected = isTaken || injections.some((name) => annotations.has(name))
  const isText = lowering.textOf(childOf(node, 'type') ?? node) === 'String'
  const setting = (name: string, given: Expression | null): Expression | null =>
    settingFor(node, name, lowering) ?? (lowering.owner && isText ? settingOfClass(lowering.owner, name, given, lowering) : null)
  return declaratorsOf(node).map(({ name, value, node: declarator }): Member => {
    const type = childOf(node, 'type')
    const given = value ? withInstance(value, lowering.parts.expression(value, lowering), lowering) : null
    return {
      kind: 'field',
      name: lowering.textOf(name),
      receiver: 'none',
      value: setting(lowering.textOf(name), given) ?? given ?? (isInjected && type ? injected(type, lowering) : null),
      ...typeOf(node, lowering),
      ...spanOf(declarator),
    }
  })
}

const hasConstructor = (info: ClassInfo): boolean =>
  membersOf(info.body).some((member) => member.type === 'constructor_declaration' || member.type === 'block')

/** What a container would make: an instance of the class that the type stands for. */
export const injected = (type: SyntaxNode, lowering: Lowering): Expression | null =>
  /^(?:String|[a-z].*)$/.test(lowering.textOf(type)) ? null : callOf(lowerType(type, lowering, 'injected'), [], type, true)

const recordComponents = (info: ClassInfo, lowering: Lowering): readonly Member[] => {
  const parameters = info.node.type === 'record_declaration' ? childOf(info.node, 'parameters') : undefined
  return (parameters ? partsOf(parameters) : []).flatMap((parameter): readonly Member[] => {
    const name = childOf(parameter, 'name')
    if (!name) return []
    const field = { kind: 'field', name: lowering.textOf(name), receiver: 'none', value: null } as const
    return [{ ...field, ...typeOf(parameter, lowering), ...spanOf(parameter) }]
  })
}

const accessorOf = (field: Member, name: string, info: ClassInfo, lowering: Lowering): readonly Member[] => {
  const isWritten = membersOf(info.body).some((member) => {
    const written = member.type === 'method_declaration' ? childOf(member, 'name') : undefined
    return written !== undefined && lowering.textOf(written) === name
  })
  if (isWritten) return []
  const value = memberOf({ kind: 'this', ...spanOf(field) }, field.name, field)
  const fn = functionOf(info.node, name, [], [{ kind: 'return', value, ...spanOf(field) }], 'own')
  return [{ kind: 'method', name: `${name}()`, receiver: 'this', value: fn, ...spanOf(field) }]
}

/** The getters that Lombok writes. https://projectlombok.org/features/GetterSetter */
const getters = (info: ClassInfo, fields: readonly Member[], lowering: Lowering): readonly Member[] => {
  const annotations = annotationsOf(info.node, lowering)
  const isAll = ['Data', 'Getter', 'Value'].some((name) => annotations.has(name))
  return fields.flatMap((field) => {
    const getter = `get${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`
    return isAll && !field.name.includes('$') ? accessorOf(field, getter, info, lowering) : []
  })
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const methods = (info: ClassInfo, lowering: Lowering): readonly Member[] => {
  const overloads = new Map<string, { readonly code: FunctionExpression; readonly isStatic: boolean }[]>()
  for (const node of membersOf(info.body)) {
    const name = childOf(node, 'name')
    if (node.type !== 'method_declaration' || !name || !childOf(node, 'body')) continue
    const isStatic = modifiersOf(node, lowering).has('static')
    const text = lowering.textOf(name)
    const code = lowerMethod(node, text, { ...lowering, isStatic })
    overloads.set(text, [...(overloads.get(text) ?? []), { code, isStatic }])
  }
  const written = constructorOf(info, lowering)
  return [
    ...(written ? [methodOf('constructor', written, false)] : []),
    ...[...overloads].map(([name, all]) =>
      methodOf(
        `${name}()`,
        mergeOverloads(all.map(({ code }) => code)),
        all.every(({ isStatic }) => isStatic),
      ),
    ),
  ]
}

/** `values()` and `valueOf(name)` of an enumeration. */
const constantsOf = (info: ClassInfo, lowering: Lowering): readonly Member[] => {
  if (info.node.type !== 'enum_declaration') return []
  const at = spanOf(info.node)
  const constants = membersOf(info.body).flatMap((member) => {
    const name = member.type === 'enum_constant' ? childOf(member, 'name') : undefined
    return name ? [{ name: lowering.textOf(name), value: memberOf(nameOf(info.name, member), lowering.textOf(name), member) }] : []
  })
  const list: Expression = { kind: 'list', elements: constants.map(({ value }) => ({ spread: false, value })), ...at }
  const entries = constants.map(({ name, value }) => ({ key: { kind: 'literal', value: name, ...at } as const, value }))
  const object: Expression = { kind: 'object', type: null, entries, ...at }
  const wanted = nameOf('name', info.node)
  const parameter: Parameter = { pattern: wanted, otherwise: null, takes: 'one' }
  const returning = (name: string, parameters: readonly Parameter[], value: Expression): Member =>
    methodOf(`${name}()`, functionOf(info.node, name, parameters, [{ kind: 'return', value, ...at }], 'own'), true)
  return [returning('values', [], list), returning('valueOf', [parameter], { kind: 'index', object, index: wanted, ...at })]
}

const methodOf = (name: string, value: FunctionExpression, isStatic: boolean): Member => ({
  kind: isStatic ? 'static' : 'method',
  name,
  receiver: isStatic ? 'none' : 'this',
  value,
  ...spanOf(value),
})

const constructorOf = (info: ClassInfo, lowering: Lowering): FunctionExpression | null => {
  const written = membersOf(info.body)
    .filter((node) => node.type === 'constructor_declaration')
    .map((node) => lowerConstructor(node, info, lowering))
  const canonical = info.node.type === 'record_declaration' ? [canonicalConstructor(info, lowering)] : []
  const isCanonicalWritten = written.some((one) => one.parameters.length === canonical[0]?.parameters.length)
  const all = isCanonicalWritten ? written : [...canonical, ...written]
  if (all.length === 0) return info.isInner ? withOuter(functionOf(info.node, simpleName(info), [], [], 'own'), info) : null
  const merged = mergeOverloads(all)
  return info.isInner ? withOuter(merged, info) : merged
}

const simpleName = (info: ClassInfo): string => info.name.replace(/^.*\$/, '')

const lowerConstructor = (node: SyntaxNode, info: ClassInfo, lowering: Lowering): FunctionExpression => {
  const code = lowerMethod(node, simpleName(info), lowering)
  const body = childOf(node, 'body')
  const isExplicit = body?.children.some((child) => child.type === 'explicit_constructor_invocation')
  if (isExplicit || !info.node.children.some((child) => child.type === 'superclass')) return code
  const implicit = callOf({ kind: 'super', ...spanOf(node) }, [], node)
  return { ...code, body: [{ kind: 'expression', expression: implicit, ...spanOf(node) }, ...code.body] }
}

const canonicalConstructor = (info: ClassInfo, outside: Lowering): FunctionExpression => {
  const lowering = innerScope(outside)
  const parameters = lowerParameters(childOf(info.node, 'parameters'), lowering)
  const compact = membersOf(info.body).find((member) => member.type === 'compact_constructor_declaration')
  const checks = compact ? lowering.parts.block(childOf(compact, 'body'), lowering) : []
  const body = parameters.flatMap(({ pattern }) => (pattern.kind === 'name' ? [setField(pattern.name, info)] : []))
  return functionOf(info.node, simpleName(info), parameters, [...checks, ...body], 'own')
}

const setField = (name: string, info: ClassInfo): Statement => {
  const at = spanOf(info.node)
  const place = memberOf({ kind: 'this', ...at }, name, info.node)
  const value = nameOf(name, info.node)
  const expression: Expression = { kind: 'assignment', declares: false, pattern: { kind: 'place', place, ...at }, value, ...at }
  return { kind: 'expression', expression, ...at }
}

/** The instance around an inner class is a named argument of its constructor. */
const withOuter = (code: FunctionExpression, info: ClassInfo): FunctionExpression => {
  if (!info.outer) return code
  const name = instanceName(info.outer)
  const parameter: Parameter = {
    pattern: { kind: 'name', name, ...spanOf(code) },
    otherwise: { kind: 'literal', value: null, ...spanOf(code) },
    takes: 'one',
  }
  return { ...code, parameters: [...code.parameters, parameter], body: [setField(name, info), ...code.body] }
}
