import type { Expression, FunctionExpression, Parameter, Statement } from '../ir.ts'
import { callOf, functionOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, type SyntaxNode } from '../syntax.ts'
import { declare, innerScope, instanceName, type Lowering } from './lowering.ts'
import { typeOf, typeText } from './names.ts'
import { partsOf } from './nodes.ts'
import { settingFor } from './settings.ts'

/** Parameters of methods, constructors, records and lambdas; they are declared in the scope. */
export const lowerParameters = (node: SyntaxNode | undefined, lowering: Lowering): readonly Parameter[] => {
  if (node === undefined) return []
  if (node.type === 'identifier') return [plainParameter(node, lowering)]
  return partsOf(node).flatMap((child): readonly Parameter[] => {
    switch (child.type) {
      case 'identifier':
        return [plainParameter(child, lowering)]
      case 'formal_parameter': {
        const name = childOf(child, 'name')
        if (!name) return []
        declare(lowering, lowering.textOf(name), typeText(child, lowering))
        const otherwise = settingFor(child, lowering.textOf(name), lowering)
        return [{ pattern: patternOf(name, lowering), otherwise, takes: 'one', ...typeOf(child, lowering) }]
      }
      case 'spread_parameter': {
        const name = child.children.find((part) => part.type === 'variable_declarator')
        if (!name) return []
        declare(lowering, lowering.textOf(name))
        return [{ pattern: patternOf(name, lowering), otherwise: null, takes: 'positional' }]
      }
      default:
        return []
    }
  })
}

const plainParameter = (node: SyntaxNode, lowering: Lowering): Parameter => {
  declare(lowering, lowering.textOf(node))
  return { pattern: patternOf(node, lowering), otherwise: null, takes: 'one' }
}

export const patternOf = (node: SyntaxNode, lowering: Lowering): Parameter['pattern'] => ({
  kind: 'name',
  name: lowering.textOf(node),
  ...spanOf(node),
})

export const lowerMethod = (node: SyntaxNode, name: string, outside: Lowering): FunctionExpression => {
  const lowering = innerScope(outside)
  const parameters = lowerParameters(childOf(node, 'parameters'), lowering)
  const body = childOf(node, 'body')
  return functionOf(node, name, parameters, [...instanceAround(body, lowering), ...lowering.parts.block(body, lowering)], 'own')
}

/** Classes inside a method see its instance by a variable. */
const instanceAround = (body: SyntaxNode | undefined, { isStatic, owner }: Lowering): readonly Statement[] => {
  if (isStatic || !owner || !body || !hasClass(body)) return []
  return [
    {
      kind: 'declare',
      scope: 'block',
      pattern: { kind: 'name', name: instanceName(owner), ...spanOf(body) },
      value: { kind: 'this', ...spanOf(body) },
      ...spanOf(body),
    },
  ]
}

const hasClass = (node: SyntaxNode): boolean => node.type === 'class_body' || node.children.some(hasClass)

/** An expression whose classes see the instance around it: of a field. */
export const withInstance = (node: SyntaxNode, value: Expression, lowering: Lowering): Expression => {
  const around = instanceAround(node, lowering)
  if (around.length === 0) return value
  const body: readonly Statement[] = [...around, { kind: 'return', value, ...spanOf(node) }]
  return callOf(functionOf(node, null, [], body, 'enclosing'), [], node)
}

export const lowerLambda = (node: SyntaxNode, outside: Lowering): Expression => {
  const lowering = innerScope(outside)
  const parameters = lowerParameters(childOf(node, 'parameters'), lowering)
  const body = childOf(node, 'body')
  const statements: readonly Statement[] =
    body === undefined
      ? []
      : body.type === 'block'
        ? lowering.parts.block(body, lowering)
        : [{ kind: 'return', value: lowering.parts.expression(body, lowering), ...spanOf(body) }]
  return functionOf(node, null, parameters, statements, 'enclosing')
}

/** `this::save`, `Report::getKey`, `File::new`: a function of one argument, or as many as the method takes. */
export const lowerMethodReference = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [object] = partsOf(node)
  const name = node.children.at(-1)
  if (!object || !name) return functionOf(node, null, [], [], 'enclosing')
  const method = lowering.textOf(name)
  const isOwnClass = lowering.owner?.name === lowering.textOf(object)
  const own = object.type === 'this' || isOwnClass ? lowering.owner?.methods.get(method) : undefined
  const count = own?.arity && (object.type === 'this' || own.isStatic) ? own.arity : 1
  const given = Array.from({ length: count }, (_, index) => nameOf(`argument$${index}`, node))
  const parameters = given.map((pattern): Parameter => ({ pattern, otherwise: null, takes: 'one' }))
  const returning = (value: Expression): Expression =>
    functionOf(node, null, parameters, [{ kind: 'return', value, ...spanOf(node) }], 'enclosing')
  const target = lowering.parts.expression(object, lowering)
  const [first = target, ...others] = given
  const on = (receiver: Expression, values: readonly Expression[]): Expression =>
    callOf({ kind: 'member', object: receiver, name: method, nameSpan: spanOf(name), ...spanOf(node) }, values, node)
  if (name.type === 'new') return returning(callOf(target, given, node, true))
  const isType = /^[A-Z]\w*[a-z]/.test(lowering.textOf(object).replace(/^.*\./, ''))
  if (!isType) return returning(on(target, given))
  if (own) return returning(own.isStatic ? on(target, given) : on(first, others))
  if (/^(?:get|is|to)[A-Z]/.test(method) || method === 'trim') return returning(on(first, others))
  // Whether the method is of the class or of its instances is told only by its declaration.
  return returning({
    kind: 'conditional',
    test: { kind: 'opaque', why: 'it is true or false', children: [], ...spanOf(node) },
    whenTrue: on(target, given),
    whenFalse: on(first, others),
    ...spanOf(node),
  })
}
