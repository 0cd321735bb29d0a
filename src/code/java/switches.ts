import type { Arm, BranchStatement, Expression, Statement } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { innerScope, type Lowering } from './lowering.ts'
import { partsOf } from './nodes.ts'

type LowerStatements = (nodes: readonly SyntaxNode[], lowering: Lowering) => readonly Statement[]

interface Case {
  readonly labels: readonly SyntaxNode[]
  readonly body: readonly SyntaxNode[]
  /** After `:`, the next case's body follows if nothing leaves the switch. */
  readonly fallsThrough: boolean
}

const casesOf = (node: SyntaxNode): readonly Case[] => {
  const block = childOf(node, 'body')
  return (block ? partsOf(block) : []).map((group) => ({
    labels: group.children.filter((child) => child.type === 'switch_label'),
    body: partsOf(group).filter((child) => child.type !== 'switch_label'),
    fallsThrough: group.type === 'switch_block_statement_group',
  }))
}

const leaves = new Set(['break_statement', 'return_statement', 'throw_statement', 'continue_statement', 'yield_statement'])

/** A body with those that it falls through to. */
const bodyFrom = (cases: readonly Case[], index: number): readonly SyntaxNode[] => {
  const nodes: SyntaxNode[] = []
  for (const one of cases.slice(index)) {
    nodes.push(...one.body)
    const last = one.body.at(-1)
    const end = last?.type === 'block' ? partsOf(last).at(-1) : last
    if (!one.fallsThrough || (end && leaves.has(end.type))) break
  }
  return nodes
}

/** A `switch` for what it does; its default comes last, wherever it is written. */
export const lowerSwitch = (node: SyntaxNode, lowering: Lowering, lower: LowerStatements): BranchStatement => ({
  kind: 'branch',
  isLeftByBreak: true,
  arms: armsOf(node, lowering, (nodes, inner) => lower(nodes, inner)),
  ...spanOf(node),
})

/** A `switch` for its value: a function that returns what its cases yield. */
export const lowerSwitchValue = (node: SyntaxNode, lowering: Lowering, lower: LowerStatements): Expression => {
  const arms = armsOf(node, lowering, (nodes, inner) =>
    nodes.flatMap((child): readonly Statement[] => {
      const [value] = child.type === 'expression_statement' ? partsOf(child) : []
      if (!value || nodes.length > 1) return lower([child], inner)
      return [{ kind: 'return', value: inner.parts.expression(value, inner), ...spanOf(child) }]
    }),
  )
  return {
    kind: 'call',
    callee: {
      kind: 'function',
      name: null,
      parameters: [],
      body: [{ kind: 'branch', arms, ...spanOf(node) }],
      this: 'enclosing',
      isGenerator: false,
      decorators: [],
      ...spanOf(node),
    },
    arguments: [],
    isNew: false,
    ...spanOf(node),
  }
}

const armsOf = (node: SyntaxNode, lowering: Lowering, lower: LowerStatements): readonly Arm[] => {
  const condition = childOf(node, 'condition')
  const subject = condition ? lowering.parts.expression(condition, lowering) : opaque(node, 'it does not parse')
  const cases = casesOf(node)
  const arms = cases.map(({ labels }, index) => {
    const inner = innerScope(lowering)
    const tests = labels.flatMap((label) => testsOf(label, subject, inner))
    const isDefault = tests.includes(null)
    return { isDefault, arm: { test: isDefault ? null : anyOf(tests, node), body: lower(bodyFrom(cases, index), inner) } }
  })
  return [...arms.filter(({ isDefault }) => !isDefault), ...arms.filter(({ isDefault }) => isDefault)].map(({ arm }) => arm)
}

/** Null for `default`. A case that is no literal is a constant, a type or a pattern: what it holds for is not known. */
const testsOf = (label: SyntaxNode, subject: Expression, lowering: Lowering): readonly (Expression | null)[] => {
  const values = partsOf(label)
  if (values.length === 0 || label.children.some((child) => child.type === 'default')) return [null]
  return values.map((value): Expression => {
    const at = spanOf(value)
    if (/_literal$|^(?:true|false)$/.test(value.type))
      return { kind: 'binary', operator: '==', left: subject, right: lowering.parts.expression(value, lowering), ...at }
    const name = value.type === 'pattern' ? findName(value) : undefined
    if (!name) return opaque(value, 'it is true or false')
    const text = lowering.textOf(name)
    lowering.scope.names.set(text, null)
    const bound: Expression = {
      kind: 'assignment',
      declares: true,
      pattern: { kind: 'name', name: text, ...spanOf(name) },
      value: subject,
      ...at,
    }
    return { kind: 'sequence', expressions: [bound, opaque(value, 'it is true or false')], ...at }
  })
}

const findName = (node: SyntaxNode): SyntaxNode | undefined => {
  const [inner] = partsOf(node)
  return inner?.type === 'type_pattern' ? partsOf(inner).find((part) => part.type === 'identifier') : undefined
}

const anyOf = (tests: readonly (Expression | null)[], node: SyntaxNode): Expression =>
  tests
    .filter((test) => test !== null)
    .reduce<Expression | null>(
      (left, right) => (left ? { kind: 'binary', operator: '||', left, right, ...spanOf(node) } : right),
      null,
    ) ?? opaque(node, 'it is true or false')
