import type { Arm, Expression, LoopStatement, Statement } from '../ir.ts'
import { nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, childrenOf, type SyntaxNode } from '../syntax.ts'
import { declaratorsOf, isClass } from './class-info.ts'
import { lowerParameters, patternOf } from './functions.ts'
import { declare, innerScope, type Lowering, variableType } from './lowering.ts'
import { typeOf, typeText } from './names.ts'
import { partsOf } from './nodes.ts'
import { lowerSwitch } from './switches.ts'

/** The statements of a block or of a constructor's body, in a scope of their own. */
export const lowerBlock = (node: SyntaxNode | undefined, outside: Lowering): readonly Statement[] => {
  if (node === undefined) return []
  const lowering = innerScope(outside)
  return partsOf(node).flatMap((child) => lowerStatement(child, lowering))
}

/** What stands where a statement may be one or a block: a body of `if`, a loop. */
const lowerBody = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] =>
  node === undefined ? [] : lowerStatement(node, innerScope(lowering))

export const lowerStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const lower = (child: SyntaxNode): Expression => lowering.parts.expression(child, lowering)
  const [first] = partsOf(node)
  if (isClass(node)) return localClass(node, lowering)
  switch (node.type) {
    case 'block':
    case 'constructor_body':
      return [{ kind: 'block', body: lowerBlock(node, lowering), ...at }]
    case 'local_variable_declaration':
      return variables(node, lowering)
    case 'expression_statement':
      return first ? expressionStatement(first, lowering) : []
    case 'switch_expression':
      return [lowerSwitch(node, lowering, statementsOf)]
    case 'explicit_constructor_invocation':
      return [{ kind: 'expression', expression: lower(node), ...at }]
    case 'return_statement':
    case 'yield_statement':
      return [{ kind: 'return', value: first ? lower(first) : null, ...at }]
    case 'throw_statement':
      return [{ kind: 'exit', how: 'throw', value: first ? lower(first) : null, ...at }]
    case 'break_statement':
      return [{ kind: 'exit', how: 'break', value: null, ...at }]
    case 'continue_statement':
      return [{ kind: 'exit', how: 'continue', value: null, ...at }]
    case 'if_statement':
      return [{ kind: 'branch', arms: ifArms(node, lowering), ...at }]
    case 'while_statement':
    case 'do_statement':
    case 'for_statement':
    case 'enhanced_for_statement':
      return loop(node, lowering)
    case 'try_statement':
    case 'try_with_resources_statement':
      return tryStatement(node, lowering)
    case 'synchronized_statement':
      return [{ kind: 'block', body: lowerBlock(childOf(node, 'body'), lowering), ...at }]
    case 'labeled_statement':
      return partsOf(node)
        .slice(1)
        .flatMap((child) => lowerStatement(child, lowering))
    case 'assert_statement':
    case 'ERROR':
      return []
    default:
      return [{ kind: 'expression', expression: opaque(node, 'it is a statement', partsOf(node).map(lower)), ...at }]
  }
}

const statementsOf = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] =>
  nodes.flatMap((node) => lowerStatement(node, lowering))

const localClass = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const name = childOf(node, 'name')
  if (!name) return []
  declare(lowering, lowering.textOf(name))
  const value = lowering.parts.localClass(node, lowering.textOf(name), null, lowering)
  return [{ kind: 'declare', scope: 'block', pattern: patternOf(name, lowering), value, ...spanOf(node) }]
}

/** A variable is in scope in its own initialiser already: a lambda may use it. */
const variables = (node: SyntaxNode, lowering: Lowering): readonly Statement[] =>
  declaratorsOf(node).map(({ name, value, node: declarator }): Statement => {
    const written = typeText(node, lowering)
    const created = value?.type === 'object_creation_expression' ? typeText(value, lowering) : null
    const entries = value && /\.entrySet\(\)\s*\.iterator\(\)/.test(lowering.textOf(value)) ? 'Map.Entry' : null
    declare(lowering, lowering.textOf(name), written === 'var' ? (created ?? entries) : written)
    return {
      kind: 'declare',
      scope: 'block',
      pattern: patternOf(name, lowering),
      value: value ? lowering.parts.expression(value, lowering) : null,
      ...typeOf(node, lowering),
      ...spanOf(declarator),
    }
  })

const expressionStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  if (node.type === 'switch_expression') return lowerStatement(node, lowering)
  return forEach(node, lowering) ?? [{ kind: 'expression', expression: lowering.parts.expression(node, lowering), ...spanOf(node) }]
}

