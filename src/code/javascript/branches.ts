import type { Arm, Expression, Statement } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'

/** The statements of a body that may be a single one. */
export const bodyOf = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (!node) return []
  return lowering.statements(node.type === 'statement_block' ? node.children : [node])
}

/** `if … else if … else`, as one branch of several arms. */
export const lowerBranch = (node: SyntaxNode, lowering: Lowering): Statement => {
  const arms: Arm[] = []
  for (let at: SyntaxNode | undefined = node; at; ) {
    const condition = childOf(at, 'condition')
    arms.push({
      test: condition ? lowering.expression(condition) : opaque(at, 'it does not parse'),
      body: bodyOf(childOf(at, 'consequence'), lowering),
    })
    const clause = childOf(at, 'alternative')
    const [next] = clause ? namedChildren(clause) : []
    if (next && next.type !== 'if_statement') arms.push({ test: null, body: bodyOf(next, lowering) })
    at = next?.type === 'if_statement' ? next : undefined
  }
  return { kind: 'branch', arms, ...spanOf(node) }
}

/** Longer switches have too many ways through them for the arms to hold what they fall through to. */
const longestFallThrough = 12

/** `switch`: an arm ends at its `break`, or runs on into the following ones. */
export const lowerSwitch = (node: SyntaxNode, lowering: Lowering): Statement => {
  const value = childOf(node, 'value')
  const subject = value ? lowering.expression(value) : opaque(node, 'it does not parse')
  const body = childOf(node, 'body')
  const clauses = (body ? namedChildren(body) : []).filter(
    (clause) => clause.type === 'switch_case' || clause.type === 'switch_default',
  )
  const bodies = clauses.map((clause) => caseBody(clause, lowering))
  const arms: Arm[] = []
  let tests: Expression[] = []
  clauses.forEach((clause, index) => {
    const test = childOf(clause, 'value')
    const at = spanOf(clause)
    if (test) tests.push({ kind: 'binary', operator: '===', left: subject, right: lowering.expression(test), ...at })
    const isLast = index === clauses.length - 1
    // `case 1: case 2:` share a body.
    if (bodies[index]?.statements.length === 0 && !bodies[index]?.isEnded && !isLast && clause.type === 'switch_case') return
    const [first, ...more] = tests
    const either =
      first && more.reduce<Expression>((left, right) => ({ kind: 'binary', operator: '||', left, right, ...at }), first)
    arms.push({ test: clause.type === 'switch_default' ? null : (either ?? null), body: fallThrough(bodies, index) })
    tests = []
  })
  // The default runs only if no other arm does, wherever it stands.
  return { kind: 'branch', arms: [...arms.filter((arm) => arm.test), ...arms.filter((arm) => !arm.test)], ...spanOf(node) }
}

interface CaseBody {
  readonly statements: readonly Statement[]
  readonly isEnded: boolean
}

const caseBody = (clause: SyntaxNode, lowering: Lowering): CaseBody => {
  const nodes = clause.children.filter((child) => child.named && child.field !== 'value' && child.type !== 'comment')
  const only = nodes.length === 1 && nodes[0]?.type === 'statement_block' ? nodes[0].children : nodes
  const statements = lowering.statements(only)
  const end = statements.findIndex((statement) => statement.kind === 'return' || statement.kind === 'exit')
  const kept =
    end === -1 ? statements : statements.slice(0, statements[end]?.kind === 'exit' && isBreak(statements[end]) ? end : end + 1)
  return { statements: kept.flatMap(withoutBreak), isEnded: end !== -1 }
}

const isBreak = (statement: Statement | undefined): boolean => statement?.kind === 'exit' && statement.how === 'break'

/** A `break` inside an arm leaves the switch and no loop; what it would skip is taken to run. */
const withoutBreak = (statement: Statement): readonly Statement[] => {
  if (isBreak(statement)) return []
  switch (statement.kind) {
    case 'branch':
      return [{ ...statement, arms: statement.arms.map((arm) => ({ ...arm, body: arm.body.flatMap(withoutBreak) })) }]
    case 'block':
      return [{ ...statement, body: statement.body.flatMap(withoutBreak) }]
    case 'try':
      return [
        {
          ...statement,
          body: statement.body.flatMap(withoutBreak),
          handlers: statement.handlers.map((handler) => ({ ...handler, body: handler.body.flatMap(withoutBreak) })),
          finally: statement.finally.flatMap(withoutBreak),
        },
      ]
    case 'declare':
    case 'expression':
    case 'outer':
    case 'return':
    case 'exit':
    case 'loop':
    case 'with':
    case 'import':
    case 'export':
    case 'extend':
    case 'open':
    case 'mix':
      return [statement]
  }
}

const fallThrough = (bodies: readonly CaseBody[], index: number): readonly Statement[] => {
  const statements: Statement[] = []
  for (let at = index; at < Math.min(bodies.length, index + longestFallThrough); at++) {
    const body = bodies[at]
    statements.push(...(body?.statements ?? []))
    if (body?.isEnded) break
  }
  return statements
}
