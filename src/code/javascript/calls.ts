import type { Expression, Statement } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { argumentsOf } from './arguments.ts'
import { textOfString } from './literals.ts'
import { arrowOf, calleeText, type Lowering } from './lowering.ts'
import { keyText } from './objects.ts'
import { lowerStateMachine } from './state-machine.ts'

/** A call, unless it is one that joins modules: then what it joins. */
export const lowerCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const callee = childOf(node, 'function')
  const given = childOf(node, 'arguments')
  if (!callee || !given) return opaque(node, 'it does not parse')
  const args = given.type === 'template_string' ? [] : namedChildren(given)
  return (
    importOf(node, callee, args, lowering) ??
    helperCall(node, callee, args, lowering) ??
    definedProperty(node, callee, args, lowering) ?? {
      kind: 'call',
      callee: calleeOf(callee, lowering),
      arguments: argumentsOf(given, lowering),
      isNew: false,
      ...spanOf(node),
    }
  )
}

/** Compilers write `(0, s3.putObject)(…)` so that the function has no receiver. */
const calleeOf = (callee: SyntaxNode, lowering: Lowering): Expression => {
  const [inner] = callee.type === 'parenthesized_expression' ? namedChildren(callee) : []
  if (inner?.type === 'sequence_expression') {
    const [first, second, ...more] = namedChildren(inner)
    if (first?.type === 'number' && second && more.length === 0) return lowering.expression(second)
  }
  return lowering.expression(callee)
}

