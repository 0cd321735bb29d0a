import type { Arm, BranchStatement, Expression, LoopStatement, Statement, TryStatement } from '../ir.ts'
import { callOf, memberOf, nameOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import { childOf, childrenOf, type SyntaxNode } from '../syntax.ts'
import { declare, innerScope, type Lowering } from './lowering.ts'
import { partsOf } from './nodes.ts'
import { lowerPattern, lowerTuplePattern } from './patterns.ts'
import { typeText } from './type-info.ts'

type LowerOne = (node: SyntaxNode | undefined, lowering: Lowering) => readonly Statement[]

const conditionOf = (node: SyntaxNode, lowering: Lowering): Expression | null => {
  const condition = childOf(node, 'condition')
  return condition ? lowering.parts.expression(condition, lowering) : null
}

export const ifArms = (node: SyntaxNode, lowering: Lowering, lower: LowerOne): readonly Arm[] => {
  const alternative = childOf(node, 'alternative')
  const test = conditionOf(node, lowering)
  return [
    { test, body: lower(childOf(node, 'consequence'), lowering) },
    ...(alternative ? [{ test: null, body: lower(alternative, lowering) }] : []),
  ]
}

interface Lowerers {
  readonly embedded: LowerOne
  readonly statement: (node: SyntaxNode, lowering: Lowering) => readonly Statement[]
}

/** `for`, `while` and `do`. */
export const lowerFor = (node: SyntaxNode, outside: Lowering, { embedded, statement }: Lowerers): readonly Statement[] => {
  const lowering = innerScope(outside)
  const starts = childrenOf(node, 'initializer').flatMap((start): readonly Statement[] =>
    start.type === 'variable_declaration' ? statement(start, lowering) : [statementOf(lowering.parts.expression(start, lowering))],
  )
  const test = node.type === 'do_statement' ? null : conditionOf(node, lowering)
  const updates = childrenOf(node, 'update').map((update) => statementOf(lowering.parts.expression(update, lowering)))
  const body = embedded(childOf(node, 'body') ?? bodyOfWhile(node), lowering)
  const plain = { kind: 'loop', pattern: null, takes: 'elements', iterable: null, ...spanOf(node) } as const
  const repeated: LoopStatement = { ...plain, test, body: [...body, ...updates] }
  return starts.length > 0 ? [{ kind: 'block', body: [...starts, repeated], ...spanOf(node) }] : [repeated]
}

const bodyOfWhile = (node: SyntaxNode): SyntaxNode | undefined =>
  node.children.findLast((child) => child.type === 'block' || child.type.endsWith('_statement'))

/** The elements of a list, or the entries of a dictionary as pairs. */
const entriesOf = (iterable: Expression, node: SyntaxNode): Expression => callOf(memberOf(iterable, 'entries$', node), [], node)

export const lowerForeach = (node: SyntaxNode, outside: Lowering, lower: LowerOne): Statement => {
  const lowering = innerScope(outside)
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  const body = childOf(node, 'body')
  const iterable = right ? lowering.parts.expression(right, lowering) : opaque(node, 'it does not parse')
  const isTuple = left !== undefined && left.type !== 'identifier'
  const type = typeText(childOf(node, 'type'), lowering)
  const isEntry =
    left !== undefined && !isTuple && (/KeyValuePair/.test(type ?? '') || readsEntry(body, lowering.textOf(left), lowering))
  if (left && !isTuple) declare(lowering, lowering.textOf(left), { type: type === 'var' ? null : type, isEntry })
  return {
    kind: 'loop',
    pattern: left ? (isTuple ? lowerTuplePattern(left, lowering) : nameOf(lowering.textOf(left), left)) : null,
    takes: 'elements',
    iterable: isTuple || isEntry ? entriesOf(iterable, node) : iterable,
    test: null,
    body: lower(body, lowering),
    ...spanOf(node),
  }
}

/** Whether a name is read as an entry is: by its `Key` and its `Value`, and by nothing else. */
const readsEntry = (body: SyntaxNode | undefined, name: string, lowering: Lowering): boolean => {
  const text = body ? lowering.textOf(body) : ''
  const read = new Set([...text.matchAll(/\b(\w+)\s*\.\s*(\w+)/g)].flatMap((match) => (match[1] === name ? [match[2]] : [])))
  return read.has('Value') && [...read].every((member) => member === 'Key' || member === 'Value')
}

/** A `switch` for what it does; its default comes last, wherever it is written. Empty sections share the next one's body. */
export const lowerSwitch = (
  node: SyntaxNode,
  lowering: Lowering,
  lower: (nodes: readonly SyntaxNode[], lowering: Lowering) => readonly Statement[],
): BranchStatement => {
  const value = childOf(node, 'value')
  const subject = value ? lowering.parts.expression(value, lowering) : opaque(node, 'it does not parse')
  const body = childOf(node, 'body')
  const arms: { readonly isDefault: boolean; readonly arm: Arm }[] = []
  let waiting: SyntaxNode[] = []
  for (const section of body ? partsOf(body) : []) {
    const statements = partsOf(section).filter((child) => child.type === 'block' || child.type.endsWith('_statement'))
    waiting.push(section)
    if (statements.length === 0) continue
    const inner = innerScope(lowering)
    const tests = waiting.map((one) => testOf(one, subject, inner))
    const isDefault = tests.includes(null)
    arms.push({ isDefault, arm: { test: isDefault ? null : anyOf(tests, section), body: lower(statements, inner) } })
    waiting = []
  }
  const ordered = [...arms.filter(({ isDefault }) => !isDefault), ...arms.filter(({ isDefault }) => isDefault)]
  return { kind: 'branch', isLeftByBreak: true, arms: ordered.map(({ arm }) => arm), ...spanOf(node) }
}

/** Null for `default`. */
const testOf = (section: SyntaxNode, subject: Expression, lowering: Lowering): Expression | null => {
  if (section.children.some((child) => child.type === 'default')) return null
  const [label] = partsOf(section)
  if (!label) return null
  const test = /_pattern$|^discard$/.test(label.type)
    ? lowerPattern(label, subject, lowering)
    : ({
        kind: 'binary',
        operator: '==',
        left: subject,
        right: lowering.parts.expression(label, lowering),
        ...spanOf(label),
      } as const)
  return withGuard(test, section, lowering)
}

/** `when condition` behind a case. */
export const withGuard = (test: Expression | null, node: SyntaxNode, lowering: Lowering): Expression | null => {
  const guard = node.children.find((child) => child.type === 'when_clause')
  const [condition] = guard ? partsOf(guard) : []
  if (!condition) return test
  const right = lowering.parts.expression(condition, lowering)
  return test ? { kind: 'binary', operator: '&&', left: test, right, ...spanOf(node) } : right
}

const anyOf = (tests: readonly (Expression | null)[], node: SyntaxNode): Expression =>
  tests
    .filter((test) => test !== null)
    .reduce<Expression | null>(
      (left, right) => (left ? { kind: 'binary', operator: '||', left, right, ...spanOf(node) } : right),
      null,
    ) ?? opaque(node, 'it is true or false')

export const lowerTry = (node: SyntaxNode, outside: Lowering, lower: LowerOne): TryStatement => {
  const handlers = node.children
    .filter((child) => child.type === 'catch_clause')
    .map((clause) => {
      const inner = innerScope(outside)
      const declaration = clause.children.find((child) => child.type === 'catch_declaration')
      const name = declaration && childOf(declaration, 'name')
      if (name) declare(inner, inner.textOf(name))
      const filter = clause.children.find((child) => child.type === 'catch_filter_clause')
      const tests = filter ? partsOf(filter).map((test) => statementOf(inner.parts.expression(test, inner))) : []
      return { pattern: name ? nameOf(inner.textOf(name), name) : null, body: [...tests, ...lower(childOf(clause, 'body'), inner)] }
    })
  const last = node.children.find((child) => child.type === 'finally_clause')
  return {
    kind: 'try',
    body: [{ kind: 'block', body: lower(childOf(node, 'body'), outside), ...spanOf(node) }],
    handlers,
    finally: lower(
      last?.children.find((child) => child.type === 'block'),
      outside,
    ),
    ...spanOf(node),
  }
}