/** `xs.forEach(x -> …)` and `map.forEach((key, value) -> …)` are loops, unless what they run returns before its end. */
const forEach = (node: SyntaxNode, outside: Lowering): readonly Statement[] | undefined => {
  const object = childOf(node, 'object')
  const name = childOf(node, 'name')
  const list = childOf(node, 'arguments')
  const [lambda, second] = list ? partsOf(list) : []
  if (node.type !== 'method_invocation' || !object || !name || outside.textOf(name) !== 'forEach') return undefined
  if (lambda?.type !== 'lambda_expression' || second !== undefined || returns(lambda)) return undefined
  const lowering = innerScope(outside)
  const parameters = lowerParameters(childOf(lambda, 'parameters'), lowering).map(({ pattern }) => pattern)
  const [one] = parameters
  const body = childOf(lambda, 'body')
  if (!one || !body) return undefined
  const isPair = parameters.length === 2
  const statements: readonly Statement[] =
    body.type === 'block'
      ? [{ kind: 'block', body: lowerBlock(body, lowering), ...spanOf(body) }]
      : [{ kind: 'expression', expression: lowering.parts.expression(body, lowering), ...spanOf(body) }]
  return [
    {
      kind: 'loop',
      pattern: isPair ? { kind: 'list-pattern', elements: parameters, rest: null, ...spanOf(lambda) } : one,
      takes: isPair ? 'pairs' : 'elements',
      iterable: lowering.parts.expression(object, lowering),
      test: null,
      body: statements,
      ...spanOf(node),
    },
  ]
}

const returns = (node: SyntaxNode): boolean =>
  node.children.some((child) => child.type === 'return_statement' || (child.type !== 'lambda_expression' && returns(child)))

const conditionOf = (node: SyntaxNode, lowering: Lowering): Expression | null => {
  const condition = childOf(node, 'condition')
  return condition ? lowering.parts.expression(condition, lowering) : null
}

const ifArms = (node: SyntaxNode, lowering: Lowering): readonly Arm[] => {
  const alternative = childOf(node, 'alternative')
  const test = conditionOf(node, lowering)
  return [
    { test, body: lowerBody(childOf(node, 'consequence'), lowering) },
    ...(alternative ? [{ test: null, body: lowerBody(alternative, lowering) }] : []),
  ]
}

const loop = (node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const lowering = innerScope(outside)
  const plain = { kind: 'loop', pattern: null, takes: 'elements', iterable: null, ...spanOf(node) } as const
  if (node.type === 'enhanced_for_statement') return [overElements(node, lowering)]
  const starts = childrenOf(node, 'init').flatMap((init): readonly Statement[] =>
    init.type === 'local_variable_declaration'
      ? variables(init, lowering)
      : [{ kind: 'expression', expression: lowering.parts.expression(init, lowering), ...spanOf(init) }],
  )
  const updates = childrenOf(node, 'update').map(
    (update): Statement => ({ kind: 'expression', expression: lowering.parts.expression(update, lowering), ...spanOf(update) }),
  )
  const body = lowerBody(childOf(node, 'body'), lowering)
  const test = node.type === 'do_statement' ? null : conditionOf(node, lowering)
  const repeated: LoopStatement = { ...plain, test, body: [...body, ...updates] }
  return starts.length > 0 ? [{ kind: 'block', body: [...starts, repeated], ...spanOf(node) }] : [repeated]
}

const overElements = (node: SyntaxNode, lowering: Lowering): Statement => {
  const name = childOf(node, 'name')
  const value = childOf(node, 'value')
  const iterable = value ? lowering.parts.expression(value, lowering) : null
  const isEntries = value !== undefined && lowering.textOf(value).endsWith('.entrySet()')
  if (name) declare(lowering, lowering.textOf(name), isEntries ? 'Map.Entry' : typeText(node, lowering))
  return {
    kind: 'loop',
    pattern: name ? patternOf(name, lowering) : null,
    takes: 'elements',
    iterable,
    test: null,
    body: lowerBody(childOf(node, 'body'), lowering),
    ...spanOf(node),
  }
}

const tryStatement = (node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const lowering = innerScope(outside)
  const resources = childOf(node, 'resources')
  const opened = (resources ? partsOf(resources) : []).flatMap((resource): readonly Statement[] => {
    const name = childOf(resource, 'name')
    const value = childOf(resource, 'value')
    if (!name || !value) return []
    const lowered = lowering.parts.expression(value, lowering)
    declare(lowering, lowering.textOf(name), typeText(resource, lowering))
    return [
      {
        kind: 'declare',
        scope: 'block',
        pattern: patternOf(name, lowering),
        value: lowered,
        ...typeOf(resource, lowering),
        ...spanOf(resource),
      },
    ]
  })
  const handlers = node.children
    .filter((child) => child.type === 'catch_clause')
    .map((clause) => {
      const inner = innerScope(outside)
      const parameter = clause.children.find((child) => child.type === 'catch_formal_parameter')
      const name = parameter && childOf(parameter, 'name')
      if (name && variableType(inner.scope, inner.textOf(name)) === undefined) declare(inner, inner.textOf(name))
      return { pattern: name ? patternOf(name, inner) : null, body: lowerBlock(childOf(clause, 'body'), inner) }
    })
  const last = node.children.find((child) => child.type === 'finally_clause')
  const body: Statement = { kind: 'block', body: [...opened, ...lowerBlock(childOf(node, 'body'), lowering)], ...spanOf(node) }
  return [
    {
      kind: 'try',
      body: [body],
      handlers,
      finally: lowerBlock(
        last?.children.find((child) => child.type === 'block'),
        outside,
      ),
      ...spanOf(node),
    },
  ]
}

/** A name that a pattern binds, as an assignment in a test. */
export const boundName = (name: SyntaxNode, value: Expression, lowering: Lowering): Expression => {
  declare(lowering, lowering.textOf(name))
  return { kind: 'assignment', declares: true, pattern: nameOf(lowering.textOf(name), name), value, ...spanOf(name) }
}
