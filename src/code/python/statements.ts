import type { Arm, Expression, Statement } from '../ir.ts'
import { undecided } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerClass, lowerFunction } from './definitions.ts'
import { typeOf } from './functions.ts'
import { lowerImport } from './imports.ts'
import { type Lowering, opaque, spanOf } from './lowering.ts'
import { aliasOf, lowerCase } from './patterns.ts'

/** The statements of a module, of a block, or of one clause. */
export const lowerBlock = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] =>
  node === undefined ? [] : namedChildren(node).flatMap((child) => lowerStatement(child, lowering))

const lowerStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const [first] = namedChildren(node)
  switch (node.type) {
    case 'expression_statement':
      return namedChildren(node).flatMap((child) => expressionStatement(child, lowering))
    case 'import_statement':
    case 'import_from_statement':
      return lowerImport(node, lowering)
    case 'return_statement':
      return [{ kind: 'return', value: first ? lowering.expression(first) : null, ...at }]
    case 'raise_statement':
      return [{ kind: 'exit', how: 'throw', value: first ? lowering.expression(first) : null, ...at }]
    case 'break_statement':
      return [{ kind: 'exit', how: 'break', value: null, ...at }]
    case 'continue_statement':
      return [{ kind: 'exit', how: 'continue', value: null, ...at }]
    case 'if_statement':
      return [{ kind: 'branch', arms: ifArms(node, lowering), ...at }]
    case 'match_statement':
      return match(node, lowering)
    case 'for_statement':
    case 'while_statement':
      return loop(node, lowering)
    case 'try_statement':
      return [tryStatement(node, lowering)]
    case 'with_statement':
      return withStatement(node, lowering)
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
      return definition(node, [], lowering)
    case 'global_statement':
    case 'nonlocal_statement': {
      const names = namedChildren(node).map((child) => lowering.textOf(child))
      return [{ kind: 'outer', scope: node.type === 'global_statement' ? 'module' : 'enclosing', names, ...at }]
    }
    case 'delete_statement':
      return deleted(node, lowering)
    case 'block':
      return lowerBlock(node, lowering)
    case 'pass_statement':
    case 'future_import_statement':
    case 'type_alias_statement':
    case 'ERROR':
      return []
    default:
      return [
        { kind: 'expression', expression: opaque(node, 'it is a statement', namedChildren(node).map(lowering.expression)), ...at },
      ]
  }
}

/** `del d["a"]` is what `d.__delitem__("a")` is. */
const deleted = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const targets = namedChildren(node).flatMap((child) => (child.type === 'expression_list' ? namedChildren(child) : [child]))
  return targets.map((target): Statement => {
    const at = spanOf(target)
    const value = target.type === 'subscript' ? childOf(target, 'value') : undefined
    const key = target.type === 'subscript' ? childOf(target, 'subscript') : undefined
    if (!value || !key) return { kind: 'expression', expression: opaque(target, 'it is a statement', []), ...at }
    const callee: Expression = { kind: 'member', object: lowering.expression(value), name: '__delitem__', nameSpan: at, ...at }
    const argument = { name: null, spread: null, value: lowering.expression(key) }
    return { kind: 'expression', expression: { kind: 'call', callee, arguments: [argument], isNew: false, ...at }, ...at }
  })
}

const expressionStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const left = childOf(node, 'left')
  if (left && node.type === 'assignment') return assignment(node, left, lowering)
  if (left && node.type === 'augmented_assignment') return augmentedAssignment(node, left, lowering)
  return [{ kind: 'expression', expression: lowering.expression(node), ...spanOf(node) }]
}

/** `a = b = value` binds from left to right, each to the value on the far right. */
const assignment = (node: SyntaxNode, left: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const right = childOf(node, 'right')
  const pattern = lowering.pattern(left)
  const chained = right?.type === 'assignment' ? childOf(right, 'left') : undefined
  if (right && chained) {
    const value = lowering.expression(chained)
    return [...assignment(right, chained, lowering), { kind: 'declare', scope: 'function', pattern, value, ...spanOf(node) }]
  }
  return [
    {
      kind: 'declare',
      scope: 'function',
      pattern,
      value: right ? lowering.expression(right) : null,
      ...typeOf(node, lowering),
      ...spanOf(node),
    },
  ]
}

const augmentedAssignment = (node: SyntaxNode, left: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const right = childOf(node, 'right')
  const written = childOf(node, 'operator')
  const operator = written ? lowering.textOf(written) : ''
  const value: Expression = {
    kind: 'binary',
    operator: operator === '+=' ? '+' : operator === '%=' ? '%' : operator === '/=' ? '/' : operator === '|=' ? '|' : 'other',
    left: lowering.expression(left),
    right: right ? lowering.expression(right) : opaque(node, 'it does not parse'),
    ...spanOf(node),
  }
  return [{ kind: 'declare', scope: 'function', pattern: lowering.pattern(left), value, ...spanOf(node) }]
}

const ifArms = (node: SyntaxNode, lowering: Lowering): readonly Arm[] => {
  const arm = (clause: SyntaxNode): Arm => {
    const test = childOf(clause, 'condition')
    const body = childOf(clause, 'consequence') ?? childOf(clause, 'body')
    return { test: test ? lowering.expression(test) : null, body: lowerBlock(body, lowering) }
  }
  return [arm(node), ...childrenOf(node, 'alternative').map(arm)]
}

