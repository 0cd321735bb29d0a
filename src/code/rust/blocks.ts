import type { Arm, Expression, Statement } from '../ir.ts'
import { assignmentOf, callOf, declared, functionOf, literalOf, nameOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { fieldOf, innerScope, type Lowering, partsOf, presentOf } from './lowering.ts'
import { lowerPattern, testOf } from './patterns.ts'

export interface Body {
  readonly statements: readonly Statement[]
  /** Of the expression at its end; null if it has none. */
  readonly value: Expression | null
}

const noValue =
  /^(?:let_declaration|expression_statement|empty_statement|return_expression|break_expression|continue_expression|for_expression|while_expression)$|_item$|^use_declaration$|^macro_definition$/

/** The nodes of a block, whose value is that of the last one. Items are in scope before all statements. */
export const bodyOf = (nodes: readonly SyntaxNode[], lowering: Lowering): Body => {
  const items = nodes.filter((node) => /_item$/.test(node.type))
  // At its end, what needs no `;` to be a statement is the value.
  const others = nodes
    .filter((node) => !items.includes(node))
    .map((node, index, all) => (index === all.length - 1 ? tailOf(node, lowering) : node))
  const before = lowering.parts.items(items, lowering)
  const last = others.at(-1)
  const hasValue = last !== undefined && !noValue.test(last.type)
  const statements = (hasValue ? others.slice(0, -1) : others).flatMap((node) => lowering.parts.statement(node, lowering))
  if (!hasValue || !last) return { statements: [...before, ...statements], value: null }
  const sink: Statement[] = []
  const value = lowering.parts.expression(last, { ...lowering, sink })
  return { statements: [...before, ...statements, ...sink], value }
}

const tailOf = (node: SyntaxNode, { textOf }: Lowering): SyntaxNode =>
  node.type === 'expression_statement' && !textOf(node).endsWith(';') ? (partsOf(node)[0] ?? node) : node

export const nodesOf = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  node === undefined ? [] : node.type === 'block' ? partsOf(node).filter((child) => child.type !== 'label') : [node]

/** Errors end a function here: what it gives otherwise is what matters. */
export const isError = (node: SyntaxNode, lowering: Lowering): boolean => {
  const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined
  return (
    callee !== undefined &&
    /^(?:Result::)?Err$|^(?:bail|panic|unreachable|todo|unimplemented)!$|^(?:std::)?process::exit$/.test(lowering.textOf(callee))
  )
}

const temporary = (node: SyntaxNode): string => `value$${node.start}$${node.end}`

/** An arm that leaves its value in a variable, if there is one. */
const filled = (node: SyntaxNode | undefined, target: string | null, lowering: Lowering): readonly Statement[] => {
  const { statements, value } = bodyOf(nodesOf(node), lowering)
  if (value === null || node === undefined) return statements
  return [...statements, target === null ? statementOf(value) : statementOf(assignmentOf(nameOf(target, node), value, node))]
}

const blockOf = (statements: readonly Statement[], node: SyntaxNode): readonly Statement[] =>
  statements.length === 0 ? [] : [{ kind: 'block', body: statements, ...spanOf(node) }]

/** Kept in a variable, to be looked at more than once. */
const kept = (value: Expression, node: SyntaxNode, lowering: Lowering): Expression => {
  if (value.kind === 'name') return value
  const name = `subject$${node.start}$${node.end}`
  lowering.sink.push(declared(name, value, node))
  return nameOf(name, node)
}

interface Condition {
  readonly test: Expression | null
  readonly binds: readonly Statement[]
}

/** `if a && let Some(x) = b`: what is bound is seen by the body. */
const conditionOf = (node: SyntaxNode, outside: Lowering, inner: Lowering): Condition => {
  if (node.type === 'let_chain') {
    const all = partsOf(node).map((part) => conditionOf(part, outside, inner))
    const tests = all.flatMap(({ test }) => (test ? [test] : []))
    return {
      test:
        tests.length === 0
          ? null
          : tests.reduce((left, right) => ({ kind: 'binary', operator: '&&', left, right, ...spanOf(node) })),
      binds: all.flatMap(({ binds }) => binds),
    }
  }
  if (node.type !== 'let_condition') return { test: outside.parts.expression(node, outside), binds: [] }
  const value = fieldOf(node, 'value')
  const patternNode = fieldOf(node, 'pattern')
  if (!value || !patternNode) return { test: opaque(node, 'it does not parse'), binds: [] }
  const subject = kept(outside.parts.expression(value, outside), value, outside)
  const test = testOf(patternNode, subject, outside)
  const pattern = lowerPattern(patternNode, inner)
  return {
    test,
    binds: pattern ? [{ kind: 'declare', scope: 'block', pattern, value: presentOf(subject, node), ...spanOf(node) }] : [],
  }
}

const ifArms = (node: SyntaxNode, target: string | null, lowering: Lowering): readonly Arm[] => {
  const condition = fieldOf(node, 'condition')
  const inner = innerScope(lowering)
  const { binds, test } = condition
    ? conditionOf(condition, lowering, inner)
    : { test: opaque(node, 'it does not parse'), binds: [] }
  const otherwise = fieldOf(node, 'alternative')
  const then: Arm = { test, body: blockOf([...binds, ...filled(fieldOf(node, 'consequence'), target, inner)], node) }
  const [other] = otherwise ? partsOf(otherwise) : []
  return other ? [then, { test: null, body: blockOf(filled(other, target, innerScope(lowering)), node) }] : [then]
}

const matchArms = (node: SyntaxNode, target: string | null, lowering: Lowering): readonly Arm[] => {
  const value = fieldOf(node, 'value')
  const subject = value ? kept(lowering.parts.expression(value, lowering), value, lowering) : opaque(node, 'it does not parse')
  const arms = (fieldOf(node, 'body')?.children ?? []).filter((child) => child.type === 'match_arm')
  return arms.map((arm, index): Arm => {
    const inner = innerScope(lowering)
    const patternNode = fieldOf(arm, 'pattern')
    const test = patternNode ? testOf(patternNode, subject, lowering) : null
    const isPresent = patternNode !== undefined && /^\s*(?:Some|Ok)\b/.test(lowering.textOf(patternNode))
    const pattern = patternNode ? lowerPattern(patternNode, inner) : null
    const bind: readonly Statement[] = pattern
      ? [{ kind: 'declare', scope: 'block', pattern, value: isPresent ? presentOf(subject, node) : subject, ...spanOf(arm) }]
      : []
    // One of the arms holds, so that the last one does if no other does.
    return {
      test: index === arms.length - 1 ? null : test,
      body: blockOf([...bind, ...filled(fieldOf(arm, 'value'), target, inner)], arm),
    }
  })
}

const armsOf = (node: SyntaxNode, target: string | null, lowering: Lowering): readonly Arm[] =>
  node.type === 'if_expression' ? ifArms(node, target, lowering) : matchArms(node, target, lowering)

/** `if` and `match` for what they do. */
export const lowerBranch = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => [
  { kind: 'branch', arms: armsOf(node, null, lowering), ...spanOf(node) },
]

/** `if` and `match` for their value. */
export const lowerBranchValue = (node: SyntaxNode, lowering: Lowering): Expression => {
  const target = temporary(node)
  const arms = armsOf(node, target, lowering)
  lowering.sink.push(declared(target, literalOf(null, node), node), { kind: 'branch', arms, ...spanOf(node) })
  return nameOf(target, node)
}

/** `{ …; value }`. */
export const lowerBlockValue = (node: SyntaxNode, lowering: Lowering): Expression => {
  const target = temporary(node)
  const body = filled(node, target, innerScope(lowering))
  lowering.sink.push(declared(target, literalOf(null, node), node), ...blockOf(body, node))
  return nameOf(target, node)
}

/** `async { … }`: what it returns is its own. It is run where it stands. */
export const lowerAsync = (node: SyntaxNode, lowering: Lowering): Expression => {
  const block = partsOf(node).find((child) => child.type === 'block')
  return callOf(functionOf(node, 'async', [], lowerFunctionBody(block, innerScope({ ...lowering, sink: [] }))), [], node)
}

/** What a function runs; its value at the end is returned. */
export const lowerFunctionBody = (block: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  const nodes = nodesOf(block)
  const last = nodes.at(-1)
  if (last && isError(last, lowering)) return [...bodyOf(nodes.slice(0, -1), lowering).statements, ...leave(last, lowering)]
  const { statements, value } = bodyOf(nodes, lowering)
  return value ? [...statements, { kind: 'return', value, ...spanOf(value) }] : statements
}

/** An error, or a panic: its arguments are run. */
export const leave = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const list = fieldOf(node, 'arguments')
  const sink: Statement[] = []
  const values = (list ? partsOf(list) : []).map((child) => lowering.parts.expression(child, { ...lowering, sink }))
  return [...sink, { kind: 'exit', how: 'throw', value: opaque(node, 'it is an error', values), ...spanOf(node) }]
}
