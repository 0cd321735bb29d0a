import type { Arm, Expression, Statement } from '../ir.ts'
import { nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, childOfType, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerCases, lowerClass } from './classes.ts'
import { lowerFunction } from './functions.ts'
import { includedPath, isAutoloader } from './includes.ts'
import { loopStatement } from './loops.ts'
import { type Lowering, variableName } from './lowering.ts'
import { boundName, fullClassName, madeName } from './unit.ts'

/** The statements of a file, of a block, or the one that stands for a block. Functions and classes are there from the start. */
export const lowerBlock = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (node === undefined) return []
  const isBlock = /^(?:program|compound_statement|colon_block|case_statement|default_statement)$/.test(node.type)
  const children = isBlock ? namedChildren(node).filter((child) => child.field !== 'value') : [node]
  const isHoisted = (child: SyntaxNode): boolean => child.type === 'function_definition' || isClass(child)
  const first = children.filter((child) => child.type === 'function_definition')
  const classes = basesFirst(children.filter(isClass), lowering)
  const others = children.filter((child) => !isHoisted(child))
  return [...first, ...classes, ...others].flatMap((child) => lowerStatement(child, lowering))
}

const isClass = ({ type }: SyntaxNode): boolean => /^(?:class|interface|trait|enum)_declaration$/.test(type)

/** A class is made from its bases, which may stand after it. */
const basesFirst = (classes: readonly SyntaxNode[], lowering: Lowering): readonly SyntaxNode[] => {
  const ordered = new Set<SyntaxNode>()
  const visiting = new Set<SyntaxNode>()
  const byName = new Map(classes.map((node) => [plainName(node, lowering), node]))
  const visit = (node: SyntaxNode): void => {
    if (ordered.has(node) || visiting.has(node)) return
    visiting.add(node)
    const body = childOf(node, 'body')
    const traits = (body ? namedChildren(body) : []).filter((part) => part.type === 'use_declaration')
    const heads = node.children.filter((child) => /^(?:base_clause|class_interface_clause)$/.test(child.type))
    for (const word of [...traits, ...heads].flatMap((head) => lowering.textOf(head).match(/\w+/g) ?? [])) {
      const base = byName.get(word)
      if (base) visit(base)
    }
    ordered.add(node)
  }
  for (const node of classes) visit(node)
  return [...ordered]
}

const plainName = (node: SyntaxNode, lowering: Lowering): string => {
  const name = childOf(node, 'name')
  return name ? lowering.textOf(name) : ''
}

const expressionOf = (expression: Expression): Statement => ({ kind: 'expression', expression, ...spanOf(expression) })

const lowerStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const at = spanOf(node)
  const { parts } = lowering
  const [first] = namedChildren(node)
  switch (node.type) {
    case 'expression_statement':
      return first ? expressionStatement(first, lowering) : []
    case 'echo_statement':
    case 'unset_statement':
      return node.type === 'unset_statement'
        ? []
        : namedChildren(node).map((child) => expressionOf(parts.expression(child, lowering)))
    case 'return_statement': {
      const value = first ? parts.expression(first, lowering) : null
      return lowering.isTopLevel && value
        ? [...included(first, lowering), declared('_return', value, node), { kind: 'return', value: null, ...at }]
        : [{ kind: 'return', value, ...at }]
    }
    case 'exit_statement':
      return [{ kind: 'exit', how: 'throw', value: first ? parts.expression(first, lowering) : null, ...at }]
    case 'break_statement':
    case 'continue_statement':
      return [{ kind: 'exit', how: node.type === 'break_statement' ? 'break' : 'continue', value: null, ...at }]
    case 'if_statement':
      return [{ kind: 'branch', arms: ifArms(node, lowering), ...at }]
    case 'switch_statement':
      return [switchStatement(node, lowering)]
    case 'foreach_statement':
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
      return loopStatement(node, lowering)
    case 'try_statement':
      return [tryStatement(node, lowering)]
    case 'function_definition': {
      const name = plainName(node, lowering)
      const value = lowerFunction(node, name, { ...lowering, owner: null })
      return [{ ...declared(boundName('function', name), value, node) }]
    }
    case 'class_declaration':
    case 'interface_declaration':
    case 'trait_declaration':
    case 'enum_declaration': {
      const name = plainName(node, lowering)
      const fullName = lowering.unit.namespace === '' ? name : `${lowering.unit.namespace}\\${name}`
      const value = lowerClass(node, fullName, lowering)
      const itsClass = nameOf(boundName('class', name), node)
      const made = standsFor(node, fullName, lowering).map((one) => declared(madeName(one), itsClass, node))
      return [declared(itsClass.name, value, node), ...made, ...lowerCases(node, fullName, lowering)]
    }
    case 'const_declaration':
      return namedChildren(node).flatMap((element) => {
        const [name, value] = namedChildren(element)
        if (!name || !value) return []
        return [declared(boundName('const', lowering.textOf(name)), parts.expression(value, lowering), element)]
      })
    case 'global_declaration':
      return [{ kind: 'outer', scope: 'module', names: namedChildren(node).map((child) => variableName(child, lowering)), ...at }]
    case 'function_static_declaration':
      return namedChildren(node).flatMap((variable) => {
        const name = childOf(variable, 'name')
        const value = childOf(variable, 'value')
        const literal: Expression = { kind: 'literal', value: null, ...spanOf(variable) }
        return name ? [declared(variableName(name, lowering), value ? parts.expression(value, lowering) : literal, variable)] : []
      })
    case 'compound_statement':
    case 'colon_block':
    case 'namespace_definition':
      return lowerBlock(node.type === 'namespace_definition' ? childOf(node, 'body') : node, lowering)
    case 'declare_statement':
      return namedChildren(node)
        .filter((child) => child.type !== 'declare_directive')
        .flatMap((child) => lowerBlock(child, lowering))
    case 'namespace_use_declaration':
    case 'php_tag':
    case 'text':
    case 'text_interpolation':
    case 'empty_statement':
    case 'goto_statement':
    case 'named_label_statement':
    case 'comment':
    case 'ERROR':
      return []
    default:
      return [expressionOf(parts.expression(node, lowering))]
  }
}

