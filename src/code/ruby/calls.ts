import type { Argument, Expression, FunctionExpression, Statement } from '../ir.ts'
import { literalOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { argumentsOf, blockIn, forwarded, lowerArguments } from './arguments.ts'
import { lowerAnonymousClass } from './definitions.ts'
import { lowerImport } from './imports.ts'
import { asExpression, callOf, isLocal, type Lowering, memberCall, methodName, plain } from './lowering.ts'
import { unnamed } from './parameters.ts'

type Lowered =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'statements'; readonly statements: readonly Statement[] }

const value = (expression: Expression): Lowered => ({ kind: 'value', value: expression })

/** A call where its value is asked for. */
export const callValue = (node: SyntaxNode, lowering: Lowering): Expression => {
  const lowered = lowerCall(node, lowering)
  return lowered.kind === 'value' ? lowered.value : asExpression(node, () => lowered.statements)
}

/** A call, or a name that is one if it is no local variable. */
export const lowerCall = (node: SyntaxNode, lowering: Lowering): Lowered => {
  switch (node.type) {
    case 'identifier':
      return identifier(node, lowering)
    case 'yield': {
      const list = node.children.find((child) => child.type === 'argument_list')
      return value(callOf(node, nameOf(unnamed.block, node), lowerArguments(list, lowering)))
    }
    case 'super':
      return value(superCall(node, passedOn(node, lowering), lowering))
    default: {
      const receiver = childOf(node, 'receiver')
      return receiver ? value(withReceiver(node, receiver, lowering)) : bare(node, lowering)
    }
  }
}

const identifier = (node: SyntaxNode, lowering: Lowering): Lowered => {
  const name = lowering.textOf(node)
  if (isLocal(lowering.place.locals, name)) return value(nameOf(name, node))
  return byName(node, node, name, [], lowering)
}

const bare = (node: SyntaxNode, lowering: Lowering): Lowered => {
  const method = childOf(node, 'method')
  if (!method)
    return value(
      opaque(
        node,
        'it does not parse',
        namedChildren(node).map((child) => lowering.expression(child)),
      ),
    )
  const args = argumentsOf(node, lowering)
  if (method.type === 'super') return value(superCall(node, args, lowering))
  return byName(node, method, lowering.textOf(method), args, lowering)
}

/** What a call without a receiver means to the language itself; anything else is a method of the receiver or the program. */
const byName = (node: SyntaxNode, method: SyntaxNode, name: string, args: readonly Argument[], lowering: Lowering): Lowered => {
  const at = spanOf(node)
  const [first] = args
  const block = blockIn(args)
  const isInBody = lowering.place.method === null && lowering.place.inside === 'method'
  switch (name) {
    case 'require':
    case 'require_relative':
    case 'load':
    case 'autoload':
    case 'require_dependency':
      return value(lowerImport(node, name, args))
    case 'raise':
    case 'fail':
    case 'throw':
    case 'abort':
    case 'exit':
    case 'exit!':
      return { kind: 'statements', statements: [{ kind: 'exit', how: 'throw', value: allOf(node, args), ...at }] }
    case 'lambda':
    case 'proc':
      if (block) return value(block.kind === 'function' ? { ...block } : block)
      break
    case 'loop':
      if (block?.kind === 'function') {
        const body = block.body.map(asRound)
        return {
          kind: 'statements',
          statements: [{ kind: 'loop', pattern: null, takes: 'elements', iterable: null, test: null, body, ...at }],
        }
      }
      break
    case 'block_given?':
      return value({ kind: 'binary', operator: '!=', left: nameOf(unnamed.block, node), right: literalOf(null, node), ...at })
    case '__dir__':
      return value(nameOf('__dir__', node))
    case '__FILE__':
      return value(nameOf('__FILE__', node))
    case '__method__':
      return value(literalOf(lowering.place.method?.name ?? null, node))
    case 'include':
    case 'extend':
    case 'prepend':
      if (isInBody && first) return { kind: 'statements', statements: mixes(node, name, args) }
      break
    case 'new':
      if (lowering.place.method?.isStatic !== false) return value(callOf(node, { kind: 'this', ...at }, args, true))
      break
    case 'send':
    case 'public_send':
    case '__send__':
      return value(callOf(node, nameOf('%send', method), [plain({ kind: 'this', ...at }), ...args]))
    case 'method':
      if (first?.value.kind === 'literal') return value(methodName(node, String(first.value.value)))
      break
    case 'binding':
      return value(opaque(node, 'it is a binding'))
  }
  return value(callOf(node, methodName(method, name), args))
}

/** A round of `loop` ends where its block does. */
const asRound = (statement: Statement): Statement =>
  statement.kind === 'return' && !statement.isOuter && statement.value
    ? { kind: 'expression', expression: statement.value, ...spanOf(statement) }
    : statement

const allOf = (node: SyntaxNode, args: readonly Argument[]): Expression => ({
  kind: 'list',
  elements: args.map((each) => ({ spread: false, value: each.value })),
  ...spanOf(node),
})

const mixes = (node: SyntaxNode, how: 'include' | 'extend' | 'prepend', args: readonly Argument[]): readonly Statement[] =>
  args.map((each) => ({ kind: 'mix', how, value: each.value, ...spanOf(node) }))

