import type { Expression, Member, Statement } from '../ir.ts'
import { extending, literalOf, nameOf, spanOf, staticField } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { isAutomatic } from './classes.ts'
import { typeOf } from './functions.ts'
import { innerScope, type Lowering, modifiersOf, type TypeInfo } from './lowering.ts'

import { bodyOf, initialiserOf, variablesOf } from './type-info.ts'

export interface Statics {
  /** Those that need no type of the file. */
  readonly first: readonly Statement[]
  readonly then: readonly Statement[]
}

/**
 * Static fields and properties of a file's types. They run when a type is first used; here what needs no type of the file
 * comes first, then the rest, as it is written.
 */
export const lowerStatics = (types: readonly TypeInfo[], outside: Lowering): Statics => {
  const names = new Set(types.filter(({ node }) => node.type !== 'enum_declaration').map(({ simpleName }) => simpleName))
  const constants: Static[] = []
  const first: Statement[] = []
  const then: Statement[] = []
  for (const info of types) {
    const lowering: Lowering = { ...outside, owner: info, namespace: info.namespace, isStatic: true }
    for (const node of bodyOf(info.node)) {
      const isConstant = modifiersOf(node, lowering).has('const')
      for (const one of staticsOf(node, info, lowering)) {
        if (isConstant) constants.push(one)
        else (one.needs && mentions(one.needs, names, lowering) ? then : first).push(one.statement)
      }
    }
  }
  return { first: [...inOrder(constants, outside), ...first], then }
}

/** Constants are made of others, wherever these stand. */
const inOrder = (constants: readonly Static[], lowering: Lowering): readonly Statement[] => {
  const ordered: Statement[] = []
  let left = constants
  while (left.length > 0) {
    const names = new Set(left.map(({ name }) => name ?? ''))
    const ready = left.filter(({ needs }) => !needs || !mentions(needs, names, lowering))
    const taken = ready.length > 0 ? ready : left
    ordered.push(...taken.map(({ statement }) => statement))
    left = left.filter((one) => !taken.includes(one))
  }
  return ordered
}

interface Static {
  readonly statement: Statement
  /** What it is made from; null for nothing. */
  readonly needs: SyntaxNode | null
  readonly name?: string
}

const staticsOf = (node: SyntaxNode, info: TypeInfo, lowering: Lowering): readonly Static[] => {
  const name = childOf(node, 'name')
  if (node.type === 'enum_member_declaration' && name)
    // A constant is its name, as far as texts are made of it.
    return [
      {
        statement: extending(info.name, staticField(lowering.textOf(name), literalOf(lowering.textOf(name), name), node)),
        needs: null,
      },
    ]
  const modifiers = modifiersOf(node, lowering)
  if (!modifiers.has('static') && !modifiers.has('const')) return []
  switch (node.type) {
    case 'constructor_declaration':
      return [
        {
          statement: { kind: 'block', body: lowering.parts.block(childOf(node, 'body'), innerScope(lowering)), ...spanOf(node) },
          needs: info.node,
        },
      ]
    case 'property_declaration':
      return name && isAutomatic(node) ? [staticOf(name, initialiserOf(node), childOf(node, 'type'), info, lowering)] : []
    case 'field_declaration':
    case 'event_field_declaration': {
      const { declarators, type } = variablesOf(node)
      return declarators.flatMap((declarator) => {
        const declared = childOf(declarator, 'name')
        return declared ? [staticOf(declared, initialiserOf(declarator), type, info, lowering)] : []
      })
    }
    default:
      return []
  }
}

const staticOf = (
  name: SyntaxNode,
  value: SyntaxNode | undefined,
  type: SyntaxNode | undefined,
  info: TypeInfo,
  lowering: Lowering,
): Static => {
  const text = lowering.textOf(name)
  const inner: Lowering = { ...innerScope(lowering) }
  const given = value ? lowering.parts.typed(value, type, inner) : null
  const field = staticField(text, given, name)
  return {
    statement: given ? extending(info.name, field) : typedField(info, field, typeOf(type, lowering).type),
    needs: value ?? null,
    name: text,
  }
}

/** A static field that is set later, with what its type tells of it until then. */
const typedField = (info: TypeInfo, field: Member, type: Expression | undefined): Statement => {
  const at = spanOf(field)
  if (!type) return extending(info.name, field)
  const variable = nameOf(`${info.name}$${field.name}`, at)
  const declare: Statement = { kind: 'declare', scope: 'function', pattern: variable, value: null, type, ...at }
  return { kind: 'block', body: [declare, extending(info.name, { ...field, value: variable })], ...at }
}

const mentions = (node: SyntaxNode, names: ReadonlySet<string>, lowering: Lowering): boolean =>
  (node.type === 'identifier' && names.has(lowering.textOf(node))) ||
  node.children.some((child) => mentions(child, names, lowering))
