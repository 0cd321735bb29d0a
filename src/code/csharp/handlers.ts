import type { Expression, NameExpression, Statement } from '../ir.ts'
import { callOf, functionOf, memberOf, nameOf, opaque, returning, spanOf, statementOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { constructorsIn } from './constructors.ts'
import { factoryName, injected, optionsName } from './injection.ts'
import { attributesOf, type Lowering, modifiersOf, type TypeInfo } from './lowering.ts'
import { typeName } from './names.ts'
import { assigned, madeFunction, partsOf } from './nodes.ts'
import { bodyOf, initialiserOf } from './type-info.ts'

/** The name under which a file has what Lambda calls for a handler: an instance is made first. */
export const handlerName = (simpleName: string, method: string): string => `${simpleName}::${method}`

/** Methods that a base may have. */
const inheritable = [
  'FunctionHandler',
  'FunctionHandlerAsync',
  'Handler',
  'HandlerAsync',
  'Handle',
  'HandleAsync',
  'Run',
  'RunAsync',
  'Execute',
  'ExecuteAsync',
  'Invoke',
  'InvokeAsync',
  'Process',
  'ProcessAsync',
]

/** For each method that may be a handler, and what a container does to make the type. */
export const lowerHandlers = (info: TypeInfo, outside: Lowering): readonly Statement[] => {
  if (info.node.type === 'interface_declaration' || info.node.type === 'enum_declaration') return []
  const lowering: Lowering = { ...outside, owner: info, namespace: info.namespace, isStatic: true }
  const found = new Map<string, SyntaxNode | null>()
  if (info.inherits && !modifiersOf(info.node, lowering).has('static')) for (const name of inheritable) found.set(name, null)
  for (const member of bodyOf(info.node)) {
    const name = childOf(member, 'name')
    if (
      member.type === 'method_declaration' &&
      name &&
      (!modifiersOf(member, lowering).has('private') || lowering.textOf(name) === 'Main')
    )
      found.set(lowering.textOf(name), member)
  }
  return [
    declared(
      factoryName(info.name),
      madeFunction(head(info), info.simpleName, [], [returning(made(info, 'most', lowering), head(info))]),
      info,
    ),
    ...(bodyOf(info.node).some((member) => member.type === 'property_declaration') ? [optionsFactory(info, lowering)] : []),
    ...[...found].map(([name, method]) => handlerOf(info, name, method, lowering)),
  ]
}

const head = (info: TypeInfo): SyntaxNode => childOf(info.node, 'name') ?? info.node

const declared = (name: string, value: Expression, info: TypeInfo): Statement => ({
  kind: 'declare',
  scope: 'function',
  pattern: nameOf(name, head(info)),
  value,
  ...spanOf(head(info)),
})

/** Lambda needs a constructor that takes nothing, unless a container makes the instance, which takes the one that needs most. */
const made = (info: TypeInfo, which: 'least' | 'most', lowering: Lowering): Expression => {
  const own = constructorsIn(info, lowering).map((node) => {
    const list = childOf(node, 'parameters')
    return list ? partsOf(list).filter((child) => child.type === 'parameter') : []
  })
  const all = info.parameters.length > 0 ? [info.parameters, ...own] : own
  const sorted = [...all].sort((a, b) => b.length - a.length)
  const chosen = (which === 'most' ? sorted[0] : sorted.at(-1)) ?? []
  const given = chosen.flatMap((parameter) => partOf(parameter, lowering) ?? [])
  return callOf(nameOf(info.name, head(info)), given, head(info), true)
}

/** Undefined for one that has a value of its own. */
const partOf = (parameter: SyntaxNode, lowering: Lowering): Expression | undefined => {
  if (initialiserOf(parameter)) return undefined
  const type = childOf(parameter, 'type')
  return type ? injected(type, lowering) : opaque(parameter, 'it is given by a framework')
}

/** Settings: each property is what the section has under its name, or what it is set to. */
const optionsFactory = (info: TypeInfo, lowering: Lowering): Statement => {
  const at = head(info)
  const object = nameOf('options', at)
  const section = nameOf('section', at)
  const sets = bodyOf(info.node).flatMap((member) => {
    const name = childOf(member, 'name')
    const type = childOf(member, 'type')
    if (
      member.type !== 'property_declaration' ||
      !name ||
      !type ||
      !/^(?:string|int|long|bool|double)\??$/.test(lowering.textOf(type))
    )
      return []
    const text = lowering.textOf(name)
    const place = memberOf(object, text, name)
    const entry: Expression = {
      kind: 'index',
      object: section,
      index: { kind: 'literal', value: text, ...spanOf(name) },
      ...spanOf(name),
    }
    return [statementOf(assigned(place, { kind: 'binary', operator: '??', left: entry, right: place, ...spanOf(name) }, name))]
  })
  const body: readonly Statement[] = [
    { kind: 'declare', scope: 'block', pattern: object, value: callOf(nameOf(info.name, at), [], at, true), ...spanOf(at) },
    ...sets,
    // Read as `options.Value`, or as the settings themselves.
    statementOf(assigned(memberOf(object, 'Value', at), object, at)),
    statementOf(assigned(memberOf(object, 'CurrentValue', at), object, at)),
    returning(object, at),
  ]
  const parameter = { pattern: section, otherwise: null, takes: 'one' } as const
  return declared(optionsName(info.name), madeFunction(at, 'options', [parameter], body), info)
}

/** Whether a method says of itself that Lambda calls it. */
const isForLambda = (method: SyntaxNode, parameters: readonly SyntaxNode[], lowering: Lowering): boolean =>
  attributesOf(method, lowering).includes('LambdaFunction') ||
  parameters.some((parameter) =>
    /(?:Event|ILambdaContext|ProxyRequest)\b/.test(lowering.textOf(childOf(parameter, 'type') ?? parameter)),
  )

const handlerOf = (info: TypeInfo, name: string, method: SyntaxNode | null, lowering: Lowering): Statement => {
  const at = head(info)
  const isStatic = method !== null && modifiersOf(method, lowering).has('static')
  const list = method ? childOf(method, 'parameters') : undefined
  const parameters = list ? partsOf(list).filter((child) => child.type === 'parameter') : []
  const isGenerated = method !== null && attributesOf(method, lowering).includes('LambdaFunction')
  const event = nameOf('event', at)
  const isCalled = method !== null && isForLambda(method, parameters, lowering)
  const values =
    method === null
      ? [event, context(at)]
      : name === 'Main'
        ? parameters.map(() => opaque(at, 'it is an argument of the program'))
        : parameters.map((one) => parameterOf(one, isGenerated, event, lowering))
  const receiver = isStatic ? nameOf(info.name, at) : made(info, isGenerated ? 'most' : 'least', lowering)
  const value = callOf(memberOf(receiver, name, at), values, at)
  const parameter = { pattern: event, otherwise: null, takes: 'one' } as const
  const body = [returning(value, at)]
  return declared(
    handlerName(info.simpleName, name),
    isCalled ? functionOf(at, 'Lambda', [parameter], body, 'enclosing') : madeFunction(at, 'Lambda', [parameter], body),
    info,
  )
}

const context = (at: SyntaxNode): Expression => opaque(at, 'it is of the context that Lambda passes')

/**
 * A handler takes the event and the context, or one of them; one that is annotated takes parts of a request.
 * https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html and
 * https://github.com/aws/aws-lambda-dotnet/blob/master/Libraries/src/Amazon.Lambda.Annotations/README.md
 */
const parameterOf = (parameter: SyntaxNode, isGenerated: boolean, event: NameExpression, lowering: Lowering): Expression => {
  const at = parameter
  const type = childOf(parameter, 'type')
  const name = childOf(parameter, 'name')
  if (type && /(?:^|\.)ILambdaContext$/.test(typeName(type, lowering) ?? '')) return context(at)
  const part = (...path: readonly string[]): Expression =>
    path.reduce<Expression>((object, field) => memberOf(object, field, at), event)
  if (!isGenerated) return event
  const own = name ? lowering.textOf(name) : ''
  for (const attribute of attributesOf(parameter, lowering)) {
    switch (attribute.replace(/Attribute$/, '')) {
      case 'FromServices':
        return type ? injected(type, lowering) : opaque(at, 'it is given by a framework')
      case 'FromBody':
        return part('body')
      case 'FromRoute':
        return part('pathParameters', own)
      case 'FromQuery':
        return part('queryStringParameters', own)
      case 'FromHeader':
        return part('headers', own)
    }
  }
  return type?.type === 'predefined_type' ? part('pathParameters', own) : event
}
