import type { Expression, Statement } from '../ir.ts'
import { callOf, literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { arrowOf, type Lowering, nothing } from './lowering.ts'

const sent = '\u0000sent'

/**
 * `__generator(this, function (state) { switch (state.label) { case 0: … return [4, promise]; case 1: … state.sent() … } })`,
 * as TypeScript compiles an async function to ES5: its cases in their order, in which they run but for jumps. What a jump
 * would leave out is taken to run. https://github.com/microsoft/tslib/blob/main/tslib.js
 */
export const lowerStateMachine = (node: SyntaxNode, machine: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const block = childOf(machine, 'body')
  const parameters = childOf(machine, 'parameters')
  const [first] = parameters ? namedChildren(parameters) : []
  const state = first && (childOf(first, 'pattern') ?? first)
  if (!block || !state) return undefined
  const steps = namedChildren(block).flatMap((child) => (child.type === 'switch_statement' ? casesOf(child) : [child]))
  const body = lowering.statements(steps)
  const sentValue = arrowOf([{ kind: 'return', value: nameOf(sent, node), ...spanOf(node) }], node)
  const at = spanOf(node)
  return callOf(
    arrowOf(
      [
        { kind: 'declare', scope: 'function', pattern: nameOf(sent, node), value: nothing(node), ...at },
        {
          kind: 'declare',
          scope: 'function',
          pattern: lowering.pattern(state),
          value: { kind: 'object', type: null, entries: [{ key: literalOf('sent', node), value: sentValue }], ...at },
          ...at,
        },
        ...body.flatMap((statement, index) => step(statement, index === body.length - 1)),
      ],
      node,
    ),
    [],
    node,
  )
}

const casesOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const body = childOf(node, 'body')
  return (body ? namedChildren(body) : []).flatMap((clause) =>
    clause.children.filter((child) => child.named && child.field === 'body'),
  )
}

/** A step of the machine; a return before its end may be jumped over. */
const step = (statement: Statement, isLast: boolean): readonly Statement[] => {
  const instructed = instruction(statement)
  if (!isLast && instructed.some((each) => each.kind === 'return')) {
    const test = opaque(statement, 'it depends on what ran before')
    return [{ kind: 'branch', arms: [{ test, body: instructed }], ...spanOf(statement) }]
  }
  return instructed
}

const instruction = (statement: Statement): readonly Statement[] => {
  switch (statement.kind) {
    case 'branch':
      return [{ ...statement, arms: statement.arms.map((arm) => ({ ...arm, body: arm.body.flatMap(instruction) })) }]
    case 'block':
      return [{ ...statement, body: statement.body.flatMap(instruction) }]
    case 'return': {
      if (statement.value?.kind !== 'list') return [statement]
      const [code, value] = statement.value.elements.map((element) => element.value)
      if (code?.kind !== 'literal') return [statement]
      if (code.value === 2) return [{ ...statement, value: value ?? null }]
      // 4 awaits its value, 5 delegates; 3 and 7 jump.
      if (!value || (code.value !== 4 && code.value !== 5)) return []
      const awaited: Expression = { kind: 'await', value, ...spanOf(value) }
      return [
        {
          kind: 'expression',
          expression: {
            kind: 'assignment',
            declares: false,
            pattern: nameOf(sent, statement),
            value: awaited,
            ...spanOf(statement),
          },
          ...spanOf(statement),
        },
      ]
    }
    case 'declare':
    case 'expression':
    case 'outer':
    case 'exit':
    case 'loop':
    case 'try':
    case 'with':
    case 'import':
    case 'export':
    case 'extend':
    case 'open':
    case 'mix':
      return [statement]
  }
}