/** `require('m')` and `import('m')`, of a module that is named in the program. */
const importOf = (
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined => {
  const isImport = callee.type === 'import' || ['require', 'module.require'].includes(calleeText(callee, lowering))
  if (!isImport && lowering.helpers.roleOf(calleeText(callee, lowering)) !== 'require') return undefined
  const [argument] = args
  const module = argument && textOfString(argument, lowering)
  if (module !== undefined) return { kind: 'import', module, ...spanOf(node) }
  if (!isImport) return undefined
  return opaque(node, 'it is a module whose name is made at run time', args.map(lowering.expression))
}

const helperCall = (
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined => {
  if (callee.type !== 'identifier' && callee.type !== 'member_expression') return undefined
  const role = lowering.helpers.roleOf(calleeText(callee, lowering))
  const [first] = args
  switch (role) {
    case 'interop':
      return first && lowering.expression(first)
    case 'getter':
      return first && arrowOf([{ kind: 'return', value: lowering.expression(first), ...spanOf(first) }], node)
    case 'commonjs':
      return first && commonJs(node, first, lowering)
    case 'awaiter': {
      const body = args.at(-1)
      return body && awaited(node, body, lowering)
    }
    case 'state-machine': {
      const body = args.at(-1)
      return body && lowerStateMachine(node, body, lowering)
    }
    case 'exports': {
      const target = args[0] && lowering.expression(args[0])
      return target && { kind: 'sequence', expressions: [...gettersOf(target, args[1], lowering), target], ...spanOf(node) }
    }
    case 'initializer': {
      const body = first && wrappedIn(first)
      return body && (body.type === 'method_definition' ? lowering.function(body) : lowering.expression(body))
    }
    case 'binding':
      return bindingCall(node, args, lowering)
    case 'star':
    case 'require':
    case undefined:
      return undefined
  }
}

/** `helper(exports, { name: () => value })`: each value under its name. */
const gettersOf = (target: Expression, getters: SyntaxNode | undefined, lowering: Lowering): readonly Expression[] =>
  (getters?.type === 'object' ? namedChildren(getters) : []).flatMap((child) => {
    const key = childOf(child, 'key') ?? childOf(child, 'name')
    const text = key && keyText(key, lowering)
    const value = gotten(child.type === 'method_definition' ? child : childOf(child, 'value'), lowering)
    return text === undefined || !value ? [] : [assignment(target, text, value, child)]
  })

/** What a getter returns. */
const gotten = (node: SyntaxNode | undefined, lowering: Lowering): Expression | undefined => {
  const body = node && childOf(node, 'body')
  if (!body) return undefined
  if (body.type !== 'statement_block') return lowering.expression(body)
  const [only, ...more] = namedChildren(body)
  const [value] = only?.type === 'return_statement' && more.length === 0 ? namedChildren(only) : []
  return value && lowering.expression(value)
}

const assignment = (target: Expression, key: string, value: Expression, node: SyntaxNode): Expression => ({
  kind: 'assignment',
  declares: false,
  pattern: { kind: 'place', place: memberOf(target, key, node), ...spanOf(node) },
  value,
  ...spanOf(node),
})

/**
 * A module in a bundle is a function of `exports` and `module`: a function that runs it gives `module.exports`. One that
 * comes from an installed library is the library.
 */
const commonJs = (node: SyntaxNode, wrapped: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const [entry] = wrapped.type === 'object' ? namedChildren(wrapped) : []
  const key = entry && (childOf(entry, 'key') ?? childOf(entry, 'name'))
  const path = key && keyText(key, lowering)
  const library = path === undefined ? undefined : libraryIn(path)
  if (library !== undefined)
    return arrowOf([{ kind: 'return', value: { kind: 'import', module: library, ...spanOf(node) }, ...spanOf(node) }], node)
  const body = wrappedIn(wrapped)
  const run = body && (body.type === 'method_definition' ? lowering.function(body) : lowering.expression(body))
  if (run?.kind !== 'function') return undefined
  const module = nameOf('\u0000module', node)
  const exports = memberOf(module, 'exports', node)
  const statements: readonly Statement[] = [
    {
      kind: 'declare',
      scope: 'block',
      pattern: module,
      value: {
        kind: 'object',
        type: null,
        entries: [{ key: literalOf('exports', node), value: { kind: 'object', type: null, entries: [], ...spanOf(node) } }],
        ...spanOf(node),
      },
      ...spanOf(node),
    },
    { kind: 'expression', expression: callOf(run, [exports, module], node), ...spanOf(node) },
    { kind: 'return', value: exports, ...spanOf(node) },
  ]
  return arrowOf(statements, node)
}

/** The function of a module: given by itself, or as the only entry of an object, under the module's path. */
const wrappedIn = (node: SyntaxNode): SyntaxNode | undefined => {
  const [entry] = node.type === 'object' ? namedChildren(node) : []
  if (!entry) return node
  return entry.type === 'method_definition' ? entry : childOf(entry, 'value')
}

/** `__createBinding(target, source, "name", "alias")`. */
const bindingCall = (node: SyntaxNode, args: readonly SyntaxNode[], lowering: Lowering): Expression | undefined => {
  const [target, source, from, to = from] = args
  const name = from && textOfString(from, lowering)
  const alias = to && textOfString(to, lowering)
  if (!target || !source || name === undefined || alias === undefined) return undefined
  return assignment(lowering.expression(target), alias, memberOf(lowering.expression(source), name, node), node)
}

/** The library of a path such as `node_modules/@aws-sdk/client-s3/dist-cjs/index.js`. */
const libraryIn = (path: string): string | undefined =>
  /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*(?:^|\/)node_modules\/)/.exec(path)?.[1]

/** `__awaiter(this, void 0, void 0, function* () { yield x })` is `(async () => { await x })()`. */
const awaited = (node: SyntaxNode, body: SyntaxNode, lowering: Lowering): Expression | undefined => {
  const run = lowering.inAsync().expression(body)
  return run.kind === 'function' ? callOf({ ...run, this: 'enclosing', isGenerator: false }, [], node) : undefined
}

/** `Object.defineProperty(exports, 'name', { get: () => value })`, as compilers write a re-export. */
const definedProperty = (
  node: SyntaxNode,
  callee: SyntaxNode,
  args: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined => {
  const [target, key, descriptor] = args
  if (!target || !key || descriptor?.type !== 'object' || calleeText(callee, lowering) !== 'Object.defineProperty') return undefined
  const text = textOfString(key, lowering)
  if (text === undefined) return undefined
  if (text === '__esModule') return lowering.expression(target)
  for (const child of namedChildren(descriptor)) {
    const name = childOf(child, 'key') ?? childOf(child, 'name')
    const role = name && lowering.textOf(name)
    const value = childOf(child, 'value')
    const given =
      role === 'get'
        ? gotten(child.type === 'method_definition' ? child : value, lowering)
        : role === 'value' && value
          ? lowering.expression(value)
          : undefined
    if (given) return assignment(lowering.expression(target), text, given, node)
  }
  return undefined
}
