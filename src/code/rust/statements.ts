import type { Expression, LoopStatement, Pattern, Statement } from '../ir.ts'
import { callOf, literalOf, memberOf, opaque, spanOf, statementOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { bodyOf, isError, leave, lowerBranch, nodesOf } from './blocks.ts'
import { fieldOf, innerScope, type Lowering, partsOf, presentOf } from './lowering.ts'
import { typeOf } from './paths.ts'
import { lowerPattern } from './patterns.ts'

/** A statement, after what its expressions need before it. */
export const lowerStatement = (node: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const sink: Statement[] = []
  const statements = lower(node, { ...outside, sink })
  return [...sink, ...statements]
}

const lower = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const [first] = partsOf(node)
  switch (node.type) {
    case 'expression_statement':
      return first ? lower(first, lowering) : []
    case 'let_declaration':
      return letDeclaration(node, lowering)
    case 'return_expression':
      if (first && isError(first, lowering)) return leave(first, lowering)
      return [{ kind: 'return', value: first ? lowering.parts.expression(first, lowering) : null, ...at }]
    case 'break_expression': {
      const value = partsOf(node).find((child) => child.type !== 'label')
      return [{ kind: 'exit', how: 'break', value: value ? lowering.parts.expression(value, lowering) : null, ...at }]
    }
    case 'continue_expression':
      return [{ kind: 'exit', how: 'continue', value: null, ...at }]
    case 'if_expression':
    case 'match_expression':
      return lowerBranch(node, lowering)
    case 'block':
    case 'unsafe_block': {
      const block = node.type === 'block' ? node : first
      const { statements, value } = bodyOf(nodesOf(block), innerScope(lowering))
      return [{ kind: 'block', body: value ? [...statements, statementOf(value)] : statements, ...at }]
    }
    case 'for_expression':
    case 'while_expression':
    case 'loop_expression':
      return [loop(node, lowering)]
    case 'call_expression':
      return isError(node, lowering) ? leave(node, lowering) : [statementOf(lowering.parts.expression(node, lowering))]
    case 'empty_statement':
    case 'use_declaration':
    case 'macro_definition':
    case 'ERROR':
      return []
    default:
      return /_item$/.test(node.type)
        ? lowering.parts.items([node], lowering)
        : [statementOf(lowering.parts.expression(node, lowering))]
  }
}

/** `let pattern = value else { … };`. */
const letDeclaration = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const patternNode = fieldOf(node, 'pattern')
  const valueNode = fieldOf(node, 'value')
  const otherwise = fieldOf(node, 'alternative')
  const given = valueNode ? lowering.parts.expression(valueNode, lowering) : null
  const type = typeOf(fieldOf(node, 'type'), lowering)
  if (!patternNode) return given ? [statementOf(given)] : []
  const other = otherwise ? bodyOf(nodesOf(otherwise), innerScope(lowering)).statements : []
  const pattern = lowerPattern(patternNode, lowering)
  if (!pattern) return given ? [statementOf(given)] : []
  const value = given && otherwise ? presentOf(given, node) : given
  // What is not there leaves the block.
  const branch: readonly Statement[] = otherwise
    ? [{ kind: 'branch', arms: [{ test: opaque(otherwise, 'it is true or false'), body: other }], ...spanOf(node) }]
    : []
  return [...branch, { kind: 'declare', scope: 'block', pattern, value, ...type, ...spanOf(node) }]
}

const loop = (node: SyntaxNode, outside: Lowering): LoopStatement => {
  const lowering = innerScope(outside)
  const body = fieldOf(node, 'body')
  const plain = { kind: 'loop', pattern: null, takes: 'elements', iterable: null, test: null, ...spanOf(node) } as const
  const run = (): readonly Statement[] => {
    const { statements, value } = bodyOf(nodesOf(body), lowering)
    return [{ kind: 'block', body: value ? [...statements, statementOf(value)] : statements, ...spanOf(node) }]
  }
  if (node.type === 'for_expression') {
    const value = fieldOf(node, 'value')
    const patternNode = fieldOf(node, 'pattern')
    const counted = value && enumerated(value, outside)
    const iterable = counted
      ? outside.parts.expression(counted, outside)
      : value
        ? outside.parts.expression(value, outside)
        : literalOf(null, node)
    const pattern: Pattern | null = patternNode ? lowerPattern(patternNode, lowering) : null
    const isPair = !counted && pattern?.kind === 'list-pattern'
    const over = isPair ? callOf(memberOf(iterable, 'pairs$', node), [], node) : iterable
    return { ...plain, pattern, takes: counted ? 'pairs' : 'elements', iterable: over, body: run() }
  }
  const condition = node.type === 'while_expression' ? fieldOf(node, 'condition') : undefined
  if (condition?.type !== 'let_condition') {
    const test: Expression | null = condition ? outside.parts.expression(condition, outside) : null
    return { ...plain, test, body: run() }
  }
  const [patternNode, value] = [fieldOf(condition, 'pattern'), fieldOf(condition, 'value')]
  const source = value && taken(value, outside)
  const given = source ?? value
  const iterable = given ? outside.parts.expression(given, outside) : literalOf(null, node)
  const pattern = patternNode ? lowerPattern(patternNode, lowering) : null
  if (source) return { ...plain, pattern, iterable, body: run() }
  const bind: readonly Statement[] = pattern
    ? [{ kind: 'declare', scope: 'block', pattern, value: presentOf(iterable, node), ...spanOf(node) }]
    : []
  return { ...plain, test: opaque(node, 'it is true or false'), body: [...bind, ...run()] }
}

/** `xs.iter().enumerate()` is `xs` with the places of its elements. */
const enumerated = (node: SyntaxNode, lowering: Lowering): SyntaxNode | undefined => receiverOf(node, /^enumerate$/, lowering)

/** `while let Some(x) = xs.next()`. */
const taken = (node: SyntaxNode, lowering: Lowering): SyntaxNode | undefined => {
  const plain = /^(?:try_expression|await_expression)$/.test(node.type) ? partsOf(node)[0] : node
  if (plain && plain !== node) return taken(plain, lowering)
  return receiverOf(node, /^(?:next|pop|pop_front|recv|try_next)$/, lowering)
}

const receiverOf = (node: SyntaxNode, method: RegExp, lowering: Lowering): SyntaxNode | undefined => {
  const field = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined
  const name = field?.type === 'field_expression' ? fieldOf(field, 'field') : undefined
  return name && method.test(lowering.textOf(name)) && field ? fieldOf(field, 'value') : undefined
}
