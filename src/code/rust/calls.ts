import type { Expression } from '../ir.ts'
import { assignmentOf, callOf, functionOf, listOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { isError, leave } from './blocks.ts'
import { fromEnvironment } from './environment.ts'
import { givesUp } from './functions.ts'
import { fieldOf, type Lowering, partsOf, presentOf } from './lowering.ts'
import { lowerPathNode, segmentsOf } from './paths.ts'
import { lowerFormat } from './strings.ts'

const argumentsIn = (node: SyntaxNode): readonly SyntaxNode[] => {
  const list = fieldOf(node, 'arguments')
  return list ? partsOf(list) : []
}

export const lowerCall = (node: SyntaxNode, lowering: Lowering): Expression => {
  const callee = fieldOf(node, 'function')
  if (!callee) return opaque(node, 'it does not parse')
  const field =
    callee.type === 'field_expression' ? callee : callee.type === 'generic_function' ? fieldOf(callee, 'function') : undefined
  if (field?.type === 'field_expression') return methodCall(node, field, lowering)
  const nodes = argumentsIn(node)
  const text = lowering.textOf(callee)
  const macro = /^(?:\w+::)*(\w+)!$/.exec(text)?.[1]
  if (macro) return lowerMacro(macro, node, nodes, lowering)
  if (isError(node, lowering)) {
    lowering.sink.push(...leave(node, lowering))
    return opaque(node, 'it is an error')
  }
  const values = (): readonly Expression[] => nodes.map((value) => lowering.parts.expression(value, lowering))
  const [first] = nodes
  const isWrapper = /^(?:(?:Option|Result)::)?(?:Some|Ok)$/.test(text)
  if (isWrapper && first) return lowering.parts.expression(first, lowering)
  const segments = pathOf(callee, lowering)
  const environment = segments && fromEnvironment(segments, node, callee, lowering)
  if (environment) return environment
  const target = /identifier|generic|bracketed/.test(callee.type)
    ? lowerPathNode(callee, lowering)
    : lowering.parts.expression(callee, lowering)
  return handed(segments, values(), node, lowering) ?? callOf(target, values(), node)
}

/** The full path of what is called, where it is imported. */
const pathOf = (callee: SyntaxNode, lowering: Lowering): readonly string[] | undefined => {
  if (!/^(?:identifier|scoped_identifier|generic_function)$/.test(callee.type)) return undefined
  const [first = '', ...rest] = segmentsOf(callee, lowering)
  return [...(lowering.unit.uses.get(first) ?? [first]), ...rest]
}

/**
 * A function that the runtime is given is called with the event and its context: as the payload of an object since 0.5.
 * https://docs.rs/lambda_runtime/latest/lambda_runtime/struct.LambdaEvent.html
 */
const handed = (
  segments: readonly string[] | undefined,
  values: readonly Expression[],
  node: SyntaxNode,
  lowering: Lowering,
): Expression | undefined => {
  const [root = '', name] = [segments?.[0], segments?.at(-1)]
  const [fn] = values
  if (
    !fn ||
    !/^(?:lambda_runtime|lambda_http|lambda|tower)$/.test(root) ||
    !/^(?:service_fn|handler_fn|lambda_fn)$/.test(name ?? '')
  )
    return undefined
  const event = nameOf('event', node)
  const context: Expression = opaque(node, 'it is of the context that Lambda passes')
  const isHttp = root === 'lambda_http' || /\blambda_http::run\b|\buse\s+lambda_http::\{[^}]*\brun\b/.test(lowering.file.text)
  const entries = [
    { key: literalOf('payload', node), value: event },
    { key: literalOf('context', node), value: context },
  ]
  const given: readonly Expression[] =
    name !== 'service_fn' ? [event, context] : isHttp ? [event] : [{ kind: 'object', type: null, entries, ...spanOf(node) }]
  const parameter = { pattern: event, otherwise: null, takes: 'one' } as const
  return functionOf(node, 'Lambda', [parameter], [{ kind: 'return', value: callOf(fn, given, node), ...spanOf(node) }])
}

const lowerMacro = (name: string, node: SyntaxNode, nodes: readonly SyntaxNode[], lowering: Lowering): Expression => {
  const values = (): readonly Expression[] => nodes.map((value) => lowering.parts.expression(value, lowering))
  switch (name) {
    case 'format':
    case 'format_args':
      return lowerFormat(node, nodes, lowering)
    case 'concat': {
      const parts = values()
      return { kind: 'template', parts, ...spanOf(node) }
    }
    case 'vec': {
      const [only] = nodes
      return nodes.length === 1 && only?.type === 'array_expression'
        ? lowering.parts.expression(only, lowering)
        : listOf(values(), node)
    }
    case 'join':
    case 'try_join':
      return listOf(values(), node)
    case 'env':
    case 'option_env':
      return opaque(node, 'it is an environment variable of the build')
    case 'bail':
    case 'panic':
    case 'unreachable':
    case 'todo':
    case 'unimplemented':
      lowering.sink.push({ kind: 'exit', how: 'throw', value: opaque(node, 'it is an error', values()), ...spanOf(node) })
      return opaque(node, 'it is an error')
    default:
      return opaque(node, `it is the result of ${name}!`, values())
  }
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Methods that give what they are called on: what they do to errors changes no value. */
const kept =
  /^(?:map_err|ok_or|ok_or_else|context|with_context|wrap_err|wrap_err_with|inspect_err|expect_err|boxed|instrument|in_current_span)$/

const present = /^(?:unwrap|expect|unwrap_unchecked)$/

const methodCall = (node: SyntaxNode, field: SyntaxNode, lowering: Lowering): Expression => {
  const object = fieldOf(field, 'value')
  const nameNode = fieldOf(field, 'field')
  if (!object || !nameNode) return opaque(node, 'it does not parse')
  const name = lowering.textOf(nameNode)
  const nodes = argumentsIn(node)
  const receiver = lowering.parts.expression(object, lowering)
  if (kept.test(name)) return receiver
  // https://docs.rs/lambda_runtime/latest/lambda_runtime/struct.LambdaEvent.html#method.into_parts
  if (name === 'into_parts' && receiver.kind === 'name')
    return listOf([memberOf(receiver, 'payload', node), memberOf(receiver, 'context', node)], node)
  if (present.test(name)) return presentOf(receiver, node)
  const values = nodes.map((value) => (name.startsWith('unwrap_or') || name === 'or_else' ? value : null))
  const [other] = values
  if (other) return otherwise(name, receiver, other, node, lowering)
  if (name === 'unwrap_or_default') return receiver
  const given = nodes.map((value) => lowering.parts.expression(value, lowering))
  const [first, second] = given
  if (name === 'map_or' || name === 'map_or_else') return mapOr(name, receiver, given, node)
  if (name === 'or' && first) return { kind: 'binary', operator: '??', left: receiver, right: first, ...spanOf(node) }
  if (name === 'push_str' && first && !second) return appended(receiver, first, node)
  if (name === 'eq' && first) return { kind: 'binary', operator: '==', left: receiver, right: first, ...spanOf(node) }
  // What iterates takes each; anything else that is there or not is taken itself.
  const isOption = /^(?:map|and_then|then|filter|inspect|flat_map)$/.test(name) && !isIterator(object, lowering)
  const method = isOption ? `${name}$one` : name
  return callOf(memberOf(receiver, method, node, placeOf(object, nameNode, lowering)), given, node)
}

/** A request is where it begins: `client.put_object()…send()`. */
const requests =
  /^(?:put_object|put_object_acl|put_object_tagging|copy_object|upload_part|upload_part_copy|create_multipart_upload|complete_multipart_upload|upload|upload_objects|restore_object)$/

const placeOf = (object: SyntaxNode, nameNode: SyntaxNode, lowering: Lowering): SyntaxNode => {
  if (!/^(?:send|send_with|presigned|initiate|initiate_with)$/.test(lowering.textOf(nameNode))) return nameNode
  for (let at: SyntaxNode | undefined = object; at?.type === 'call_expression'; ) {
    const field: SyntaxNode | undefined = fieldOf(at, 'function')
    const name = field?.type === 'field_expression' ? fieldOf(field, 'field') : undefined
    if (name && requests.test(lowering.textOf(name))) return name
    at = field && fieldOf(field, 'value')
  }
  return nameNode
}

const iterators =
  /\.\s*(?:iter|iter_mut|into_iter|drain|keys|values|into_values|lines|split|split_whitespace|chars|chunks|windows|enumerate|zip|filter|filter_map|flat_map|rev|skip|take|bytes|stream|into_stream)\s*(?:::<[^>]*>)?\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*(?:\.\s*\w+\([^()]*\)\s*)*$|\b(?:stream::)?iter\s*\([^;]*$/

const isIterator = (object: SyntaxNode, lowering: Lowering): boolean => {
  const text = lowering.textOf(object)
  return iterators.test(text.length > 300 ? text.slice(-300) : text) || chainIterates(object, lowering)
}

const chainIterates = (object: SyntaxNode, lowering: Lowering): boolean => {
  for (let at: SyntaxNode | undefined = object; at?.type === 'call_expression'; ) {
    const field: SyntaxNode | undefined = fieldOf(at, 'function')
    const name = field?.type === 'field_expression' ? fieldOf(field, 'field') : undefined
    if (
      name &&
      /^(?:iter|iter_mut|into_iter|drain|keys|values|lines|split|chars|chunks|enumerate|into_stream|par_iter)$/.test(
        lowering.textOf(name),
      )
    )
      return true
    at = field && fieldOf(field, 'value')
  }
  return false
}

/** `unwrap_or(x)`, `unwrap_or_else(|_| x)`. */
const otherwise = (name: string, receiver: Expression, other: SyntaxNode, node: SyntaxNode, lowering: Lowering): Expression => {
  if (name !== 'unwrap_or') {
    if (givesUp(other, lowering)) return presentOf(receiver, node)
    if (other.type === 'identifier' || other.type === 'scoped_identifier') {
      if (/(?:String::new|default)$/i.test(lowering.textOf(other))) return receiver
    }
  }
  const value = lowering.parts.expression(other, lowering)
  const right = name === 'unwrap_or' ? value : (plainResult(value) ?? callOf(value, [opaque(node, 'it is an error')], node))
  return { kind: 'binary', operator: '??', left: receiver, right, ...spanOf(node) }
}

/** What a closure gives that does nothing else. */
const plainResult = (value: Expression): Expression | undefined => {
  const [only, more] = value.kind === 'function' ? value.body : []
  return only?.kind === 'return' && !more && only.value?.kind === 'literal' ? only.value : undefined
}

const mapOr = (name: string, receiver: Expression, [other, fn]: readonly Expression[], node: SyntaxNode): Expression => {
  if (!other || !fn) return receiver
  const right = name === 'map_or' ? other : callOf(other, [], node)
  return { kind: 'binary', operator: '??', left: callOf(memberOf(receiver, 'map$one', node), [fn], node), right, ...spanOf(node) }
}

const appended = (place: Expression, value: Expression, node: SyntaxNode): Expression =>
  assignmentOf(place, { kind: 'binary', operator: '+', left: place, right: value, ...spanOf(node) }, node)
