import type { Arm, Expression, Statement } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerCall } from './calls.ts'
import { lowerCaseMatch, lowerMatch } from './cases.ts'
import { lowerClass, lowerSingletonClass } from './definitions.ts'
import { asExpression, finish, type Lowering, type Tail } from './lowering.ts'

/** Statements in their order; what the last one gives is the value of all. */
export const lowerStatements = (nodes: readonly SyntaxNode[], tail: Tail, lowering: Lowering): readonly Statement[] => {
  const own = nodes.filter((node) => !isNothing(node))
  return own.flatMap((node, index) => lowerStatement(node, index === own.length - 1 ? tail : 'drop', lowering))
}

const isNothing = ({ named, type }: SyntaxNode): boolean =>
  !named || type === 'comment' || type === 'heredoc_body' || type === 'empty_statement' || type === 'uninterpreted'

/** Kinds of syntax that are statements of their own; they have a value all the same. */
const statementTypes: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'elsif',
  'else',
  'then',
  'do',
  'ensure',
  'if_modifier',
  'unless_modifier',
  'while',
  'until',
  'while_modifier',
  'until_modifier',
  'for',
  'case',
  'case_match',
  'match_pattern',
  'test_pattern',
  'begin',
  'begin_block',
  'end_block',
  'body_statement',
  'block_body',
  'program',
  'rescue_modifier',
  'return',
  'next',
  'break',
  'redo',
  'retry',
  'class',
  'module',
  'singleton_class',
  'method',
  'singleton_method',
  'alias',
  'undef',
])

export const isStatement = (node: SyntaxNode): boolean => statementTypes.has(node.type)

/** A statement where a value is asked for. */
export const statementValue = (node: SyntaxNode, lowering: Lowering): Expression =>
  asExpression(node, (tail) => lowerStatement(node, tail, lowering))

const lowerStatement = (node: SyntaxNode, tail: Tail, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  switch (node.type) {
    case 'if':
    case 'unless':
    case 'elsif':
    case 'if_modifier':
    case 'unless_modifier':
      return [{ kind: 'branch', arms: armsOf(node, tail, lowering), ...at }]
    case 'case':
      return lowerMatch(node, tail, lowering)
    case 'case_match':
    case 'match_pattern':
    case 'test_pattern':
      return lowerCaseMatch(node, tail, lowering)
    case 'while':
    case 'until':
    case 'while_modifier':
    case 'until_modifier':
    case 'for':
      return [loop(node, lowering), ...valueless(node, tail)]
    case 'begin':
    case 'body_statement':
    case 'block_body':
    case 'program':
    case 'do':
    case 'then':
    case 'else':
    case 'ensure':
    case 'begin_block':
    case 'end_block':
    case 'parenthesized_statements':
      return lowerBody(namedChildren(node), tail, lowering, node)
    case 'rescue_modifier': {
      const body = childOf(node, 'body')
      const handler = childOf(node, 'handler')
      if (!body || !handler) return []
      const handlers = [{ pattern: null, body: lowering.statements([handler], tail) }]
      return [{ kind: 'try', body: lowering.statements([body], tail), handlers, finally: [], ...at }]
    }
    case 'return':
    case 'next':
    case 'break':
    case 'redo':
    case 'retry':
      return [exit(node, lowering)]
    case 'class':
    case 'module':
      return [lowerClass(node, lowering), ...valueless(node, tail)]
    case 'singleton_class':
      return lowerSingletonClass(node, lowering)
    case 'method':
    case 'singleton_method':
      return [
        ...defined(node, lowering),
        ...(tail === 'drop' ? [] : [finish(node, literalOf(declaredName(node, lowering), node), tail)]),
      ]
    case 'alias':
      return aliased(node, lowering)
    case 'undef':
    case 'ERROR':
      return []
    case 'call':
    case 'identifier': {
      const special = lowerCall(node, lowering)
      return special.kind === 'statements' ? special.statements : [finish(node, special.value, tail)]
    }
    default:
      return [finish(node, lowering.expression(node), tail)]
  }
}

const valueless = (node: SyntaxNode, tail: Tail): readonly Statement[] =>
  tail === 'drop' ? [] : [finish(node, literalOf(null, node), tail)]

const declaredName = (node: SyntaxNode, lowering: Lowering): string => {
  const name = childOf(node, 'name')
  return name ? lowering.textOf(name) : ''
}

/** A method of a class is among its members; one at the top level is the program's. */
const defined = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  if (lowering.place.nesting.length > 0) return []
  return [assigned(node, `${declaredName(node, lowering)}()`, lowering.method(node))]
}

const aliased = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const name = childOf(node, 'name')
  const other = childOf(node, 'alias')
  if (!name || !other || lowering.place.nesting.length > 0) return []
  return [assigned(node, `${lowering.textOf(name)}()`, nameOf(`${lowering.textOf(other)}()`, other))]
}

