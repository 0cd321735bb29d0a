import type { Expression, ObjectEntry } from '../ir.ts'
import { callOf, literalOf, memberOf, nameOf, opaque, spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'
import { anonymousClass } from './anonymous.ts'
import { lowerAssignment, lowerAugmented } from './assignments.ts'
import { functionCall, memberCall, objectCreation, staticCall } from './calls.ts'
import { lowerClosure } from './functions.ts'
import { requiredFile } from './includes.ts'
import { builtIn, type Lowering, variableName } from './lowering.ts'
import { lowerBinary, lowerMatch, lowerUnary, lowerUpdate } from './operators.ts'
import { scopeOf } from './scopes.ts'
import { heredoc, interpolated, singleQuoted } from './strings.ts'
import { constantExpression, fullClassName } from './unit.ts'

export const lowerExpression = (node: SyntaxNode, lowering: Lowering): Expression => {
  const at = spanOf(node)
  const lower = (child: SyntaxNode): Expression => lowering.parts.expression(child, lowering)
  const field = (name: string): Expression => {
    const child = childOf(node, name)
    return child ? lower(child) : opaque(node, 'it does not parse')
  }
  const [first] = namedChildren(node)
  switch (node.type) {
    case 'variable_name':
      return variable(node, lowering)
    case 'string':
      return singleQuoted(node, lowering)
    case 'encapsed_string':
      return interpolated(node, lowering)
    case 'heredoc':
    case 'nowdoc':
      return heredoc(node, lowering)
    case 'integer':
    case 'float': {
      const value = Number(lowering.textOf(node).replaceAll('_', ''))
      return Number.isNaN(value) ? opaque(node, 'it is a number') : { kind: 'literal', value, ...at }
    }
    case 'boolean':
      return { kind: 'literal', value: lowering.textOf(node).toLowerCase() === 'true', ...at }
    case 'null':
      return { kind: 'literal', value: null, ...at }
    case 'name':
    case 'qualified_name':
      return constant(node, lowering)
    case 'parenthesized_expression':
    case 'error_suppression_expression':
    case 'clone_expression':
    case 'by_ref':
    case 'reference_assignment_expression':
      return node.type === 'reference_assignment_expression'
        ? lowerAssignment(node, lowering)
        : first
          ? lower(first)
          : opaque(node, 'it does not parse')
    case 'array_creation_expression':
      return array(node, lowering)
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return memberAccess(node, lowering)
    case 'subscript_expression':
      return subscript(node, lowering)
    case 'class_constant_access_expression':
      return classConstant(node, lowering)
    case 'scoped_property_access_expression': {
      const scope = childOf(node, 'scope')
      const name = childOf(node, 'name')
      if (!scope || name?.type !== 'variable_name') return opaque(node, 'its name is not known', namedChildren(node).map(lower))
      return memberOf(scopeOf(scope, lowering), `$${variableName(name, lowering)}`, node, name)
    }
    case 'function_call_expression':
      return functionCall(node, lowering)
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return memberCall(node, lowering)
    case 'scoped_call_expression':
      return staticCall(node, lowering)
    case 'object_creation_expression':
      return objectCreation(node, lowering, anonymousClass)
    case 'assignment_expression':
      return lowerAssignment(node, lowering)
    case 'augmented_assignment_expression':
      return lowerAugmented(node, lowering)
    case 'binary_expression':
      return lowerBinary(node, lowering)
    case 'unary_op_expression':
      return lowerUnary(node, lowering)
    case 'update_expression':
      return lowerUpdate(node, lowering)
    case 'conditional_expression': {
      const whenTrue = childOf(node, 'body')
      if (!whenTrue) return { kind: 'binary', operator: '||', left: field('condition'), right: field('alternative'), ...at }
      return { kind: 'conditional', test: field('condition'), whenTrue: lower(whenTrue), whenFalse: field('alternative'), ...at }
    }
    case 'match_expression':
      return lowerMatch(node, lowering)
    case 'cast_expression': {
      const type = childOf(node, 'type')
      const value = field('value')
      const name = type ? lowering.textOf(type).toLowerCase().trim() : ''
      if (name === 'string') return { kind: 'template', parts: [value], ...at }
      return name === 'array' || name === 'object' ? value : opaque(node, `it is a value as ${name}`, [value])
    }
    case 'anonymous_function':
    case 'arrow_function':
      return lowerClosure(node, lowering)
    case 'yield_expression': {
      const value = namedChildren(node).at(-1)
      return {
        kind: 'yield',
        value: value ? lower(value.type === 'array_element_initializer' ? (namedChildren(value).at(-1) ?? value) : value) : null,
        isEach: node.children.some((child) => child.type === 'from'),
        ...at,
      }
    }
    case 'require_expression':
    case 'require_once_expression':
    case 'include_expression':
    case 'include_once_expression':
      return requiredFile(node, lowering)
    case 'sequence_expression':
      return { kind: 'sequence', expressions: namedChildren(node).map(lower), ...at }
    case 'shell_command_expression':
      return callOf(builtIn('shell', node), [interpolated(node, lowering)], node)
    case 'dynamic_variable_name':
      return opaque(
        node,
        'the name of the variable is chosen while the program runs',
        namedChildren(node)
          .filter((child) => child.type !== 'name')
          .map(lower),
      )
    default:
      return opaque(node, `it is ${shorten(lowering.textOf(node))}`, namedChildren(node).map(lower))
  }
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}...` : line
}

/** The environment is in `$_ENV` and `$_SERVER`, which has what is said of a request too. */
const variable = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = variableName(node, lowering)
  if (name === 'this') return { kind: 'this', ...spanOf(node) }
  if (name === '_ENV') return builtIn('_ENV', node)
  if (/^_(?:SERVER|GET|POST|REQUEST|COOKIE|FILES|SESSION)$/.test(name))
    return opaque(node, `it is of $${name}, which a request fills`)
  if (name === 'GLOBALS') return opaque(node, 'it is of $GLOBALS')
  return nameOf(name, node)
}

const ofRequest =
  /^(?:HTTP_|REQUEST_|SERVER_|REMOTE_|REDIRECT_|QUERY_|PHP_|SCRIPT_|DOCUMENT_|CONTENT_|PATH_|GATEWAY_|ORIG_|AUTH_|HTTPS$|arg[cv]$|UNIQUE_ID$|LAMBDA_)/

const constants = new Map<string, string>([
  ['PHP_EOL', '\n'],
  ['DIRECTORY_SEPARATOR', '/'],
])

const constant = (node: SyntaxNode, lowering: Lowering): Expression => {
  const name = lowering.textOf(node).replace(/^\\/, '')
  const known = constants.get(name)
  if (known !== undefined) return literalOf(known, node)
  switch (name.toUpperCase()) {
    case '__DIR__':
      return literalOf('.', node)
    case '__FILE__':
      return literalOf(`./${lowering.file.path.replace(/^.*[/!]/, '')}`, node)
    case '__NAMESPACE__':
      return literalOf(lowering.unit.namespace, node)
    case '__CLASS__':
      return literalOf(lowering.owner?.name ?? '', node)
    case 'NULL':
      return { kind: 'literal', value: null, ...spanOf(node) }
    default:
      return /^__\w+__$/.test(name) ? opaque(node, `it is ${name}`) : constantExpression(lowering.textOf(node), lowering.unit, node)
  }
}

/** An array without keys is a list; one that is empty is filled with keys, unless the file appends to a variable of its name. */
const array = (node: SyntaxNode, lowering: Lowering): Expression => {
  const elements = namedChildren(node).filter((child) => child.type === 'array_element_initializer')
  const hasKeys = elements.some((element) => element.children.some((child) => child.type === '=>'))
  if (!hasKeys && (elements.length > 0 || isAppendedTo(node, lowering))) {
    return {
      kind: 'list',
      elements: elements.flatMap((element) => {
        const [value] = namedChildren(element)
        return value ? [{ spread: value.type === 'variadic_unpacking', value: inner(value, lowering) }] : []
      }),
      ...spanOf(node),
    }
  }
  let next = 0
  const entries = elements.flatMap((element): ObjectEntry[] => {
    const [key, value] = namedChildren(element)
    if (!key) return []
    if (key.type === 'variadic_unpacking') return [{ key: null, value: inner(key, lowering) }]
    if (value) return [{ key: lowering.parts.expression(key, lowering), value: inner(value, lowering) }]
    return [{ key: literalOf(String(next++), key), value: inner(key, lowering) }]
  })
  return { kind: 'object', type: null, entries, ...spanOf(node) }
}

const inner = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [value] = node.type === 'variadic_unpacking' || node.type === 'by_ref' ? namedChildren(node) : [node]
  return lowering.parts.expression(value ?? node, lowering)
}

const isAppendedTo = (node: SyntaxNode, lowering: Lowering): boolean => {
  const name = /(\w+)\s*=\s*$/.exec(lowering.file.text.slice(Math.max(0, node.start - 80), node.start))?.[1]
  return name !== undefined && (lowering.file.text.includes(`${name}[]`) || lowering.file.text.includes(`($${name},`))
}

const memberAccess = (node: SyntaxNode, lowering: Lowering): Expression => {
  const object = childOf(node, 'object')
  const name = childOf(node, 'name')
  if (!object || !name) return opaque(node, 'it does not parse')
  const receiver = lowering.parts.expression(object, lowering)
  if (name.type === 'name') return memberOf(receiver, lowering.textOf(name), node, name)
  return { kind: 'index', object: receiver, index: lowering.parts.expression(name, lowering), ...spanOf(node) }
}

const subscript = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [object, index] = namedChildren(node)
  if (!object) return opaque(node, 'it does not parse')
  if (object.type === 'variable_name' && /^\$_SERVER$/.test(lowering.textOf(object)) && index) {
    const key = lowering.parts.expression(index, lowering)
    const isVariable = key.kind === 'literal' && !ofRequest.test(String(key.value))
    return isVariable
      ? { kind: 'index', object: builtIn('_ENV', object), index: key, ...spanOf(node) }
      : opaque(node, 'it is of the request', [key])
  }
  return {
    kind: 'index',
    object: lowering.parts.expression(object, lowering),
    index: index ? lowering.parts.expression(index, lowering) : opaque(node, 'it is the next element of a list'),
    ...spanOf(node),
  }
}

/** `Store::BUCKET`, `self::BUCKET`, `Kind::Report`, `Store::class`. */
const classConstant = (node: SyntaxNode, lowering: Lowering): Expression => {
  const [scope, name] = namedChildren(node)
  if (!scope || !name) return opaque(node, 'it does not parse')
  const text = lowering.textOf(name)
  if (text === 'class') {
    const written = lowering.textOf(scope)
    const own = /^(?:self|static)$/.test(written) ? lowering.owner?.name : undefined
    return scope.type === 'variable_name'
      ? opaque(node, 'it is the name of a class')
      : literalOf(own ?? fullClassName(written, lowering.unit), node)
  }
  const isOwn = scope.type === 'relative_scope' && /^(?:self|static)$/.test(lowering.textOf(scope))
  if (isOwn && lowering.owner?.constants?.has(text)) return nameOf(text, node)
  return memberOf(scopeOf(scope, lowering), text, node, name)
}