const match = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const subjects = childrenOf(node, 'subject').map(lowering.expression)
  const body = childOf(node, 'body')
  const subject: Expression =
    subjects.length === 1 && subjects[0]
      ? subjects[0]
      : { kind: 'list', elements: subjects.map((value) => ({ spread: false, value })), ...spanOf(node) }
  const clauses = body ? namedChildren(body).filter((child) => child.type === 'case_clause') : []
  const arms = clauses.map((clause): Arm => {
    const patterns = clause.children.filter((child) => child.type === 'case_pattern')
    const [only] = patterns
    const lowered =
      only && patterns.length === 1
        ? lowerCase(only, subject, lowering)
        : { pattern: null, test: opaque(clause, 'it matches a sequence') }
    const guard = childOf(clause, 'guard')
    const [condition] = guard ? namedChildren(guard) : []
    const guarded = condition ? lowering.expression(condition) : null
    const test: Expression | null =
      lowered.test && guarded
        ? { kind: 'binary', operator: '&&', left: lowered.test, right: guarded, ...spanOf(clause) }
        : (lowered.test ?? guarded)
    return {
      test,
      body: lowerBlock(childOf(clause, 'consequence'), lowering),
      ...(lowered.pattern ? { pattern: lowered.pattern, subject } : {}),
    }
  })
  return [{ kind: 'branch', arms, ...spanOf(node) }]
}

const loop = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  const condition = childOf(node, 'condition')
  const otherwise = childOf(node, 'alternative')
  return [
    {
      kind: 'loop',
      pattern: left ? lowering.pattern(left) : null,
      takes: 'elements',
      iterable: right ? lowering.expression(right) : null,
      test: condition ? lowering.expression(condition) : null,
      body: lowerBlock(childOf(node, 'body'), lowering),
      ...spanOf(node),
    },
    ...(otherwise ? elseOfLoop(node, otherwise, lowering) : []),
  ]
}

/** It runs unless the loop is left by `break`. */
const elseOfLoop = (node: SyntaxNode, otherwise: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const condition = childOf(node, 'condition')
  if (condition && /^(?:True|1)$/.test(lowering.textOf(condition))) return []
  const body = lowerBlock(childOf(otherwise, 'body'), lowering)
  if (!leavesLoop(childOf(node, 'body'))) return body
  return [{ kind: 'branch', arms: [{ test: undecided(otherwise), body }], ...spanOf(otherwise) }]
}

const leavesLoop = (node: SyntaxNode | undefined): boolean => {
  switch (node?.type) {
    case undefined:
    case 'function_definition':
    case 'class_definition':
      return false
    case 'break_statement':
      return true
    case 'for_statement':
    case 'while_statement':
      // A `break` in the `else` of a loop is of the loop around.
      return leavesLoop(childOf(node as SyntaxNode, 'alternative'))
    default:
      return (node as SyntaxNode).children.some(leavesLoop)
  }
}

const tryStatement = (node: SyntaxNode, lowering: Lowering): Statement => {
  const clauses = namedChildren(node)
  const blockOf = (clause: SyntaxNode | undefined): SyntaxNode | undefined =>
    clause?.children.find((child) => child.type === 'block')
  const otherwise = clauses.find((clause) => clause.type === 'else_clause')
  const handlers = clauses
    .filter((clause) => clause.type === 'except_clause' || clause.type === 'except_group_clause')
    .map((clause) => ({ pattern: exceptPattern(clause, lowering), body: lowerBlock(blockOf(clause), lowering) }))
  return {
    kind: 'try',
    body: [
      ...lowerBlock(childOf(node, 'body'), lowering),
      ...lowerBlock(otherwise && (childOf(otherwise, 'body') ?? blockOf(otherwise)), lowering),
    ],
    handlers,
    finally: lowerBlock(blockOf(clauses.find((clause) => clause.type === 'finally_clause')), lowering),
    ...spanOf(node),
  }
}

const exceptPattern = (clause: SyntaxNode, lowering: Lowering): ReturnType<typeof aliasOf> => {
  const direct = childOf(clause, 'alias')
  if (direct) return lowering.pattern(direct)
  return aliasOf(
    clause.children.find((child) => child.type === 'as_pattern'),
    lowering,
  )
}

const withStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const clause = node.children.find((child) => child.type === 'with_clause')
  const items = clause ? namedChildren(clause).filter((child) => child.type === 'with_item') : []
  return items.reduceRight<readonly Statement[]>(
    (body, item) => {
      const value = childOf(item, 'value') ?? namedChildren(item)[0]
      if (!value) return body
      return [{ kind: 'with', pattern: aliasOf(value, lowering), value: lowering.expression(value), body, ...spanOf(item) }]
    },
    lowerBlock(childOf(node, 'body'), lowering),
  )
}

const definition = (node: SyntaxNode, decorators: readonly Expression[], lowering: Lowering): readonly Statement[] => {
  if (node.type === 'decorated_definition') {
    const inner = childOf(node, 'definition')
    const outer = node.children
      .filter((child) => child.type === 'decorator')
      .flatMap((child) => namedChildren(child).map(lowering.expression))
    return inner ? definition(inner, outer, lowering) : []
  }
  const name = childOf(node, 'name')
  if (!name) return []
  const value =
    node.type === 'class_definition'
      ? lowerClass(node, decorators, lowering, lowerBlock)
      : lowerFunction(node, decorators, lowering, lowerBlock)
  return [{ kind: 'declare', scope: 'function', pattern: lowering.pattern(name), value, ...spanOf(node) }]
}
