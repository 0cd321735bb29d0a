import type { Statement } from '../ir.ts'
import { nameOf, spanOf, statementOf } from '../ir-build.ts'
import { childOf, childOfType, childrenOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerVariables } from './assignments.ts'
import { lowerImports } from './imports.ts'
import { blockOf, declare, type Lowering, memberName } from './lowering.ts'
import { lowerTypes, plainType } from './types.ts'

/**
 * A file of a package, in the order in which Go brings a package to life: what is declared, whatever file it is in; then its
 * variables, those first that need no other one; then `init` of each file. The variables that name what another file
 * declares come after all others. https://go.dev/ref/spec#Package_initialization
 */
export const phasesOf = (root: SyntaxNode, lowering: Lowering): readonly (readonly Statement[])[] => {
  const children = namedChildren(root)
  const imports = lowerImports(root, lowering)
  const variables = inOrderOfUse(children, lowering)
  const types = children.filter((child) => child.type === 'type_declaration').flatMap((child) => lowerTypes(child, lowering))
  const phases = [
    toPackage(types.filter((type) => !isAlias(type))),
    toPackage(types.filter(isAlias)),
    [
      ...toPackage(
        children.filter((child) => child.type === 'function_declaration').flatMap((child) => functionOf(child, lowering)),
      ),
      ...children.filter((child) => child.type === 'method_declaration').flatMap((child) => methodOf(child, lowering)),
    ],
    toPackage(variables.own.flatMap((child) => lowerVariables(child, lowering))),
    toPackage(variables.others.flatMap((child) => lowerVariables(child, lowering))),
    children.filter((child) => isInit(child, lowering)).map((child) => initOf(child, lowering)),
  ]
  // The block is the file's own, for its imports; what it declares is the package's.
  return phases.map((statements) => (statements.length > 0 ? [blockOf(root, [...imports, ...statements])] : []))
}

const toPackage = (statements: readonly Statement[]): readonly Statement[] =>
  statements.map((statement) => (statement.kind === 'declare' ? { ...statement, scope: 'function' } : statement))

const isAlias = (type: Statement): boolean =>
  type.kind === 'declare' && (type.value?.kind === 'name' || type.value?.kind === 'member')

const isInit = (node: SyntaxNode, lowering: Lowering): boolean => {
  const named = childOf(node, 'name')
  return node.type === 'function_declaration' && named !== undefined && lowering.textOf(named) === 'init'
}

const functionOf = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const named = childOf(node, 'name')
  if (!named || isInit(node, lowering)) return []
  return [declare(node, nameOf(lowering.textOf(named), named), lowering.function(node))]
}

const initOf = (node: SyntaxNode, lowering: Lowering): Statement =>
  statementOf({ kind: 'call', callee: lowering.function(node), arguments: [], isNew: false, ...spanOf(node) })

const methodOf = (node: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const [receiver, named] = [childOf(node, 'receiver'), childOf(node, 'name')]
  const parameter = receiver && childOfType(receiver, 'parameter_declaration')
  const type = parameter && childOf(parameter, 'type')
  if (!receiver || !named || !type) return []
  const value = lowering.function(node, receiver)
  return [
    {
      kind: 'extend',
      class: lowering.textOf(plainType(type)),
      members: [{ kind: 'method', name: memberName(lowering.textOf(named)), receiver: 'parameter', value, ...spanOf(node) }],
      ...spanOf(node),
    },
  ]
}

interface Variables {
  readonly own: readonly SyntaxNode[]
  readonly others: readonly SyntaxNode[]
}

/** `var` and `const` by what they need of the file, and those apart that need another file's. */
const inOrderOfUse = (children: readonly SyntaxNode[], lowering: Lowering): Variables => {
  const specs = children.flatMap((child) => specsOf(child))
  const declared = new Map<string, SyntaxNode>()
  for (const spec of specs) for (const each of namesOf(spec)) declared.set(lowering.textOf(each), spec)
  for (const child of children) {
    const named = child.type === 'function_declaration' ? childOf(child, 'name') : undefined
    if (named) declared.set(lowering.textOf(named), child)
  }
  const known = new Set([...declared.keys(), ...lowering.facts.types.keys()])
  const done = new Set<SyntaxNode>()
  const foreign = new Set<SyntaxNode>()
  const ordered: SyntaxNode[] = []
  const visit = (node: SyntaxNode, depth: number): void => {
    if (done.has(node) || depth > 100) return
    done.add(node)
    const used = [...new Set(identifiersIn(node).map(lowering.textOf))]
    for (const each of used) {
      const other = declared.get(each)
      if (!other) continue
      visit(other, depth + 1)
      if (foreign.has(other)) foreign.add(node)
    }
    if (specs.includes(node)) {
      if (calledIn(node).some((each) => !known.has(lowering.textOf(each)))) foreign.add(node)
      ordered.push(node)
    }
  }
  for (const spec of specs) visit(spec, 0)
  const asDeclaration = (spec: SyntaxNode): SyntaxNode => ({ ...spec, type: 'var_declaration', children: [spec] })
  return {
    own: ordered.filter((spec) => !foreign.has(spec)).map(asDeclaration),
    others: ordered.filter((spec) => foreign.has(spec)).map(asDeclaration),
  }
}

const specsOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  if (node.type === 'var_spec' || node.type === 'const_spec') return [node]
  const isDeclaration = node.type === 'var_declaration' || node.type === 'const_declaration' || node.type === 'var_spec_list'
  return isDeclaration ? namedChildren(node).flatMap(specsOf) : []
}

const namesOf = (spec: SyntaxNode): readonly SyntaxNode[] => childrenOf(spec, 'name').filter((child) => child.named)

const identifiersIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.type === 'identifier' ? [node] : node.children.flatMap(identifiersIn)

/** Plain names that a variable's value is made with, and that only a package can have declared. */
const calledIn = (spec: SyntaxNode): readonly SyntaxNode[] => {
  const value = childOf(spec, 'value')
  return value ? namesIn(value) : []
}

const namesIn = (node: SyntaxNode): readonly SyntaxNode[] => {
  if (node.type === 'func_literal' || node.type === 'keyed_element') return node.children.slice(1).flatMap(namesIn)
  if (node.type === 'identifier') return [node]
  if (node.type !== 'selector_expression') return node.children.flatMap(namesIn)
  const operand = childOf(node, 'operand')
  return operand && operand.type !== 'identifier' ? namesIn(operand) : []
}
