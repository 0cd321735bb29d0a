import type { Expression, Statement } from '../ir.ts'
import { callOf, memberOf, nameOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { ifArms, lowerFor, lowerForeach, lowerSwitch, lowerTry } from './control.ts'
import { lowerMethod, typeOf } from './functions.ts'
import { declare, innerScope, type Lowering } from './lowering.ts'
import { flatParts, hasWord, partsOf } from './nodes.ts'
import { lowerTuplePattern } from './patterns.ts'
import { initialiserOf, typeText, variablesOf } from './type-info.ts'

/** The statements of a block, in a scope of their own: its functions first, which may be called before they stand. */
export const lowerBlock = (node: SyntaxNode | undefined, outside: Lowering): readonly Statement[] =>
  node === undefined ? [] : lowerStatements(flatParts(node), innerScope(outside))

export const lowerStatements = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] => {
  const functions = nodes.filter((node) => node.type === 'local_function_statement')
  for (const node of functions) {
    const name = childOf(node, 'name')
    if (name) declare(lowering, lowering.textOf(name))
  }
  const hoisted = functions.flatMap((node) => localFunction(node, lowering))
  return [...hoisted, ...sequence(nodes, lowering)]
}

const sequence = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] => {
  const statements: Statement[] = []
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'local_function_statement') continue
    const lowered = lowerStatement(node, lowering)
    statements.push(...lowered)
    // `using var x = …` is left with the block around it.
    const opened =
      node.type === 'local_declaration_statement' && hasWord(node, 'using') ? disposals(lowered, hasWord(node, 'await')) : []
    if (opened.length === 0) continue
    const body = sequence(nodes.slice(index + 1), lowering)
    statements.push({ kind: 'try', body, handlers: [], finally: opened, ...spanOf(node) })
    break
  }
  return statements
}

/** What `using` opens is disposed of at its end: a class of the program may write then. */
const disposals = (opened: readonly Statement[], isAwaited: boolean): readonly Statement[] =>
  opened.flatMap((statement): readonly Statement[] => {
    if (statement.kind !== 'declare' || statement.pattern.kind !== 'name') return []
    const name = nameOf(statement.pattern.name, statement)
    return [statementOf(callOf(memberOf(name, isAwaited ? 'DisposeAsync' : 'Dispose', statement), [], statement))]
  })

const localFunction = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const name = childOf(node, 'name')
  if (!name) return []
  const text = lowering.textOf(name)
  const value = lowerMethod(node, text, lowering, 'enclosing')
  return [{ kind: 'declare', scope: 'block', pattern: nameOf(text, name), value, ...spanOf(node) }]
}

/** What stands where a statement may be one or a block: a body of `if`, a loop. */
const lowerEmbedded = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] =>
  node === undefined ? [] : lowerStatement(node, innerScope(lowering))

export const lowerStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const [first] = partsOf(node)
  const lower = (child: SyntaxNode): Expression => lowering.parts.expression(child, lowering)
  switch (node.type) {
    case 'block':
      return [{ kind: 'block', body: lowerBlock(node, lowering), ...at }]
    case 'global_statement':
      return partsOf(node).flatMap((child) => lowerStatement(child, lowering))
    case 'local_declaration_statement':
    case 'variable_declaration':
      return variables(node, lowering)
    case 'expression_statement':
      return first ? [statementOf(lower(first))] : []
    case 'local_function_statement':
      return lowerStatements([node], lowering)
    case 'return_statement':
      return [{ kind: 'return', value: first ? lowering.parts.typed(first, lowering.returns, lowering) : null, ...at }]
    case 'yield_statement':
      return first
        ? [statementOf({ kind: 'yield', value: lower(first), isEach: false, ...at })]
        : [{ kind: 'return', value: null, ...at }]
    case 'throw_statement':
      return [{ kind: 'exit', how: 'throw', value: first ? lower(first) : null, ...at }]
    case 'break_statement':
      return [{ kind: 'exit', how: 'break', value: null, ...at }]
    case 'continue_statement':
      return [{ kind: 'exit', how: 'continue', value: null, ...at }]
    case 'if_statement':
      return [{ kind: 'branch', arms: ifArms(node, lowering, lowerEmbedded), ...at }]
    case 'while_statement':
    case 'do_statement':
    case 'for_statement':
      return lowerFor(node, lowering, { embedded: lowerEmbedded, statement: lowerStatement })
    case 'foreach_statement':
      return [lowerForeach(node, lowering, lowerEmbedded)]
    case 'switch_statement':
      return [lowerSwitch(node, lowering, lowerStatements)]
    case 'try_statement':
      return [lowerTry(node, lowering, lowerBlock)]
    case 'using_statement':
      return usingStatement(node, lowering)
    case 'lock_statement':
    case 'fixed_statement':
    case 'checked_statement':
    case 'unsafe_statement':
    case 'labeled_statement':
      return partsOf(node).flatMap((child) =>
        /_statement$|^block$|^variable_declaration$/.test(child.type)
          ? lowerStatement(child, lowering)
          : child.type === 'identifier'
            ? []
            : [statementOf(lower(child))],
      )
    case 'goto_statement':
    case 'ERROR':
    case 'identifier':
      return []
    default:
      return [statementOf(opaque(node, 'it is a statement', partsOf(node).map(lower)))]
  }
}

/** A variable is in scope in its own initialiser already: a lambda may use it. */
const variables = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const { declarators, type } = variablesOf(node)
  return declarators.map((declarator): Statement => {
    const name = childOf(declarator, 'name')
    const value = initialiserOf(declarator)
    const at = spanOf(declarator)
    if (!name) {
      const tuple = declarator.children.find((child) => child.type === 'tuple_pattern')
      const pattern = tuple ? lowerTuplePattern(tuple, lowering) : nameOf('_', declarator)
      return { kind: 'declare', scope: 'block', pattern, value: value ? lowering.parts.expression(value, lowering) : null, ...at }
    }
    declare(lowering, lowering.textOf(name), { type: declaredType(type, value, lowering) })
    return {
      kind: 'declare',
      scope: 'block',
      pattern: nameOf(lowering.textOf(name), name),
      value: value ? lowering.parts.typed(value, type, lowering) : null,
      ...typeOf(type, lowering),
      ...at,
    }
  })
}

/** Of `var x = new T()`, it is `T`. */
const declaredType = (type: SyntaxNode | undefined, value: SyntaxNode | undefined, lowering: Lowering): string | null => {
  if (type?.type !== 'implicit_type') return typeText(type, lowering)
  return value?.type === 'object_creation_expression' ? typeText(childOf(value, 'type'), lowering) : null
}

const usingStatement = (node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const lowering = innerScope(outside)
  const body = childOf(node, 'body')
  const resource = partsOf(node).find((child) => child !== body)
  const opened: readonly Statement[] =
    resource?.type === 'variable_declaration'
      ? variables(resource, lowering)
      : resource
        ? [
            {
              kind: 'declare',
              scope: 'block',
              pattern: nameOf(`used$${resource.start}`, resource),
              value: lowering.parts.expression(resource, lowering),
              ...spanOf(resource),
            },
          ]
        : []
  const last = disposals(opened, hasWord(node, 'await'))
  const inner: Statement = { kind: 'try', body: lowerEmbedded(body, lowering), handlers: [], finally: last, ...spanOf(node) }
  return [{ kind: 'block', body: [...opened, inner], ...spanOf(node) }]
}
