import type { Expression, Statement } from '../ir.ts'
import { callOf, functionOf, memberOf, nameOf, opaque, returning, spanOf, statementOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { factoryName } from './injection.ts'
import { attributesOf, innerScope, type Lowering, modifiersOf, type TypeInfo } from './lowering.ts'
import { typeArguments, typeName } from './names.ts'
import { madeFunction, partsOf } from './nodes.ts'
import { bodyOf, typeText, variablesOf } from './type-info.ts'

/** A class whose methods are routes. https://learn.microsoft.com/aspnet/core/web-api/ */
const isController = (info: TypeInfo, lowering: Lowering): boolean => {
  if (info.node.type !== 'class_declaration' || modifiersOf(info.node, lowering).has('abstract')) return false
  const bases = info.node.children.find((child) => child.type === 'base_list')
  return (
    attributesOf(info.node, lowering).includes('ApiController') ||
    (bases !== undefined && /\bController(?:Base)?\b/.test(lowering.textOf(bases)))
  )
}

/** The actions of controllers are given to the framework, which calls them for requests. */
export const lowerRoutes = (types: readonly TypeInfo[], outside: Lowering): readonly Statement[] =>
  types
    .filter((info) => isController(info, outside))
    .flatMap((info) =>
      bodyOf(info.node).flatMap((method): readonly Statement[] => {
        const name = childOf(method, 'name')
        const modifiers = modifiersOf(method, outside)
        if (method.type !== 'method_declaration' || !name || !modifiers.has('public') || modifiers.has('static')) return []
        const list = childOf(method, 'parameters')
        const given = (list ? partsOf(list) : []).map((parameter) => opaque(parameter, 'it is a part of the request'))
        const instance = callOf(nameOf(factoryName(info.name), name), [], name)
        const action = functionOf(
          name,
          'Lambda',
          [],
          [returning(callOf(memberOf(instance, outside.textOf(name), name), given, name), name)],
          'enclosing',
        )
        return [statementOf(callOf(nameOf('route$', name), [action], name))]
      }),
    )

/** The name under which a file has the object that it registers for a type. */
export const registeredName = (type: string): string => `registered:${type}`

const registering = /\b(?:Try)?Add(?:Keyed)?(?:Singleton|Scoped|Transient)\b/

interface Around {
  /** Variables of the blocks around that are declared before. */
  readonly before: readonly SyntaxNode[]
  /** Configuration that a parameter or a property around has, by name. */
  readonly configurations: ReadonlyMap<string, SyntaxNode>
}

/** `services.AddSingleton<IStore>(provider => new S3Store(…))`: what a container has for the type. */
export const lowerRegistrations = (root: SyntaxNode, types: readonly TypeInfo[], file: Lowering): readonly Statement[] => {
  if (!registering.test(file.file.text)) return []
  const found: Statement[] = []
  const visit = (node: SyntaxNode, around: Around): void => {
    const owner = types.findLast((info) => info.node.start <= node.start && node.end <= info.node.end)
    const outside: Lowering = owner ? { ...file, namespace: owner.name } : file
    const statement = node.type === 'invocation_expression' ? registration(node, around, outside) : undefined
    if (statement) found.push(statement)
    let inner = { ...around, configurations: withConfigurations(node, around, outside) }
    for (const child of node.children) {
      visit(child, inner)
      const declaration = child.type === 'global_statement' ? partsOf(child)[0] : child
      if (declaration?.type === 'local_declaration_statement') inner = { ...inner, before: [...inner.before, declaration] }
    }
  }
  visit(root, { before: [], configurations: new Map() })
  return found
}

const isConfiguration = (type: SyntaxNode | undefined, lowering: Lowering): boolean =>
  /^IConfiguration(?:Root|Manager)?$/.test(typeText(type, lowering) ?? '')

const withConfigurations = (node: SyntaxNode, around: Around, lowering: Lowering): ReadonlyMap<string, SyntaxNode> => {
  const list = childOf(node, 'parameters') ?? node.children.find((child) => child.type === 'parameter_list')
  const own = [...(list ? partsOf(list) : []), ...bodyOf(node)].flatMap((one): readonly (readonly [string, SyntaxNode])[] => {
    const { declarators, type: declaredType } = variablesOf(one)
    const type = childOf(one, 'type') ?? declaredType
    if (!type || !isConfiguration(type, lowering)) return []
    return [one, ...declarators].flatMap((each) => {
      const name = childOf(each, 'name')
      return name ? [[lowering.textOf(name), type] as const] : []
    })
  })
  return own.length === 0 ? around.configurations : new Map([...around.configurations, ...own])
}

const registration = (node: SyntaxNode, around: Around, outside: Lowering): Statement | undefined => {
  const target = childOf(node, 'function')
  const nameNode = target?.type === 'member_access_expression' ? childOf(target, 'name') : undefined
  const list = childOf(node, 'arguments')
  if (!nameNode || !registering.test(outside.textOf(nameNode)) || !list) return undefined
  const argument = partsOf(list).at(-1)
  const given = argument && (argument.type === 'argument' ? partsOf(argument).at(-1) : argument)
  const types = typeArguments(nameNode)
  if (!given || types.length > 1) return undefined
  const created = given.type === 'lambda_expression' ? childOf(given, 'body') : given
  const type = types[0] ?? (created?.type === 'object_creation_expression' ? childOf(created, 'type') : undefined)
  const name = type && typeName(type, outside)?.replace(/^.*\./, '')
  return name ? declaredFor(name, given, around, outside) : undefined
}

const declaredFor = (name: string, given: SyntaxNode, around: Around, outside: Lowering): Statement => {
  const lowering: Lowering = { ...innerScope(outside), owner: null, isStatic: true }
  const configurations = [...around.configurations].map(([text, type]): Statement => {
    lowering.scope.names.set(text, { type: 'IConfiguration' })
    const value = callOf({ kind: 'import', module: '>>IConfiguration', ...spanOf(type) }, [], type)
    return { kind: 'declare', scope: 'function', pattern: nameOf(text, type), value, ...spanOf(type) }
  })
  const before = around.before.flatMap((statement) => lowering.parts.statement(statement, lowering))
  const value = lowering.parts.expression(given, lowering)
  const made: Expression =
    value.kind === 'function' ? callOf(value, [opaque(given, 'it is a container of services')], given) : value
  const body: readonly Statement[] = [...configurations, ...before, returning(made, given)]
  return {
    kind: 'declare',
    scope: 'function',
    pattern: nameOf(registeredName(name), given),
    value: madeFunction(given, `the registration of ${name}`, [], body),
    ...spanOf(given),
  }
}
