import type { Expression, FunctionExpression, Parameter, Pattern, Statement } from '../ir.ts'
import { declared, functionOf, memberOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { bodyOf } from './blocks.ts'
import { assigned, declareName, innerScope, type Lowering, plainText } from './lowering.ts'
import { instanceName, typeOf } from './names.ts'
import { partsOf } from './nodes.ts'

/** Parameters of functions and constructors; they are declared in the scope. */
export const lowerParameters = (list: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] => {
  const children = list?.children ?? []
  return children.flatMap((child, index): readonly Parameter[] => {
    const name =
      child.type === 'parameter' || child.type === 'class_parameter'
        ? partsOf(child).find((part) => part.type === 'identifier')
        : undefined
    if (!name) return []
    // A default stands after a parameter, and inside one of a class.
    const next = children[index + 1]
    const inside = child.children.findIndex((part) => lowering.textOf(part) === '=')
    const value =
      inside !== -1 ? child.children[inside + 1] : next && lowering.textOf(next) === '=' ? children[index + 2] : undefined
    const variable = declareName(lowering, plainText(name, lowering))
    const isRest =
      /\bvararg\b/.test(lowering.textOf(children[index - 1] ?? { start: 0, end: 0 })) ||
      /^\s*(?:\w+\s+)*vararg\b/.test(lowering.textOf(child))
    return [
      {
        pattern: nameOf(variable, name),
        otherwise: value ? isolated(value, lowering) : null,
        takes: isRest ? 'positional' : 'one',
        ...typeOf(child, lowering),
      },
    ]
  })
}

/** A value where no statement can stand before it. */
export const isolated = (node: SyntaxNode, outside: Lowering): Expression => {
  const sink: Statement[] = []
  const value = outside.parts.expression(node, { ...outside, sink })
  if (sink.length === 0) return value
  const body: readonly Statement[] = [...sink, { kind: 'return', value, ...spanOf(node) }]
  return { kind: 'call', callee: functionOf(node, null, [], body, 'enclosing'), arguments: [], isNew: false, ...spanOf(node) }
}

/** The name of the parameter that holds the receiver of an extension. */
export const receiverVariable = (node: SyntaxNode): string => `receiver$${node.start}`

/** `fun name(parameters) { … }` or `= value`; an extension's receiver is its first parameter. */
export const lowerFunction = (node: SyntaxNode, outside: Lowering, itsThis: FunctionExpression['this']): FunctionExpression => {
  const nameNode = node.children.find((child) => child.field === 'name')
  const written = nameNode ? plainText(nameNode, outside) : null
  const isExtension = written?.includes('.') ?? false
  const receiver = receiverVariable(node)
  const lowering: Lowering = {
    ...innerScope(outside),
    sink: [],
    loops: new Set(),
    receivers: isExtension ? [...outside.receivers, { variable: receiver, isGuess: false }] : outside.receivers,
  }
  const parameters = lowerParameters(
    node.children.find((child) => child.type === 'function_value_parameters'),
    lowering,
  )
  const first: readonly Parameter[] = isExtension
    ? [
        {
          pattern: nameOf(receiver, nameNode ?? node),
          otherwise: null,
          takes: 'one',
          ...receiverType(written ?? '', nameNode ?? node, lowering),
        },
      ]
    : []
  const body = node.children.find((child) => child.type === 'function_body')
  const statements = [...instanceAround(node, lowering), ...lowerFunctionBody(body, lowering)]
  const made = functionOf(node, written?.replace(/^.*\./, '') ?? null, [...first, ...parameters], statements, itsThis)
  return isExtension ? { ...made, isExtension: true } : made
}

const receiverType = (written: string, at: SyntaxNode, lowering: Lowering): { readonly type?: Expression } => {
  const type = written.slice(0, written.lastIndexOf('.')).replace(/[<?].*$/s, '')
  const path = lowering.unit.imports.get(type)
  if (!path) return {}
  return { type: lowering.parts.name(type, at, lowering) }
}

export const lowerFunctionBody = (body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] => {
  if (!body) return []
  const [only] = partsOf(body)
  if (!only) return []
  if (only.type === 'block' && body.children[0] === only)
    return partsOf(only).flatMap((child) => lowering.parts.statement(child, lowering))
  const sink: Statement[] = []
  const value = lowering.parts.expression(only, { ...lowering, sink })
  return [...sink, { kind: 'return', value, ...spanOf(only) }]
}

/** Objects made inside a method see its instance by a variable. */
export const instanceAround = (node: SyntaxNode, { isStatic, owner }: Lowering): readonly Statement[] =>
  isStatic || !owner || !hasObject(node) ? [] : [declared(instanceName(owner), { kind: 'this', ...spanOf(node) }, node)]

const hasObject = (node: SyntaxNode): boolean => node.type === 'object_literal' || node.children.some(hasObject)

// ── Lambdas ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const statementsOf = (lambda: SyntaxNode): readonly SyntaxNode[] =>
  partsOf(lambda).filter((child) => child.type !== 'lambda_parameters')

const patternOf = (node: SyntaxNode, lowering: Lowering): Pattern => {
  if (node.type === 'multi_variable_declaration')
    return {
      kind: 'list-pattern',
      elements: partsOf(node).map((part) => patternOf(part, lowering)),
      rest: null,
      ...spanOf(node),
    }
  const name = partsOf(node).find((part) => part.type === 'identifier') ?? node
  return nameOf(declareName(lowering, plainText(name, lowering)), name)
}

export const lowerPattern = patternOf

/** What a lambda calls its arguments; without names, the first is `it`. */
export const lambdaPatterns = (lambda: SyntaxNode, lowering: Lowering): readonly Pattern[] => {
  const list = lambda.children.find((child) => child.type === 'lambda_parameters')
  if (list) return partsOf(list).map((part) => patternOf(part, lowering))
  const hasArrow = lambda.children.some((child) => lowering.textOf(child) === '->')
  if (hasArrow) return []
  return [nameOf(declareName(lowering, 'it', `it$${lambda.start}`), lambda)]
}

/** A lambda as a function; one that fills a builder has that as its first argument, which is not `it` then. */
export const lowerLambda = (lambda: SyntaxNode, outside: Lowering, isBuilder: boolean): Expression => {
  const scoped: Lowering = { ...innerScope(outside), sink: [], loops: new Set() }
  const hasNames = lambda.children.some((child) => child.type === 'lambda_parameters')
  const receiver = receiverVariable(lambda)
  const isReceiver = isBuilder && !hasNames
  const patterns = isReceiver ? [nameOf(receiver, lambda)] : lambdaPatterns(lambda, scoped)
  const lowering = isReceiver ? { ...scoped, receivers: [...scoped.receivers, { variable: receiver, isGuess: true }] } : scoped
  const parameters = patterns.map((pattern): Parameter => ({ pattern, otherwise: null, takes: 'one' }))
  const { statements, value } = bodyOf(statementsOf(lambda), lowering)
  const last: readonly Statement[] = value ? [{ kind: 'return', value, ...spanOf(lambda) }] : []
  return functionOf(lambda, null, parameters, [...statements, ...last], 'enclosing')
}

/** `::save`, `this::save`, `Report::getKey`, `::Report`. */
export const lowerReference = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [object, name] = partsOf(node).length > 1 ? partsOf(node) : [undefined, partsOf(node)[0]]
  if (!name) return lowering.parts.name(lowering.textOf(node).replace(/::.*$/s, ''), node, lowering)
  const text = plainText(name, lowering)
  if (!object) return lowering.parts.name(text, name, lowering)
  const argument = nameOf(`argument$${node.start}`, node)
  const target =
    object.type === 'user_type'
      ? lowering.parts.name(lowering.textOf(object).replace(/<.*$/s, ''), object, lowering)
      : lowering.parts.expression(object, lowering)
  const isType = /^[A-Z]\w*[a-z]/.test(lowering.textOf(object))
  // Of a class: a function of its instance.
  const value = isType
    ? memberOf(argument, text, node, name)
    : ({
        kind: 'call',
        callee: memberOf(target, text, node, name),
        arguments: [{ name: null, spread: null, value: argument }],
        isNew: false,
        ...spanOf(node),
      } as const)
  const called: Expression = isType ? { kind: 'call', callee: value, arguments: [], isNew: false, ...spanOf(node) } : value
  return functionOf(
    node,
    null,
    [{ pattern: argument, otherwise: null, takes: 'one' }],
    [{ kind: 'return', value: called, ...spanOf(node) }],
    'enclosing',
  )
}

export const setOwn = (name: string, value: Expression, node: SyntaxNode): Statement =>
  assigned(memberOf({ kind: 'this', ...spanOf(node) }, name, node), value, node)
