import type { ClassExpression, Expression, FunctionExpression, Member, Statement } from '../ir.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { lowerArguments } from './expressions.ts'
import { lowerParameters, typeOf } from './functions.ts'
import { type Lowering, memberName, spanOf } from './lowering.ts'

type LowerBlock = (node: SyntaxNode | undefined, lowering: Lowering) => readonly Statement[]

export const lowerFunction = (
  node: SyntaxNode,
  decorators: readonly Expression[],
  lowering: Lowering,
  lowerBlock: LowerBlock,
): FunctionExpression => {
  const name = childOf(node, 'name')
  const body = childOf(node, 'body')
  return {
    kind: 'function',
    name: name ? lowering.textOf(name) : null,
    parameters: lowerParameters(childOf(node, 'parameters'), lowering),
    body: lowerBlock(body, lowering),
    this: 'enclosing',
    isGenerator: body !== undefined && yields(body),
    decorators,
    ...spanOf(node),
  }
}

const yields = (node: SyntaxNode): boolean =>
  node.children.some(
    (child) =>
      child.type === 'yield' ||
      (child.type !== 'function_definition' && child.type !== 'lambda' && child.type !== 'class_definition' && yields(child)),
  )

/** Classes whose annotated names are parameters of a constructor that nobody wrote. */
const recordBases = /(?:^|\.)(?:NamedTuple|TypedDict|BaseModel|BaseSettings|Struct)$/
const recordDecorators = /(?:^|\.)(?:dataclass|dataclasses|define|frozen|attrs|attr\.s|s)(?:\(|$)/

export const lowerClass = (
  node: SyntaxNode,
  decorators: readonly Expression[],
  lowering: Lowering,
  lowerBlock: LowerBlock,
): ClassExpression => {
  const name = childOf(node, 'name')
  const superclasses = childOf(node, 'superclasses')
  const written = lowerArguments(superclasses, lowering)
  const bases = written.filter((base) => base.name === null && base.spread === null)
  const metaclass = written.find((base) => base.name === 'metaclass')?.value
  const isRecord =
    decorators.some((decorator) => recordDecorators.test(lowering.textOf(decorator))) ||
    bases.some((base) => recordBases.test(lowering.textOf(base.value)))
  return {
    kind: 'class',
    name: name ? lowering.textOf(name) : null,
    bases: bases.map((base) => base.value),
    members: lowerMembers(childOf(node, 'body'), isRecord, lowering, lowerBlock),
    decorators,
    hasFieldConstructor: isRecord,
    ...(metaclass && { metaclass }),
    ...spanOf(node),
  }
}

const lowerMembers = (
  node: SyntaxNode | undefined,
  isRecord: boolean,
  lowering: Lowering,
  lowerBlock: LowerBlock,
): readonly Member[] =>
  node === undefined
    ? []
    : namedChildren(node).flatMap((child): readonly Member[] => {
        switch (child.type) {
          case 'decorated_definition':
          case 'function_definition':
            return method(child, [], lowering, lowerBlock)
          case 'class_definition':
            return nestedClass(child, [], lowering, lowerBlock)
          case 'expression_statement':
            return namedChildren(child).flatMap((inner) => attribute(inner, isRecord, lowering))
          case 'if_statement':
          case 'else_clause':
          case 'try_statement':
          case 'except_clause':
          case 'block':
            return lowerMembers(child, isRecord, lowering, lowerBlock)
          default:
            return []
        }
      })

const nestedClass = (
  node: SyntaxNode,
  decorators: readonly Expression[],
  lowering: Lowering,
  lowerBlock: LowerBlock,
): readonly Member[] => {
  const value = lowerClass(node, decorators, lowering, lowerBlock)
  return value.name === null ? [] : [{ kind: 'static-field', name: value.name, receiver: 'none', value, ...spanOf(node) }]
}

const attribute = (node: SyntaxNode, isRecord: boolean, lowering: Lowering): readonly Member[] => {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  if (node.type !== 'assignment' || left?.type !== 'identifier') return []
  const isAnnotated = childOf(node, 'type') !== undefined
  const isField = isRecord && isAnnotated
  return [
    {
      kind: isField ? 'field' : 'static-field',
      name: lowering.textOf(left),
      receiver: 'none',
      value: right ? lowering.expression(right) : null,
      ...(isAnnotated && !isField && { isAnnotated }),
      ...typeOf(node, lowering),
      ...spanOf(node),
    },
  ]
}

const getters = /^(?:functools\.)?(?:property|cached_property|abc\.abstractproperty|abstractproperty)$/

const method = (
  node: SyntaxNode,
  decorators: readonly SyntaxNode[],
  lowering: Lowering,
  lowerBlock: LowerBlock,
): readonly Member[] => {
  if (node.type === 'decorated_definition') {
    const inner = childOf(node, 'definition')
    const outer = node.children.filter((child) => child.type === 'decorator').flatMap(namedChildren)
    return inner ? method(inner, outer, lowering, lowerBlock) : []
  }
  const kept = decorators.filter((decorator) => !builtIn.test(lowering.textOf(decorator)))
  if (node.type === 'class_definition') return nestedClass(node, kept.map(lowering.expression), lowering, lowerBlock)
  const texts = decorators.map(lowering.textOf)
  if (texts.some((text) => /\.deleter$/.test(text))) return []
  if (texts.some((text) => /\.setter$/.test(text))) {
    const setter = lowerFunction(node, [], lowering, lowerBlock)
    return [{ kind: 'method', name: `set ${setter.name}`, receiver: 'parameter', value: setter, ...spanOf(node) }]
  }
  const value = lowerFunction(node, kept.map(lowering.expression), lowering, lowerBlock)
  const name = memberName(value.name ?? '')
  const isStatic = texts.includes('staticmethod')
  const isClass = texts.includes('classmethod') || name === '__new__'
  const kind = texts.some((text) => getters.test(text)) ? 'getter' : isStatic || isClass ? 'static' : 'method'
  return [{ kind, name, receiver: isStatic ? 'none' : 'parameter', value, ...spanOf(node) }]
}

/** Decorators that say what a member is, and those that leave it as it is. */
const builtIn =
  /^(?:staticmethod|classmethod|property|(?:functools\.)?cached_property|(?:abc\.)?abstract\w+|(?:typing\.)?(?:override|overload|final)|(?:functools\.)?wraps\(.*\))$/s
