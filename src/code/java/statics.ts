import type { Expression, Member, Statement } from '../ir.ts'
import { callOf, extending, functionOf, memberOf, nameOf, spanOf, staticField } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declaratorsOf, describeClass, membersOf } from './class-info.ts'
import { lowerClass } from './classes.ts'
import { type ClassInfo, type Lowering, modifiersOf } from './lowering.ts'
import { typeOf } from './names.ts'

/**
 * Static fields of a file's classes. Java runs them when a class is first used; here what needs no class of the file comes
 * first, then the rest, each class after those inside it.
 */
export const lowerStatics = (classes: readonly ClassInfo[], outside: Lowering): readonly Statement[] => {
  const names = new Set(classes.map(({ name }) => name.replace(/^.*\$/, '')))
  const nested = classes.flatMap((info) =>
    [...info.nested].map(([name, full]) => extending(info.name, staticField(name, nameOf(full, info.node), info.node))),
  )
  const first: Statement[] = []
  const then: Statement[] = []
  for (const info of classes) {
    const lowering: Lowering = { ...outside, owner: info, isStatic: true }
    for (const node of membersOf(info.body)) {
      for (const { needs, statement } of staticsOf(node, info, lowering))
        (needs && mentions(needs, names, lowering) ? then : first).push(statement)
    }
  }
  return [...nested, ...first, ...then]
}

interface Static {
  readonly statement: Statement
  /** What it is made from; null for nothing. */
  readonly needs: SyntaxNode | null
}

const staticsOf = (node: SyntaxNode, info: ClassInfo, lowering: Lowering): readonly Static[] => {
  switch (node.type) {
    case 'static_initializer': {
      const block = node.children.find((child) => child.type === 'block')
      const statement: Statement = { kind: 'block', body: lowering.parts.block(block, lowering), ...spanOf(node) }
      // It may set any field of its class, so that it runs where it stands among those.
      return [{ statement, needs: info.node }]
    }
    case 'enum_constant':
      return enumConstant(node, info, lowering)
    case 'constant_declaration':
    case 'field_declaration': {
      if (
        node.type === 'field_declaration' &&
        !modifiersOf(node, lowering).has('static') &&
        info.node.type !== 'interface_declaration'
      )
        return []
      return declaratorsOf(node).map(({ name, value, node: declarator }) => {
        const given = value ? lowering.parts.expression(value, lowering) : null
        const type = typeOf(node, lowering)
        const field = { ...staticField(lowering.textOf(name), given, declarator), ...type }
        return { statement: given ? extending(info.name, field) : typedField(info, field, type.type), needs: value ?? null }
      })
    }
    default:
      return []
  }
}

/** A static field that is set later, with what its type tells of it until then. */
const typedField = (info: ClassInfo, field: Member, type: Expression | undefined): Statement => {
  const at = spanOf(field)
  if (!type) return extending(info.name, field)
  const variable = `${info.name}$${field.name}`
  const declare: Statement = {
    kind: 'declare',
    scope: 'function',
    pattern: { kind: 'name', name: variable, ...at },
    value: null,
    type,
    ...at,
  }
  const statement = extending(info.name, { ...field, value: { kind: 'name', name: variable, ...at } })
  return { kind: 'block', body: [declare, statement], ...at }
}

/** `REPORTS("reports")`: an instance of its own, with its name. */
const enumConstant = (node: SyntaxNode, info: ClassInfo, lowering: Lowering): readonly Static[] => {
  const name = childOf(node, 'name')
  if (!name) return []
  const at = spanOf(node)
  const text = lowering.textOf(name)
  const list = childOf(node, 'arguments')
  const values = list ? list.children.filter((child) => child.named).map((child) => lowering.parts.expression(child, lowering)) : []
  const ownClass = nameOf(info.name, node)
  const body = childOf(node, 'body')
  const constantClass: Expression = body
    ? lowerClass(describeClass(node, `${info.name}$${text}`, 'local', info, lowering), ownClass, lowering)
    : ownClass
  const made = callOf(constantClass, values, node, true)
  const nameMethod = functionOf(
    node,
    'name',
    [],
    [{ kind: 'return', value: { kind: 'literal', value: text, ...at }, ...at }],
    'own',
  )
  const constant = memberOf(ownClass, text, node)
  const setName = (method: string): Statement => ({
    kind: 'expression',
    expression: {
      kind: 'assignment',
      declares: false,
      pattern: { kind: 'place', place: memberOf(constant, method, node), ...at },
      value: nameMethod,
      ...at,
    },
    ...at,
  })
  const statements: readonly Statement[] = [
    extending(info.name, staticField(text, made, node)),
    ...(info.fields.has('name') ? [] : [setName('name')]),
    ...(info.methods.has('toString') ? [] : [setName('toString')]),
  ]
  return statements.map((statement) => ({ statement, needs: info.node }))
}

const mentions = (node: SyntaxNode, names: ReadonlySet<string>, lowering: Lowering): boolean =>
  ((node.type === 'identifier' || node.type === 'type_identifier') && names.has(lowering.textOf(node))) ||
  node.children.some((child) => mentions(child, names, lowering))
