import type { Statement } from '../ir.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerBranch, lowerSwitch } from './branches.ts'
import { lowerEnum, lowerNamespace } from './declarations.ts'
import { lowerLoop } from './loops.ts'
import { type Lowering, opaque, spanOf } from './lowering.ts'
import { lowerExport, lowerImport, moduleStatement } from './modules.ts'
import { typeOf } from './types.ts'

/** A body: imports and functions stand first, since they are there before anything runs. */
export const lowerStatements = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] => {
  const imports: Statement[] = []
  const functions: Statement[] = []
  const others: Statement[] = []
  let decorators: SyntaxNode[] = []
  for (const node of nodes) {
    if (!node.named || node.type === 'comment') continue
    if (node.type === 'decorator') {
      decorators.push(node)
      continue
    }
    const decorated = decorators.length > 0 ? { ...node, children: [...decorators, ...node.children] } : node
    decorators = []
    const inner = node.type === 'export_statement' ? childOf(node, 'declaration') : node
    const into = node.type === 'import_statement' ? imports : inner && isHoisted(inner) ? functions : others
    into.push(...lowerStatement(decorated, lowering))
  }
  return imports.length + functions.length === 0 ? others : [...imports, ...functions, ...others]
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
      return own ? [{ kind: 'declare', scope, pattern: lowering.pattern(own), value, ...at }] : []
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
  const joined = moduleStatement(node, lowering)
  if (joined) return joined
  const expression = lowering.expression(node)
  return expression.kind === 'literal' ? [] : [{ kind: 'expression', expression, ...spanOf(node) }]
}

const declarator = (node: SyntaxNode, scope: 'function' | 'block', lowering: Lowering): readonly Statement[] => {
  const target = childOf(node, 'name')
  const value = childOf(node, 'value')
  if (!target) return []
  return [
    {
      kind: 'declare',
      scope,
      pattern: lowering.pattern(target),
      value: value ? named(value, lowering.textOf(target), lowering) : null,
      ...typeOf(node, lowering),
      ...spanOf(node),
    },
  ]
}

/** `const save = async () => {}` is called `save` in traces. */
const named = (value: SyntaxNode, name: string, lowering: Lowering): ReturnType<Lowering['expression']> => {
  const lowered = lowering.expression(value)
  return (lowered.kind === 'function' || lowered.kind === 'class') && lowered.name === null && /^[\w$]+$/.test(name)
    ? { ...lowered, name }
    : lowered
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