const assigned = (node: SyntaxNode, name: string, value: Expression): Statement => ({
  kind: 'expression',
  expression: { kind: 'assignment', declares: false, pattern: nameOf(name, node), value, ...spanOf(node) },
  ...spanOf(node),
})

const armsOf = (node: SyntaxNode, tail: Tail, lowering: Lowering): readonly Arm[] => {
  const condition = childOf(node, 'condition')
  const body = childOf(node, 'consequence') ?? childOf(node, 'body')
  const alternative = childOf(node, 'alternative')
  const test = condition ? lowering.expression(condition) : opaque(node, 'it does not parse')
  const isNegated = node.type.startsWith('unless')
  const first: Arm = {
    test: isNegated ? { kind: 'not', operand: test, ...spanOf(test) } : test,
    body: body ? lowering.statements([body], tail) : valueless(node, tail),
  }
  if (alternative?.type === 'elsif') return [first, ...armsOf(alternative, tail, lowering)]
  return [first, { test: null, body: alternative ? lowering.statements([alternative], tail) : valueless(node, tail) }]
}

/** What stands before `rescue`, `else` and `ensure`, and these. */
const lowerBody = (nodes: readonly SyntaxNode[], tail: Tail, lowering: Lowering, around: SyntaxNode): readonly Statement[] => {
  const clauses = new Set(['rescue', 'else', 'ensure'])
  const own = nodes.filter((node) => !clauses.has(node.type))
  const rescues = nodes.filter((node) => node.type === 'rescue')
  const otherwise = nodes.find((node) => node.type === 'else')
  const ensure = nodes.find((node) => node.type === 'ensure')
  if (rescues.length === 0 && !otherwise && !ensure) {
    if (own.every(isNothing)) return valueless(around, tail)
    return lowering.statements(own, tail)
  }
  return [
    {
      kind: 'try',
      body: [...lowering.statements(own, otherwise ? 'drop' : tail), ...(otherwise ? lowering.statements([otherwise], tail) : [])],
      handlers: rescues.map((rescue) => handler(rescue, tail, lowering)),
      finally: ensure ? lowering.statements([ensure], 'drop') : [],
      ...spanOf(around),
    },
  ]
}

const handler = (node: SyntaxNode, tail: Tail, lowering: Lowering): Extract<Statement, { kind: 'try' }>['handlers'][number] => {
  const variable = childOf(node, 'variable')
  const [name] = variable ? namedChildren(variable) : []
  const pattern = name ? lowering.pattern(name) : null
  const body = childOf(node, 'body')
  return { pattern, body: body ? lowering.statements([body], tail) : [] }
}

const loop = (node: SyntaxNode, around: Lowering): Statement => {
  const condition = childOf(node, 'condition')
  const pattern = childOf(node, 'pattern')
  const within = childOf(node, 'value')
  const [iterable] = within ? namedChildren(within) : []
  const test = condition ? around.expression(condition) : null
  const inBlock = around.place.inside === 'block' || around.place.inside === 'loop in block'
  const lowering = around.at({ inside: inBlock ? 'loop in block' : 'loop' })
  const lowered = pattern ? lowering.pattern(pattern) : null
  const body = childOf(node, 'body')
  return {
    kind: 'loop',
    pattern: lowered,
    takes: 'elements',
    iterable: iterable ? around.expression(iterable) : null,
    test: test && node.type.startsWith('until') ? { kind: 'not', operand: test, ...spanOf(test) } : test,
    body: body ? lowering.statements([body], 'drop') : [],
    ...spanOf(node),
  }
}

/** `next` and `break` leave a round of a loop, or the block as its `return` would. */
const exit = (node: SyntaxNode, lowering: Lowering): Statement => {
  const at = spanOf(node)
  const list = node.children.find((child) => child.type === 'argument_list')
  const given = list ? namedChildren(list).map((child) => lowering.expression(child)) : []
  const [first] = given
  const value: Expression | null =
    given.length > 1 ? { kind: 'list', elements: given.map((each) => ({ spread: false, value: each })), ...at } : (first ?? null)
  const { inside } = lowering.place
  if (node.type === 'retry' || node.type === 'redo') return { kind: 'exit', how: 'throw', value, ...at }
  if (node.type === 'return') {
    const isOuter = inside === 'block' || inside === 'loop in block'
    return { kind: 'return', value, ...(isOuter ? { isOuter } : {}), ...at }
  }
  if (inside === 'loop' || inside === 'loop in block')
    return { kind: 'exit', how: node.type === 'break' ? 'break' : 'continue', value, ...at }
  return { kind: 'return', value, ...at }
}
