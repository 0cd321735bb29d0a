import type { Arm, Expression, Statement } from '../ir.ts'
import { nameOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { placeOf } from './assignments.ts'
import { elementsIn } from './facts.ts'
import { blockOf, declare, type Lowering } from './lowering.ts'

const scoped = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] =>
  node ? [blockOf(node, lowering.statements(node))] : []

/** `if v, err := f(); err != nil { … } else …`. */
export const lowerIf = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const initializer = childOf(node, 'initializer')
  const condition = childOf(node, 'condition')
  const otherwise = childOf(node, 'alternative')
  const arms: readonly Arm[] = [
    {
      test: condition ? lowering.expression(condition) : opaque(node, 'it does not parse'),
      body: scoped(childOf(node, 'consequence'), lowering),
    },
    ...(otherwise ? [{ test: null, body: scoped(otherwise, lowering) }] : []),
  ]
  const branch: Statement = { kind: 'branch', arms, ...spanOf(node) }
  return initializer ? [blockOf(node, [...lowering.statements(initializer), branch])] : [branch]
}

export const lowerFor = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const body = childOf(node, 'body')
  const [head] = namedChildren(node).filter((child) => child !== body)
  if (head?.type === 'range_clause') return [rangeLoop(node, head, body, lowering)]
  const clause = head?.type === 'for_clause' ? head : undefined
  const test = clause ? childOf(clause, 'condition') : head
  const [initializer, update] = [clause && childOf(clause, 'initializer'), clause && childOf(clause, 'update')]
  const loop: Statement = {
    kind: 'loop',
    pattern: null,
    takes: 'elements',
    iterable: null,
    test: test ? lowering.expression(test) : null,
    body: [...scoped(body, lowering), ...lowering.statements(update)],
    ...spanOf(node),
  }
  return initializer ? [blockOf(node, [...lowering.statements(initializer), loop])] : [loop]
}

/** The loop's own names are bound outside of its block, so they have names there that no program has. */
const rangeLoop = (node: SyntaxNode, clause: SyntaxNode, body: SyntaxNode | undefined, lowering: Lowering): Statement => {
  const right = childOf(clause, 'right')
  const targets = elementsIn(childOf(clause, 'left'))
  const isChannel = right !== undefined && targets.length === 1 && lowering.facts.channels.has(lastName(right, lowering))
  const declares = clause.children.some((child) => child.type === ':=')
  const taken = targets.map((target, index) => {
    const from = nameOf(`range ${clause.start}.${index}`, target)
    const place = placeOf(target, lowering)
    const bound: readonly Statement[] = !place
      ? []
      : declares
        ? [declare(target, place, from)]
        : [statementOf({ kind: 'assignment', declares: false, pattern: place, value: from, ...spanOf(target) })]
    return { from: place ? from : null, bound }
  })
  const [first] = taken
  return {
    kind: 'loop',
    pattern: isChannel
      ? (first?.from ?? null)
      : { kind: 'list-pattern', elements: taken.map(({ from }) => from), rest: null, ...spanOf(clause) },
    takes: isChannel ? 'elements' : 'pairs',
    iterable: right ? lowering.expression(right) : opaque(node, 'it does not parse'),
    test: null,
    body: [blockOf(node, [...taken.flatMap(({ bound }) => bound), ...scoped(body, lowering)])],
    ...spanOf(node),
  }
}

const lastName = (node: SyntaxNode, lowering: Lowering): string => {
  const field = node.type === 'selector_expression' ? childOf(node, 'field') : node
  return field ? lowering.textOf(field) : ''
}

const cases: ReadonlySet<string> = new Set(['expression_case', 'type_case', 'communication_case', 'default_case'])

/** The cases with the default at the end, wherever it stands. */
const casesOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const all = node.children.filter((child) => cases.has(child.type))
  return [...all.filter((each) => each.type !== 'default_case'), ...all.filter((each) => each.type === 'default_case')]
}

const bodyOf = (node: SyntaxNode): SyntaxNode | undefined => node.children.find((child) => child.type === 'statement_list')

const withInitializer = (node: SyntaxNode, branch: Statement, lowering: Lowering): readonly Statement[] => {
  const initializer = childOf(node, 'initializer')
  return initializer ? [blockOf(node, [...lowering.statements(initializer), branch])] : [branch]
}

export const lowerSwitch = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const subject = childOf(node, 'value')
  const written = node.children.filter((child) => cases.has(child.type))
  const arms = casesOf(node).map((each): Arm => {
    const values = elementsIn(childOf(each, 'value')).map((value) => testOf(value, subject, lowering))
    return {
      test: each.type === 'default_case' ? null : either(each, values),
      body: throughCases(written, written.indexOf(each), lowering),
    }
  })
  return withInitializer(node, { kind: 'branch', isLeftByBreak: true, arms, ...spanOf(node) }, lowering)
}

const testOf = (value: SyntaxNode, subject: SyntaxNode | undefined, lowering: Lowering): Expression =>
  subject
    ? { kind: 'binary', operator: '==', left: lowering.expression(subject), right: lowering.expression(value), ...spanOf(value) }
    : lowering.expression(value)

const either = (node: SyntaxNode, tests: readonly Expression[]): Expression =>
  tests.length === 0
    ? opaque(node, 'it does not parse')
    : tests.reduce((left, right) => ({ kind: 'binary', operator: '||', left, right, ...spanOf(node) }))

/** A case that falls through holds the next one's statements too. */
const throughCases = (all: readonly SyntaxNode[], index: number, lowering: Lowering): readonly Statement[] => {
  const statements: Statement[] = []
  for (let at = index; at < all.length; at += 1) {
    const body = bodyOf(all[at] as SyntaxNode)
    statements.push(...scoped(body, lowering))
    if (!body?.children.some((child) => child.type === 'fallthrough_statement')) break
  }
  return statements
}

export const lowerTypeSwitch = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const subject = childOf(node, 'value')
  const [alias] = elementsIn(childOf(node, 'alias'))
  const arms = casesOf(node).map((each): Arm => {
    const bound = alias && subject ? [declare(alias, nameOf(lowering.textOf(alias), alias), lowering.expression(subject))] : []
    return {
      test: each.type === 'default_case' ? null : opaque(each, 'it depends on a type'),
      body: [blockOf(each, [...bound, ...scoped(bodyOf(each), lowering)])],
    }
  })
  return withInitializer(node, { kind: 'branch', isLeftByBreak: true, arms, ...spanOf(node) }, lowering)
}

export const lowerSelect = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const arms = casesOf(node).map((each, index, all): Arm => {
    const communication = childrenOf(each, 'communication').flatMap((child) => lowering.statements(child))
    return {
      test: index === all.length - 1 ? null : opaque(each, 'it depends on what is received first'),
      body: [blockOf(each, [...communication, ...scoped(bodyOf(each), lowering)])],
    }
  })
  return [{ kind: 'branch', isLeftByBreak: true, arms, ...spanOf(node) }]
}
