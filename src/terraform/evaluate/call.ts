import type { Diagnostic } from '../../source/diagnostic.ts'
import { callFunction, type FunctionContext } from '../functions/index.ts'
import type { FunctionCall } from '../hcl/ast.ts'
import { parseTemplate } from '../hcl/template.ts'
import { bool, unknown } from '../value/construct.ts'
import { elementsOf, isKnown } from '../value/convert.ts'
import type { MappingValue, Value } from '../value/value.ts'
import { evaluateExpression } from './expression.ts'
import { exhausted, MAXIMUM_SIZE, sizeOfCall, spend, tooLarge } from './limits.ts'
import { describe, reasonOf } from './operators.ts'
import { partialResult } from './partial-mapping.ts'
import { failed, locationIn, type Scope } from './scope.ts'
import { evaluateTemplate } from './template.ts'

/** Evaluates with diagnostics kept aside: whether it succeeds is the question. */
const attempt = (expression: FunctionCall['args'][number], scope: Scope): { readonly value: Value; readonly failed: boolean } => {
  const found: Diagnostic[] = []
  const value = evaluateExpression(expression, { ...scope, report: (diagnostic) => found.push(diagnostic) })
  return { value, failed: found.some(({ severity }) => severity === 'error') }
}

/** The first argument that evaluates without error. https://developer.hashicorp.com/terraform/language/functions/try */
const evaluateTry = (call: FunctionCall, scope: Scope): Value => {
  for (const argument of call.args) {
    const attempted = attempt(argument, scope)
    if (!attempted.failed) return attempted.value
  }
  return failed(scope, call, 'Error in function call', 'Call to function "try" failed: no expression succeeded.')
}

/** What is not known may yet turn out to fail. https://developer.hashicorp.com/terraform/language/functions/can */
const evaluateCan = (call: FunctionCall, scope: Scope): Value => {
  const [argument] = call.args
  if (!argument)
    return failed(
      scope,
      call,
      'Not enough function arguments',
      'Function "can" expects 1 argument(s). Missing value for "expression".',
    )
  if (call.args.length > 1) return failed(scope, call, 'Too many function arguments', 'Function "can" expects only 1 argument(s).')
  const attempted = attempt(argument, scope)
  if (attempted.failed || isKnown(attempted.value)) return bool(!attempted.failed)
  return unknown(`can(${describe(attempted.value)})`, reasonOf(attempted.value))
}

/** https://developer.hashicorp.com/terraform/language/functions/templatefile */
const renderTemplate =
  (scope: Scope): FunctionContext['renderTemplate'] =>
  (file, variables: MappingValue) => {
    const parsed = parseTemplate(file)
    for (const diagnostic of parsed.diagnostics) scope.report(diagnostic)
    return evaluateTemplate(parsed.value, { ...scope, file, names: variables.entries, closed: true })
  }

const contextOf = (call: FunctionCall, scope: Scope): FunctionContext => {
  const { files, symbols } = scope.module
  return {
    location: locationIn(scope, call),
    report: scope.report,
    symbols,
    readFile: (path) => {
      const read = files.text(path)
      return read.ok ? read.file : { error: read.reason }
    },
    readBytes: (path) => files.bytes(path),
    fileExists: (path) => files.exists(path),
    findFiles: (folder, wanted) => files.list(folder).filter(wanted),
    absolutePath: files.absolute,
    renderTemplate: renderTemplate(scope),
  }
}

/** A string that was read from a file has its lines there. */
const withPieces = (call: FunctionCall, path: Value | undefined, value: Value, scope: Scope): Value => {
  if (call.name !== 'file' || value.kind !== 'string' || path?.kind !== 'string') return value
  const [name] = path.parts
  const read = typeof name === 'string' ? scope.module.files.text(name) : undefined
  if (!read?.ok) return value
  const { file } = read
  return { ...value, pieces: [{ offset: 0, text: file.text, location: { file, start: 0, end: file.text.length } }] }
}

const callWith = (call: FunctionCall, given: readonly Value[], scope: Scope): Value => {
  const size = sizeOfCall(call.name, given)
  if (size > MAXIMUM_SIZE) return tooLarge(scope, call)
  if (!spend(scope, call, Math.ceil(size))) return exhausted(scope, call)
  return partialResult(call.name, given, callFunction(call.name, given, contextOf(call, scope)))
}

/**
 * A function call. `try` and `can` evaluate their arguments themselves; all others are given values.
 * https://developer.hashicorp.com/terraform/language/expressions/function-calls
 */
export const evaluateCall = (call: FunctionCall, scope: Scope): Value => {
  if (call.name === 'try') return evaluateTry(call, scope)
  if (call.name === 'can') return evaluateCan(call, scope)
  const given = call.args.map((argument) => evaluateExpression(argument, scope))
  const last = given.at(-1)
  if (!call.expandLast || !last) return withPieces(call, given[0], callWith(call, given, scope), scope)
  const expanded = last.kind === 'map' || last.kind === 'object' ? undefined : elementsOf(last)
  if (expanded) return callWith(call, given.slice(0, -1).concat(expanded), scope)
  if (last.kind === 'unknown') return unknown(`${call.name}(${given.map(describe).join(', ')}...)`, reasonOf(last))
  return failed(
    scope,
    call,
    'Invalid expanding argument value',
    'The expanding argument (indicated by ...) must be of a tuple, list, or set type.',
  )
}
