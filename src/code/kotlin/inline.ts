import type { Expression, LoopStatement, Statement } from '../ir.ts'
import { callOf, declared, listOf, literalOf, memberOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Call } from './arguments.ts'
import { bodyOf, temporary } from './blocks.ts'
import { lambdaPatterns, receiverVariable, statementsOf } from './functions.ts'
import { assigned, innerScope, type Lowering, variableOf } from './lowering.ts'
import { partsOf } from './nodes.ts'

/**
 * Lambdas that the language runs once, where they stand: their statements are lowered as those of the function around, so
 * that `return` leaves that. https://kotlinlang.org/docs/scope-functions.html
 */
const onObject: Readonly<Record<string, { readonly as: 'it' | 'receiver'; readonly gives: 'value' | 'object' }>> = {
  let: { as: 'it', gives: 'value' },
  use: { as: 'it', gives: 'value' },
  useLines: { as: 'it', gives: 'value' },
  run: { as: 'receiver', gives: 'value' },
  also: { as: 'it', gives: 'object' },
  apply: { as: 'receiver', gives: 'object' },
  takeIf: { as: 'it', gives: 'object' },
  takeUnless: { as: 'it', gives: 'object' },
}

const alone = new Set([
  'run',
  'runBlocking',
  'withContext',
  'coroutineScope',
  'supervisorScope',
  'withTimeout',
  'withTimeoutOrNull',
  'runCatching',
  'synchronized',
  'launch',
  'async',
  'measureTimeMillis',
  'measureTime',
  'lazy',
])

/** Of a scope or a lock: `lock.withLock { … }`, `scope.launch { … }`. */
const onAnything = new Set(['withLock', 'launch', 'async', 'runCatching'])

const builders: Readonly<Record<string, (node: SyntaxNode) => Expression>> = {
  buildString: (node) => literalOf('', node),
  buildList: (node) => listOf([], node),
  buildSet: (node) => listOf([], node),
  buildMap: (node) => ({ kind: 'object', type: null, entries: [], ...spanOf(node) }),
}

export const isInlined = ({ lambda, lowering, name, object, values }: Call): boolean => {
  if (!lambda) return object !== undefined && values.length === 1 && /^(?:let|also|apply|run|use)$/.test(name)
  if (returnsTo(lambda, name, lowering)) return false
  if (object) return Object.hasOwn(onObject, name) || onAnything.has(name)
  return !lowering.unit.names.has(name) && (alone.has(name) || name === 'with' || Object.hasOwn(builders, name))
}

/** `return@name` leaves only the lambda. */
const returnsTo = (node: SyntaxNode, label: string, lowering: Lowering): boolean =>
  node.children.some((child) =>
    child.type === 'return_expression' && lowering.textOf(child).startsWith(`return@${label}`)
      ? true
      : returnsTo(child, label, lowering),
  )

export const inlineCall = (call: Call): Expression => {
  const { lambda, lowering, name, node, object, values } = call
  const [first] = values
  const given = first && partsOf(first).at(-1)
  if (object && Object.hasOwn(onObject, name)) {
    const subject = lowering.parts.expression(object, lowering)
    const how = onObject[name]
    if (lambda) return inlined(lambda, subject, how?.as ?? 'it', how?.gives === 'object', lowering)
    const kept = keep(subject, node, lowering)
    const called = callOf(given ? lowering.parts.expression(given, lowering) : literalOf(null, node), [kept], node)
    if (how?.gives !== 'object') return called
    lowering.sink.push({ kind: 'expression', expression: called, ...spanOf(node) })
    return kept
  }
  if (!lambda) return literalOf(null, node)
  const build = builders[name]
  if (!object && build) return inlined(lambda, build(node), 'receiver', true, lowering)
  if (!object && name === 'with') {
    const subject = given ? lowering.parts.expression(given, lowering) : literalOf(null, node)
    return inlined(lambda, subject, 'receiver', false, lowering)
  }
  for (const value of object ? [object] : values.flatMap((argument) => partsOf(argument).at(-1) ?? []))
    lowering.sink.push({ kind: 'expression', expression: lowering.parts.expression(value, lowering), ...spanOf(value) })
  return inlined(lambda, null, 'it', false, lowering)
}

