import type { ClassExpression, Expression, Member, Statement } from '../ir.ts'
import { callOf, memberOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { parameterProperties } from './functions.ts'
import { arrowOf, type Lowering, named } from './lowering.ts'
import { keyText } from './objects.ts'
import { typeOf } from './types.ts'

export const lowerClass = (node: SyntaxNode, lowering: Lowering): Expression => {
  const own = childOf(node, 'name')
  const command = bundledCommand(node, lowering)
  if (command) return command
  return {
    kind: 'class',
    name: own ? lowering.textOf(own) : null,
    bases: basesOf(node, lowering),
    members: membersOf(childOf(node, 'body'), lowering),
    decorators: decoratorsOf(node, lowering),
    hasFieldConstructor: false,
    ...spanOf(node),
  } satisfies ClassExpression
}

const basesOf = (node: SyntaxNode, lowering: Lowering): readonly Expression[] => {
  const heritage = node.children.find((child) => child.type === 'class_heritage')
  const clause = heritage?.children.find((child) => child.type === 'extends_clause') ?? heritage
  const [base] = clause ? namedChildren(clause) : []
  return base && base.type !== 'implements_clause' ? [lowering.expression(base)] : []
}

/**
 * A command of the AWS SDK for JavaScript v3 in a bundle that holds the SDK itself: whatever a minifier called the class,
 * its builder keeps the names of its client and of itself.
 */
const bundledCommand = (node: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const heritage = node.children.find((child) => child.type === 'class_heritage')
  if (!heritage || heritage.end - heritage.start > 4000) return undefined
  const command = /\.n\(\s*["']S3Client["']\s*,\s*["'](\w+Command)["']\s*\)/.exec(lowering.textOf(heritage))?.[1]
  return command === undefined
    ? undefined
    : memberOf({ kind: 'import', module: '@aws-sdk/client-s3', ...spanOf(node) }, command, node)
}

const decoratorsOf = (node: SyntaxNode, lowering: Lowering): readonly Expression[] =>
  node.children
    .filter((child) => child.type === 'decorator')
    .flatMap((child) => namedChildren(child).slice(0, 1).map(lowering.expression))

const membersOf = (body: SyntaxNode | undefined, lowering: Lowering): readonly Member[] => {
  const members: Member[] = []
  let decorators: Expression[] = []
  for (const child of body ? namedChildren(body) : []) {
    if (child.type === 'decorator') {
      decorators.push(...namedChildren(child).slice(0, 1).map(lowering.expression))
      continue
    }
    const member = memberFrom(child, [...decorators, ...decoratorsOf(child, lowering)], members.length, lowering)
    if (member) members.push(member)
    decorators = []
  }
  return members
}

const memberFrom = (node: SyntaxNode, decorators: readonly Expression[], index: number, lowering: Lowering): Member | undefined => {
  const has = (word: string): boolean => node.children.some((child) => child.type === word)
  const isStatic = has('static')
  switch (node.type) {
    case 'method_definition': {
      const key = childOf(node, 'name')
      const text = key && keyText(key, lowering)
      if (text === undefined || (has('set') && isStatic)) return undefined
      const first = text === 'constructor' ? parameterProperties(node, lowering) : []
      const lowered = lowering.function(node, { name: text, decorators })
      const value = first.length > 0 ? { ...lowered, body: afterSuper(lowered.body, first) } : lowered
      if (has('set')) return { kind: 'method', name: `set ${text}`, receiver: 'this', value, ...spanOf(node) }
      const kind = isStatic ? (has('get') ? 'static-field' : 'static') : has('get') ? 'getter' : 'method'
      if (kind === 'static-field')
        return { kind, name: text, receiver: 'none', value: callOf({ ...value, this: 'enclosing' }, [], node), ...spanOf(node) }
      return { kind, name: text, receiver: 'this', value, ...spanOf(node) }
    }
    case 'public_field_definition':
    case 'field_definition': {
      const key = childOf(node, 'name') ?? childOf(node, 'property')
      const text = key && keyText(key, lowering)
      const value = childOf(node, 'value')
      if (text === undefined || has('declare')) return undefined
      return {
        kind: isStatic ? 'static-field' : 'field',
        name: text,
        receiver: isStatic ? 'none' : 'this',
        value: value ? decorated(named(lowering.expression(value), text), decorators) : null,
        ...typeOf(node, lowering),
        ...spanOf(node),
      }
    }
    case 'class_static_block': {
      const block = childOf(node, 'body')
      const value: Expression = { ...arrowOf(block ? lowering.statements(block.children) : [], node), this: 'own' }
      return { kind: 'static', name: staticBlock(index), receiver: 'this', value, ...spanOf(node) }
    }
    default:
      return undefined
  }
}

const staticBlock = (index: number): string => `\u0000static${index}`

/** A class's static blocks run once the class has its name. */
export const runStaticBlocks = (value: Expression, name: Expression): readonly Statement[] =>
  value.kind !== 'class'
    ? []
    : value.members
        .filter((member) => member.name.startsWith('\u0000static'))
        .map((member) => ({
          kind: 'expression' as const,
          expression: callOf(memberOf(name, member.name, member), [], member),
          ...spanOf(member),
        }))

const decorated = (value: Expression, decorators: readonly Expression[]): Expression =>
  value.kind === 'function' && decorators.length > 0 ? { ...value, decorators: [...decorators, ...value.decorators] } : value

/** Properties exist once `super()` has returned. */
const afterSuper = <T extends { readonly kind: string; readonly expression?: Expression }>(
  body: readonly T[],
  first: readonly T[],
): readonly T[] => {
  const at = body.findIndex(
    (statement) =>
      statement.kind === 'expression' && statement.expression?.kind === 'call' && statement.expression.callee.kind === 'super',
  )
  return [...body.slice(0, at + 1), ...first, ...body.slice(at + 1)]
}
