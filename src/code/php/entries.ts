import type { Expression, Statement } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { methodName } from './classes.ts'
import type { Lowering } from './lowering.ts'

/**
 * What Bref calls: a function, or the method of an object for its kind of event. https://bref.sh/docs/runtimes/function and
 * https://bref.sh/docs/use-cases
 */
const methods = [
  'handle',
  '__invoke',
  'handleS3',
  'handleSqs',
  'handleSns',
  'handleEventBridge',
  'handleKafka',
  'handleKinesis',
  'handleDynamoDb',
  'handleWebsocket',
]

/**
 * Files have this name for their own handler, which calls what they return with the event. Like `_return` it is not taken over
 * by a file that includes them; `mayWrite` looks for the parts between `::` in the text.
 */
export const fileEntry = '_::<?php'

export const lowerEntries = (root: SyntaxNode, lowering: Lowering): readonly Statement[] => {
  const returns = namedChildren(root).find((child) => child.type === 'return_statement')
  const returned: readonly Expression[] = returns ? [nameOf('_return', returns)] : []
  return [entry(fileEntry, returned, returns ?? namedChildren(root)[0] ?? root), ...classEntries(namedChildren(root), lowering)]
}

const classEntries = (nodes: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] =>
  nodes.flatMap((node): readonly Statement[] => {
    const body = childOf(node, 'body')
    if (node.type === 'namespace_definition' && body) return classEntries(namedChildren(body), lowering)
    const name = childOf(node, 'name')
    if (node.type !== 'class_declaration' || !name || !body) return []
    if (node.children.some((child) => child.type === 'abstract_modifier')) return []
    const text = lowering.textOf(name)
    const made: Expression = { kind: 'call', callee: nameOf(`class ${text}`, name), arguments: [], isNew: true, ...spanOf(name) }
    return [entry(text, [made], name)]
  })

const entry = (name: string, called: readonly Expression[], around: SyntaxNode): Statement => {
  // A trace shows the line, and not all that stands between it and its end.
  const node = { ...around, end: Math.min(around.end, around.start + 'return'.length) }
  const at = spanOf(node)
  const given = ['event', 'context'].map((parameter) => nameOf(parameter, node))
  const names = methods.map((method) => literalOf(methodName(method), node))
  const call = (target: Expression): Expression =>
    callOf(memberOf(nameOf('$runtime', node), 'handle', node), [target, ...given, ...names], node)
  return {
    kind: 'declare',
    scope: 'function',
    pattern: nameOf(name, node),
    value: {
      kind: 'function',
      name: 'handler',
      parameters: given.map((pattern) => ({ pattern, otherwise: null, takes: 'one' })),
      body: called.map((target): Statement => ({ kind: 'expression', expression: call(target), ...at })),
      this: 'enclosing',
      isGenerator: false,
      decorators: [],
      ...at,
    },
    ...at,
  }
}
