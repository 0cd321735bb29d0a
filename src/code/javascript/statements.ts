import type { Statement } from '../ir.ts'
import { opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerBranch, lowerSwitch } from './branches.ts'
import { runStaticBlocks } from './classes.ts'
import { lowerEnum, lowerNamespace } from './declarations.ts'
import { lowerLoop } from './loops.ts'
import { calleeText, type Lowering, named } from './lowering.ts'
import { lowerExport, lowerImport, moduleStatement } from './modules.ts'
import { sequenceOf } from './sequences.ts'
import { typeOf } from './types.ts'

/** A body: imports and functions stand first, since they are there before anything runs. */
export const lowerStatements = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] => {
  const imports: Statement[] = []
  const functions: Statement[] = []
  const others: Statement[] = []
  const last: Statement[] = []
  let decorators: SyntaxNode[] = []
  for (const node of nodes.flatMap(separated)) {
    if (!node.named || node.type === 'comment') continue
    if (node.type === 'decorator') {
      decorators.push(node)
      continue
    }
    const decorated = decorators.length > 0 ? { ...node, children: [...decorators, ...node.children] } : node
    decorators = []
    const inner = node.type === 'export_statement' ? childOf(node, 'declaration') : node
    const into = node.type === 'import_statement' ? imports : inner && isHoisted(inner) ? functions : others
    if (isGetterDefinition(node, lowering) || isExportList(node)) last.push(...lowerStatement(node, lowering))
    else into.push(...lowerStatement(decorated, lowering))
  }
  const end = last.length > 0 && others.at(-1)?.kind === 'return' ? others.length - 1 : others.length
  return [...imports, ...functions, ...others.slice(0, end), ...last, ...others.slice(end)]
}

/** `export { a, b as c }` may stand before what it names is there. */
const isExportList = (node: SyntaxNode): boolean =>
  node.type === 'export_statement' &&
  childOf(node, 'source') === undefined &&
  node.children.some((child) => child.type === 'export_clause')

/** A bundle defines the getters of a module's exports before what they give is there. */
const isGetterDefinition = (node: SyntaxNode, lowering: Lowering): boolean => {
  if (node.type !== 'expression_statement') return false
  const [call] = namedChildren(node)
  const callee = call?.type === 'call_expression' ? childOf(call, 'function') : undefined
  return callee !== undefined && lowering.helpers.roleOf(calleeText(callee, lowering)) === 'exports'
}

/** Minified programs join statements with commas. */
const separated = (node: SyntaxNode): readonly SyntaxNode[] => {
  const [only] = node.type === 'expression_statement' ? namedChildren(node) : []
  if (only?.type !== 'sequence_expression') return [node]
  return sequenceOf(only).map((each): SyntaxNode => ({ ...each, type: 'expression_statement', children: [each] }))
}

const isHoisted = (node: SyntaxNode): boolean =>
  node.type === 'function_declaration' || node.type === 'generator_function_declaration'

const lowerStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const [first] = namedChildren(node)
  switch (node.type) {
    case 'expression_statement':
      return first ? expressionStatement(first, lowering) : []
    case 'lexical_declaration':
    case 'variable_declaration':
      return namedChildren(node)
        .filter((child) => child.type === 'variable_declarator')
        .flatMap((child) => declarator(child, node.type === 'variable_declaration' ? 'function' : 'block', lowering))
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'class_declaration':
    case 'abstract_class_declaration': {
      const own = childOf(node, 'name')
      const value = node.type.includes('class') ? lowering.class(node) : lowering.function(node)
      const scope = node.type.includes('class') ? 'block' : 'function'
      if (!own) return []
      return [
        { kind: 'declare', scope, pattern: lowering.pattern(own), value, ...at },
        ...runStaticBlocks(value, lowering.expression(own)),
      ]
    }
    case 'import_statement':
      return lowerImport(node, lowering)
    case 'export_statement':
      return lowerExport(node, lowering, lowerStatement)
    case 'return_statement':
      return [{ kind: 'return', value: first ? lowering.expression(first) : null, ...at }]
    case 'throw_statement':
      return [{ kind: 'exit', how: 'throw', value: first ? lowering.expression(first) : null, ...at }]
    case 'break_statement':
      return [{ kind: 'exit', how: 'break', value: null, ...at }]
    case 'continue_statement':
      return [{ kind: 'exit', how: 'continue', value: null, ...at }]
    case 'if_statement':
      return [lowerBranch(node, lowering)]
    case 'switch_statement':
      return [lowerSwitch(node, lowering)]
    case 'for_statement':
    case 'for_in_statement':
    case 'while_statement':
    case 'do_statement':
      return lowerLoop(node, lowering)
    case 'try_statement':
      return [tryStatement(node, lowering)]
    case 'statement_block':
      return [{ kind: 'block', body: lowering.statements(node.children), ...at }]
    case 'labeled_statement': {
      const body = childOf(node, 'body')
      return body ? lowerStatement(body, lowering) : []
    }
    case 'enum_declaration':
      return lowerEnum(node, lowering)
    case 'internal_module':
    case 'module':
      return lowerNamespace(node, lowering)
    // Types, declarations of what is elsewhere, and what does nothing.
    case 'ambient_declaration':
    case 'interface_declaration':
    case 'type_alias_declaration':
    case 'function_signature':
    case 'import_alias':
    case 'empty_statement':
    case 'debugger_statement':
    case 'hash_bang_line':
    case 'comment':
    case 'ERROR':
      return []
    default:
      return [
        { kind: 'expression', expression: opaque(node, 'it is a statement', namedChildren(node).map(lowering.expression)), ...at },
      ]
  }
}

const expressionStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  if (node.type === 'internal_module') return lowerNamespace(node, lowering)
  // `0 && (module.exports = { handler })` only tells Node.js the names.
  const left = node.type === 'binary_expression' ? childOf(node, 'left') : undefined
  if (left?.type === 'number' && lowering.textOf(left) === '0') return []
  const joined = moduleStatement(node, lowering)
  if (joined) return joined
  const expression = lowering.expression(node)
  return expression.kind === 'literal' ? [] : [{ kind: 'expression', expression, ...spanOf(node) }]
}

const declarator = (node: SyntaxNode, scope: 'function' | 'block', lowering: Lowering): readonly Statement[] => {
  const target = childOf(node, 'name')
  const value = childOf(node, 'value')
  if (!target) return []
  const given = value ? named(lowering.expression(value), lowering.textOf(target)) : null
  return [
    { kind: 'declare', scope, pattern: lowering.pattern(target), value: given, ...typeOf(node, lowering), ...spanOf(node) },
    ...(given ? runStaticBlocks(given, lowering.expression(target)) : []),
  ]
}

const tryStatement = (node: SyntaxNode, lowering: Lowering): Statement => {
  const body = childOf(node, 'body')
  const handler = childOf(node, 'handler')
  const finalizer = childOf(node, 'finalizer')
  const parameter = handler && childOf(handler, 'parameter')
  const blockIn = (clause: SyntaxNode | undefined): readonly Statement[] => {
    const block = clause && childOf(clause, 'body')
    return block ? lowering.statements(block.children) : []
  }
  return {
    kind: 'try',
    body: body ? lowering.statements(body.children) : [],
    handlers: handler ? [{ pattern: parameter ? lowering.pattern(parameter) : null, body: blockIn(handler) }] : [],
    finally: blockIn(finalizer),
    ...spanOf(node),
  }
}
