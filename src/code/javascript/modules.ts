import type { ExportStatement, Expression, ImportBinding, Statement } from '../ir.ts'
import { memberOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { namesIn } from './declarations.ts'
import { tellsTypes } from './elision.ts'
import { textOfString } from './literals.ts'
import { calleeText, type Lowering } from './lowering.ts'

export const lowerImport = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const required = node.children.find((child) => child.type === 'import_require_clause')
  const source = childOf(required ?? node, 'source')
  const module = source && textOfString(source, lowering)
  if (module === undefined) return []
  if (required) {
    const [local] = namedChildren(required)
    const value: Expression = { kind: 'import', module, ...spanOf(node) }
    return local ? [{ kind: 'declare', scope: 'block', pattern: lowering.pattern(local), value, ...spanOf(node) }] : []
  }
  const clause = node.children.find((child) => child.type === 'import_clause')
  const all = clause ? bindingsOf(clause, lowering) : []
  const isKept = (binding: ImportBinding): boolean =>
    binding.kind === 'all' || tellsTypes(module) || lowering.isValue(binding.local)
  const isTypeOnly = node.children.some((child) => child.type === 'type') && !tellsTypes(module)
  const bindings = isTypeOnly ? [] : all.filter(isKept)
  return clause && bindings.length === 0 ? [] : [{ kind: 'import', module, bindings, ...spanOf(node) }]
}

const bindingsOf = (clause: SyntaxNode, lowering: Lowering): readonly ImportBinding[] =>
  namedChildren(clause).flatMap((child): readonly ImportBinding[] => {
    switch (child.type) {
      case 'identifier':
        return [{ kind: 'member', name: 'default', local: lowering.textOf(child) }]
      case 'namespace_import': {
        const [local] = namedChildren(child)
        return local ? [{ kind: 'module', local: lowering.textOf(local) }] : []
      }
      case 'named_imports':
        return namedChildren(child).flatMap((specifier) => {
          const from = childOf(specifier, 'name')
          const local = childOf(specifier, 'alias') ?? from
          return from && local
            ? [{ kind: 'member' as const, name: exportedName(from, lowering), local: lowering.textOf(local) }]
            : []
        })
      default:
        return []
    }
  })

const exportedName = (node: SyntaxNode, lowering: Lowering): string => textOfString(node, lowering) ?? lowering.textOf(node)

export const lowerExport = (
  node: SyntaxNode,
  lowering: Lowering,
  lowerStatement: (node: SyntaxNode, lowering: Lowering) => readonly Statement[],
): readonly Statement[] => {
  const at = spanOf(node)
  const has = (word: string): boolean => node.children.some((child) => child.type === word)
  const source = childOf(node, 'source')
  const module = source && textOfString(source, lowering)
  const from: Expression | undefined = module === undefined ? undefined : { kind: 'import', module, ...at }
  const declaration = childOf(node, 'declaration')
  const value = childOf(node, 'value')
  const clause = node.children.find((child) => child.type === 'export_clause')
  const namespace = node.children.find((child) => child.type === 'namespace_export')
  if (declaration) return exportedDeclaration(node, declaration, lowering, lowerStatement)
  if (value) return [{ kind: 'export', name: 'default', value: lowering.expression(value), ...at }]
  if (clause) return specifiers(clause, from, lowering)
  if (namespace && from) {
    const [local] = namedChildren(namespace)
    return local ? [{ kind: 'export', name: exportedName(local, lowering), value: from, ...at }] : []
  }
  if (has('*') && from) return [{ kind: 'export', name: null, value: from, ...at }]
  const [assigned] = namedChildren(node).filter((child) => child.type !== 'decorator')
  return has('=') && assigned ? [moduleExports(lowering.expression(assigned), node)] : []
}

const exportedDeclaration = (
  node: SyntaxNode,
  declaration: SyntaxNode,
  lowering: Lowering,
  lowerStatement: (node: SyntaxNode, lowering: Lowering) => readonly Statement[],
): readonly Statement[] => {
  const at = spanOf(node)
  const isDefault = node.children.some((child) => child.type === 'default')
  const decorators = childrenOf(node, 'decorator')
  const decorated = decorators.length > 0 ? { ...declaration, children: [...decorators, ...declaration.children] } : declaration
  const names = namesIn(declaration).map((each) => lowering.textOf(each))
  const [only] = names
  if (isDefault && only === undefined) return [{ kind: 'export', name: 'default', value: lowering.expression(decorated), ...at }]
  return [
    ...lowerStatement(decorated, lowering),
    ...(isTypeOnly(declaration) ? [] : names).map(
      (text): ExportStatement => ({ kind: 'export', name: isDefault ? 'default' : text, value: nameOf(text, node), ...at }),
    ),
  ]
}

const isTypeOnly = (declaration: SyntaxNode): boolean =>
  /^(?:interface_declaration|type_alias_declaration|ambient_declaration|function_signature)$/.test(declaration.type)

const specifiers = (clause: SyntaxNode, from: Expression | undefined, lowering: Lowering): readonly Statement[] =>
  namedChildren(clause).flatMap((specifier): readonly Statement[] => {
    const local = childOf(specifier, 'name')
    const exported = childOf(specifier, 'alias') ?? local
    if (!local || !exported) return []
    const text = exportedName(local, lowering)
    const value = from ? memberOf(from, text, local) : nameOf(text, local)
    return [{ kind: 'export', name: exportedName(exported, lowering), value, ...spanOf(specifier) }]
  })

const moduleExports = (value: Expression, node: SyntaxNode): Statement => ({
  kind: 'expression',
  expression: {
    kind: 'assignment',
    declares: false,
    pattern: { kind: 'place', place: memberOf(nameOf('module', node), 'exports', node), ...spanOf(node) },
    value,
    ...spanOf(node),
  },
  ...spanOf(node),
})

/** A call by which a compiler's output says what a module exports; undefined for any other expression. */
export const moduleStatement = (node: SyntaxNode, lowering: Lowering): readonly Statement[] | undefined => {
  const callee = childOf(node, 'function')
  const given = childOf(node, 'arguments')
  if (node.type !== 'call_expression' || !callee || !given) return undefined
  const args = namedChildren(given)
  if (lowering.helpers.roleOf(calleeText(callee, lowering)) !== 'star') return undefined
  const isExports = (arg: SyntaxNode): boolean => /^(?:module\.)?exports$/.test(lowering.textOf(arg))
  const source = args.find((arg) => !isExports(arg))
  return source ? [{ kind: 'export', name: null, value: lowering.expression(source), ...spanOf(node) }] : undefined
}