/** What a container gives the class for: its own name, and those of what it extends and implements in other files. */
const standsFor = (node: SyntaxNode, fullName: string, { textOf, unit }: Lowering): readonly string[] => {
  const heads = node.children.filter((child) => /^(?:base_clause|class_interface_clause)$/.test(child.type))
  const names = heads.flatMap(namedChildren).map((head) => fullClassName(textOf(head), unit))
  const isConcrete = node.type === 'class_declaration' && !node.children.some((child) => child.type === 'abstract_modifier')
  return [...(isConcrete ? names.filter((name) => !unit.declared.has(`class ${name}`)) : []), fullName]
}

const declared = (name: string, value: Expression, node: SyntaxNode): Statement => ({
  kind: 'declare',
  scope: 'function',
  pattern: nameOf(name, node),
  value,
  ...spanOf(node),
})

const expressionStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  if (node.type === 'throw_expression') {
    const [value] = namedChildren(node)
    return [{ kind: 'exit', how: 'throw', value: value ? lowering.parts.expression(value, lowering) : null, ...spanOf(node) }]
  }
  if (node.type === 'exit_statement') return lowerStatement(node, lowering)
  return [...included(node, lowering), expressionOf(lowering.parts.expression(node, lowering))]
}

/** A file that is included shares its variables with the one that includes it. */
const included = (node: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (!node) return []
  const value = node.type === 'assignment_expression' ? childOf(node, 'right') : node
  if (!value || !/^(?:require|include)(?:_once)?_expression$/.test(value.type)) return []
  const path = includedPath(value, lowering)
  return path === undefined || isAutoloader(path)
    ? []
    : [{ kind: 'import', module: `file ${path}`, bindings: [{ kind: 'all' }], ...spanOf(value) }]
}

const ifArms = (node: SyntaxNode, lowering: Lowering): readonly Arm[] => {
  const arm = (clause: SyntaxNode): Arm => {
    const test = childOf(clause, 'condition')
    return { test: test ? lowering.parts.expression(test, lowering) : null, body: lowerBlock(childOf(clause, 'body'), lowering) }
  }
  return [arm(node), ...childrenOf(node, 'alternative').map(arm)]
}

/** Cases without a `break` run into the next one. */
const switchStatement = (node: SyntaxNode, lowering: Lowering): Statement => {
  const condition = childOf(node, 'condition')
  const subject = condition ? lowering.parts.expression(condition, lowering) : opaque(node, 'it does not parse')
  const block = childOf(node, 'body')
  const cases = (block ? namedChildren(block) : []).filter(
    (one) => one.type === 'case_statement' || one.type === 'default_statement',
  )
  const bodies = cases.map((one) => lowerBlock(one, lowering))
  const arms = cases.map((one, index): Arm => {
    const end = bodies.findIndex((body, at) => at >= index && body.some(leaves))
    const value = childOf(one, 'value')
    const test: Expression | null = value
      ? { kind: 'binary', operator: '==', left: subject, right: lowering.parts.expression(value, lowering), ...spanOf(one) }
      : null
    return { test, body: bodies.slice(index, end === -1 ? undefined : end + 1).flat() }
  })
  const ordered = [...arms.filter((arm) => arm.test !== null), ...arms.filter((arm) => arm.test === null)]
  return { kind: 'branch', isLeftByBreak: true, arms: ordered, ...spanOf(node) }
}

const leaves = (statement: Statement): boolean => statement.kind === 'exit' || statement.kind === 'return'

const tryStatement = (node: SyntaxNode, lowering: Lowering): Statement => {
  const last = childOfType(node, 'finally_clause')
  return {
    kind: 'try',
    body: lowerBlock(childOf(node, 'body'), lowering),
    handlers: node.children
      .filter((child) => child.type === 'catch_clause')
      .map((clause) => {
        const name = childOf(clause, 'name')
        return {
          pattern: name ? nameOf(variableName(name, lowering), name) : null,
          body: lowerBlock(childOf(clause, 'body'), lowering),
        }
      }),
    finally: lowerBlock(last && childOf(last, 'body'), lowering),
    ...spanOf(node),
  }
}
