import type { Arm, Expression, Statement } from '../ir.ts'
import { declared, literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { assigned, declareName, innerScope, type Lowering, plainText } from './lowering.ts'
import { partsOf } from './nodes.ts'

/** Where a value is kept that statements before it make. */
export const temporary = (node: SyntaxNode): string => `value$${node.start}$${node.end}`

export interface Body {
  readonly statements: readonly Statement[]
  /** Of the last expression; null if it has none. */
  readonly value: Expression | null
}

const noValue =
  /^(?:property_declaration|function_declaration|class_declaration|object_declaration|assignment|for_statement|while_statement|do_while_statement|return_expression|throw_expression|labeled_expression)$/

/** Statements whose value is that of the last one. */
export const bodyOf = (nodes: readonly SyntaxNode[], lowering: Lowering): Body => {
  const last = nodes.at(-1)
  const before = nodes.slice(0, -1).flatMap((node) => lowering.parts.statement(node, lowering))
  if (!last) return { statements: before, value: null }
  if (noValue.test(last.type) || isJump(last, lowering))
    return { statements: [...before, ...lowering.parts.statement(last, lowering)], value: null }
  const sink: Statement[] = []
  const value = lowering.parts.expression(last, { ...lowering, sink })
  return { statements: [...before, ...sink], value }
}

/** `break`, `continue`, which are plain names to the grammar. */
const isJump = (node: SyntaxNode, { textOf }: Lowering): boolean =>
  node.type === 'return_expression' ||
  node.type === 'throw_expression' ||
  ((node.type === 'identifier' || node.type === 'labeled_expression') && /^(?:break|continue)\b/.test(textOf(node)))

/** What stands where a block or a single expression may be. */
const nodesOf = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  node === undefined ? [] : node.type === 'block' ? partsOf(node) : [node]

/** An arm that leaves its value in a variable, if there is one. */
const filled = (nodes: readonly SyntaxNode[], target: string | null, node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const lowering = innerScope(outside)
  if (target === null) return nodes.flatMap((one) => lowering.parts.statement(one, lowering))
  const { statements, value } = bodyOf(nodes, lowering)
  return value ? [...statements, assigned(nameOf(target, node), value, node)] : statements
}

/** Each arm has a scope of its own. */
const blockOf = (statements: readonly Statement[], node: SyntaxNode): readonly Statement[] =>
  statements.length === 0 ? [] : [{ kind: 'block', body: statements, ...spanOf(node) }]

const ifArms = (node: SyntaxNode, target: string | null, lowering: Lowering): readonly Arm[] => {
  const condition = node.children.find((child) => child.field === 'condition')
  const at = node.children.findIndex((child) => lowering.textOf(child) === 'else' && !child.named)
  const bodies = partsOf(node).filter((child) => child !== condition)
  const otherwise = at === -1 ? undefined : bodies.find((child) => child.start > (node.children[at]?.start ?? 0))
  const then = bodies.find((child) => child !== otherwise)
  const test = condition ? lowering.parts.expression(condition, lowering) : opaque(node, 'it does not parse')
  const arms: Arm[] = [{ test, body: blockOf(filled(nodesOf(then), target, node, lowering), node) }]
  if (otherwise) arms.push({ test: null, body: blockOf(filled(nodesOf(otherwise), target, node, lowering), node) })
  return arms
}

const whenArms = (node: SyntaxNode, target: string | null, outside: Lowering): readonly Arm[] => {
  const lowering = innerScope(outside)
  const head = node.children.find((child) => child.type === 'when_subject')
  const subject = head && subjectOf(head, lowering)
  return node.children
    .filter((child) => child.type === 'when_entry')
    .map((entry): Arm => {
      const conditions = entry.children.filter((child) => child.field === 'condition')
      const body = partsOf(entry).filter((child) => child.field !== 'condition')
      const tests = conditions.map((condition) => testOf(condition, subject, lowering))
      return {
        test:
          tests.length === 0
            ? null
            : tests.reduce((left, right) => ({ kind: 'binary', operator: '||', left, right, ...spanOf(entry) })),
        body: blockOf(filled(body.flatMap(nodesOf), target, node, lowering), entry),
      }
    })
}

const subjectOf = (head: SyntaxNode, lowering: Lowering): Expression => {
  const parts = partsOf(head)
  const variable = parts.find((part) => part.type === 'variable_declaration')
  const value = parts.find((part) => part !== variable && part.type !== 'annotation')
  const given = value ? lowering.parts.expression(value, lowering) : opaque(head, 'it does not parse')
  const nameNode = variable && partsOf(variable).find((part) => part.type === 'identifier')
  const name = nameNode ? declareName(lowering, plainText(nameNode, lowering)) : `subject$${head.start}`
  lowering.sink.push(declared(name, given, head))
  return nameOf(name, head)
}

const testOf = (condition: SyntaxNode, subject: Expression | undefined, lowering: Lowering): Expression => {
  if (condition.type === 'type_test' || condition.type === 'range_test') return opaque(condition, 'it is true or false')
  const value = lowering.parts.expression(condition, lowering)
  return subject ? { kind: 'binary', operator: '==', left: subject, right: value, ...spanOf(condition) } : value
}

const branchStatements = (node: SyntaxNode, target: string | null, lowering: Lowering): readonly Statement[] => {
  switch (node.type) {
    case 'if_expression':
      return [{ kind: 'branch', arms: ifArms(node, target, lowering), ...spanOf(node) }]
    case 'when_expression':
      return [{ kind: 'branch', arms: whenArms(node, target, lowering), ...spanOf(node) }]
    default:
      return [tryStatement(node, target, lowering)]
  }
}

const tryStatement = (node: SyntaxNode, target: string | null, lowering: Lowering): Statement => {
  const block = node.children.find((child) => child.type === 'block')
  const last = node.children.find((child) => child.type === 'finally_block')
  return {
    kind: 'try',
    body: blockOf(filled(nodesOf(block), target, node, lowering), node),
    handlers: node.children
      .filter((child) => child.type === 'catch_block')
      .map((clause) => {
        const inner = innerScope(lowering)
        const name = clause.children.find((child) => child.type === 'identifier')
        const pattern = name ? nameOf(declareName(inner, plainText(name, lowering)), name) : null
        const body = clause.children.find((child) => child.type === 'block')
        return { pattern, body: blockOf(filled(nodesOf(body), target, node, inner), clause) }
      }),
    finally: blockOf(filled(nodesOf(last?.children.find((child) => child.type === 'block')), null, node, lowering), node),
    ...spanOf(node),
  }
}

/** `if`, `when` and `try` for what they do. */
export const lowerBranch = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => branchStatements(node, null, lowering)

/** `if`, `when` and `try` for their value. */
export const lowerBranchValue = (node: SyntaxNode, lowering: Lowering): Expression => {
  const target = temporary(node)
  const statements = branchStatements(node, target, lowering)
  const [only] = statements
  const plain = only?.kind === 'branch' ? plainChoice(only.arms, target, node) : undefined
  if (plain) return plain
  lowering.sink.push(declared(target, literalOf(null, node), node), ...statements)
  return nameOf(target, node)
}

/** Arms that only have a value need no variable for it. */
const plainChoice = ([first, second, third]: readonly Arm[], target: string, node: SyntaxNode): Expression | undefined => {
  const whenTrue = first && onlyValue(first, target)
  const whenFalse = second && onlyValue(second, target)
  if (third || !first?.test || !whenTrue || !whenFalse || second?.test) return undefined
  return { kind: 'conditional', test: first.test, whenTrue, whenFalse, ...spanOf(node) }
}

const onlyValue = ({ body }: Arm, target: string): Expression | undefined => {
  const [block] = body
  const [statement, another] = block?.kind === 'block' ? block.body : []
  const expression = statement?.kind === 'expression' && !another ? statement.expression : undefined
  const isValue = expression?.kind === 'assignment' && expression.pattern.kind === 'name' && expression.pattern.name === target
  return isValue && expression.kind === 'assignment' ? expression.value : undefined
}

/** `left ?: right`, where the right side may leave the function. */
export const lowerElvis = (left: SyntaxNode, right: SyntaxNode, node: SyntaxNode, lowering: Lowering): Expression => {
  const value = lowering.parts.expression(left, lowering)
  const leaves = isJump(right, lowering) || /^(?:error|exitProcess|TODO)\s*\(/.test(lowering.textOf(right))
  const sink: Statement[] = []
  const otherwise = leaves ? null : lowering.parts.expression(right, { ...lowering, sink })
  if (otherwise && sink.length === 0) return { kind: 'binary', operator: '??', left: value, right: otherwise, ...spanOf(node) }
  const target = temporary(node)
  const kept = nameOf(target, node)
  const inner = innerScope(lowering)
  const body = otherwise
    ? [...sink, assigned(kept, otherwise, node)]
    : isJump(right, lowering)
      ? lowering.parts.statement(right, inner)
      : ([{ kind: 'exit', how: 'throw', value: null, ...spanOf(right) }] as const)
  const test: Expression = { kind: 'binary', operator: '==', left: kept, right: literalOf(null, node), ...spanOf(node) }
  lowering.sink.push(declared(target, value, node), { kind: 'branch', arms: [{ test, body }], ...spanOf(node) })
  return kept
}