/** `super`: in a constructor the base's, else the method of the same name. */
const superCall = (node: SyntaxNode, args: readonly Argument[], { place }: Lowering): Expression => {
  const at = spanOf(node)
  const name = place.method?.name ?? ''
  if (name === 'initialize' && !place.method?.isStatic) return callOf(node, { kind: 'super', ...at }, args)
  return memberCall(node, { kind: 'super', ...at }, place.method?.isStatic ? `self.${name}` : name, args)
}

/** `super` without parentheses passes on what the method was given. */
const passedOn = (node: SyntaxNode, lowering: Lowering): readonly Argument[] => {
  const parameters = lowering.place.method?.parameters ?? []
  return [
    ...parameters.flatMap((parameter): readonly Argument[] => {
      const named = childOf(parameter, 'name') ?? (parameter.type === 'identifier' ? parameter : undefined)
      const name = named ? lowering.textOf(named) : null
      switch (parameter.type) {
        case 'splat_parameter':
          return [{ name: null, spread: 'list', value: nameOf(name ?? unnamed.positional, node) }]
        case 'hash_splat_parameter':
          return [{ name: null, spread: 'object', value: nameOf(name ?? unnamed.named, node) }]
        case 'keyword_parameter':
          return name === null ? [] : [{ name, spread: null, value: nameOf(name, node) }]
        case 'forward_parameter':
          return forwarded(node)
        default:
          return name === null || parameter.type === 'block_parameter' ? [] : [plain(nameOf(name, node))]
      }
    }),
    { name: unnamed.block, spread: null, value: nameOf(unnamed.block, node) },
  ]
}

// ── With a receiver ─────────────────────────────────────────────────────────────────────────────────────────────────

const withReceiver = (node: SyntaxNode, receiver: SyntaxNode, lowering: Lowering): Expression => {
  const anonymous = lowerAnonymousClass(node, lowering)
  if (anonymous) return anonymous
  const method = childOf(node, 'method')
  const name = method ? lowering.textOf(method) : 'call'
  const at = spanOf(node)
  const nameSpan = method ?? receiver
  const args = argumentsOf(node, lowering)
  const object = lowering.expression(receiver)
  const [first] = args
  const block = blockIn(args)
  const given = args.filter((each) => each.name !== unnamed.block)
  const isPlain = given.every((each) => each.name === null && each.spread === null)
  switch (name) {
    case 'new':
      return callOf(node, withNameAt(object, nameSpan), args, true)
    case 'dig':
      if (given.length > 0 && isPlain)
        return given.reduce<Expression>((inner, each) => ({ kind: 'index', object: inner, index: each.value, ...at }), object)
      break
    case 'values_at':
      if (isPlain) {
        const elements = given.map((each) => ({
          spread: false,
          value: { kind: 'index' as const, object, index: each.value, ...at },
        }))
        return { kind: 'list', elements, ...at }
      }
      break
    case 'fetch':
      if (block && first && given.length === 1)
        return memberCall(node, object, name, [first, plain(callOf(node, block, [first]))], nameSpan)
      break
    case 'join':
      if (args.length === 0) return memberCall(node, object, name, [plain(literalOf('', node))], nameSpan)
      break
    case 'nil?':
      return { kind: 'binary', operator: '==', left: object, right: literalOf(null, node), ...at }
    case 'present?':
      return { kind: 'not', operand: { kind: 'not', operand: object, ...at }, ...at }
    case 'blank?':
      return { kind: 'not', operand: object, ...at }
    case '!':
      return { kind: 'not', operand: object, ...at }
    case 'presence':
      return object
    case 'send':
    case 'public_send':
    case '__send__':
      return callOf(node, nameOf('%send', nameSpan), [plain(object), ...args])
    case 'method':
    case 'instance_method':
      if (first?.value.kind === 'literal' && given.length === 1) return methodOf(node, object, String(first.value.value))
      break
    case 'instance_variable_get':
      if (first) return { kind: 'index', object, index: first.value, ...at }
      break
    case 'glob':
      if (receiver.type === 'constant' && lowering.textOf(receiver) === 'Dir' && first)
        return block
          ? memberCall(
              node,
              allOf(node, [first]),
              'each',
              args.filter((each) => each.name === unnamed.block),
              nameSpan,
            )
          : allOf(node, [first])
      break
    case 'expand_path':
      if (given.length === 2 && isPlain) return memberCall(node, object, 'join', [...given].reverse(), nameSpan)
      break
    case 'require':
    case 'require_relative':
    case 'load':
    case 'require_dependency':
      if (receiver.type === 'constant' && lowering.textOf(receiver) === 'Kernel') return lowerImport(node, name, args)
      break
  }
  return memberCall(node, object, name, args, nameSpan)
}

/** `Client.new` is reported where `new` is written. */
const withNameAt = (object: Expression, nameSpan: SyntaxNode): Expression =>
  object.kind === 'member' ? { ...object, nameSpan: spanOf(nameSpan) } : object

/** `object.method(:name)`: a function that calls the method with what it is given. */
const methodOf = (node: SyntaxNode, object: Expression, name: string): FunctionExpression => {
  const at = spanOf(node)
  const [positional, named] = [nameOf('%rest', node), nameOf('%names', node)]
  return {
    kind: 'function',
    name: null,
    parameters: [
      { pattern: positional, otherwise: null, takes: 'positional' },
      { pattern: named, otherwise: null, takes: 'named' },
    ],
    body: [{ kind: 'return', value: memberCall(node, object, name, forwarded(node)), ...at }],
    this: 'enclosing',
    isGenerator: false,
    decorators: [],
    ...at,
  }
}