const keep = (value: Expression, node: SyntaxNode, lowering: Lowering): Expression => {
  if (value.kind === 'name') return value
  const name = `object$${node.start}$${node.end}`
  lowering.sink.push(declared(name, value, node))
  return nameOf(name, node)
}

const inlined = (
  lambda: SyntaxNode,
  subject: Expression | null,
  as: 'it' | 'receiver',
  givesObject: boolean,
  outside: Lowering,
): Expression => {
  const scoped = innerScope(outside)
  const target = temporary(lambda)
  const statements: Statement[] = []
  const receiver = receiverVariable(lambda)
  const isReceiver = subject !== null && as === 'receiver'
  const [pattern] = subject === null ? [] : isReceiver ? [nameOf(receiver, lambda)] : lambdaPatterns(lambda, scoped)
  const lowering = isReceiver ? { ...scoped, receivers: [...scoped.receivers, { variable: receiver, isGuess: false }] } : scoped
  const kept = subject === null ? null : nameOf(`${target}$object`, lambda)
  if (kept && subject) statements.push(declared(kept.name, subject, lambda))
  if (pattern && kept) statements.push({ kind: 'declare', scope: 'block', pattern, value: kept, ...spanOf(lambda) })
  const body = bodyOf(statementsOf(lambda), lowering)
  statements.push(...body.statements)
  // What an assignment in the lambda makes of its receiver: `buildString { append(x) }`.
  const result = givesObject ? (isReceiver ? nameOf(receiver, lambda) : kept) : body.value
  if (givesObject && body.value) statements.push({ kind: 'expression', expression: body.value, ...spanOf(lambda) })
  if (result) statements.push(assigned(nameOf(target, lambda), result, lambda))
  outside.sink.push(declared(target, literalOf(null, lambda), lambda), { kind: 'block', body: statements, ...spanOf(lambda) })
  return nameOf(target, lambda)
}

/** `builder.block()`, where `block` is a variable. */
export const asReceiver = ({ lowering, name, node, values }: Call, receiver: Expression): Expression | undefined => {
  const variable = variableOf(lowering.scope, name)
  if (variable === undefined || !lowering.unit.functionVariables.has(name)) return undefined
  const others = values.map((value) => lowering.parts.expression(partsOf(value).at(-1) ?? value, lowering))
  return callOf(nameOf(variable, node), [receiver, ...others], node)
}

/** `xs.forEach { … }` is a loop, as is `repeat`. */
export const lowerForEach = ({ lambda, lowering: outside, name, node, object }: Call): readonly Statement[] | undefined => {
  if (!lambda || !object || !/^(?:forEach|onEach|forEachIndexed|collect|forEachLine)$/.test(name)) return undefined
  const sink: Statement[] = []
  const lowering: Lowering = { ...innerScope(outside), loops: new Set([...outside.loops, name]) }
  const iterable = outside.parts.expression(object, { ...outside, sink })
  const patterns = lambdaPatterns(lambda, lowering)
  const [one, two] = patterns
  const isPair = two !== undefined || one?.kind === 'list-pattern'
  const taken =
    one?.kind === 'list-pattern' || (two && name !== 'forEachIndexed')
      ? callOf(memberOf(iterable, 'pairs$', node), [], node)
      : iterable
  const loop: LoopStatement = {
    kind: 'loop',
    pattern: isPair && two ? { kind: 'list-pattern', elements: [...patterns], rest: null, ...spanOf(lambda) } : (one ?? null),
    takes: name === 'forEachIndexed' ? 'pairs' : 'elements',
    iterable: taken,
    test: null,
    body: [
      {
        kind: 'block',
        body: statementsOf(lambda).flatMap((child) => lowering.parts.statement(child, lowering)),
        ...spanOf(lambda),
      },
    ],
    ...spanOf(node),
  }
  return [...sink, loop]
}
