import type { BinaryExpression, CallExpression, Expression, FunctionExpression, MemberExpression, NameExpression } from '../ir.ts'
import { runArms } from './branch.ts'
import { evaluateArguments } from './calls/arguments.ts'
import { construct, createClass } from './classes/classes.ts'
import { inText } from './classes/enums.ts'
import { calledName, findMember, memberOf, memberOfExternal, readMember } from './classes/members.ts'
import { fileOfModule, folderOfModule } from './data/package-files.ts'
import { type Context, locationIn, type Machine } from './machine.ts'
import { findName, memberOfImported, nextInLine } from './modules/open-names.ts'
import { lookup } from './modules/scope.ts'
import { merged } from './primitives/collections.ts'
import { add, formatPercent, joinPaths } from './primitives/texts.ts'
import { TooLarge } from './too-large.ts'
import { withDefault } from './values/defaults.ts'
import { anyElement, entryAt } from './values/entries.ts'
import { concat, fromExpression, isEvent, isNull, knownString, partOfEvent, toExpression } from './values/expression.ts'
import type { Guard } from './values/guard.ts'
import { guarded, guardOf, guardOfComparison, joiner, opposite } from './values/guards.ts'
import { join, mapOptions, optionsOf } from './values/join.ts'
import { comprehension, listValue, objectValue } from './values/literals.ts'
import { extended } from './values/path-objects.ts'
import { equals, strictlyEquals, truthOf } from './values/truth.ts'
import { createSlots, external, type FunctionValue, list, literalText, nothing, opaque, type Value } from './values/value.ts'

/** What is found until then is kept. */
const mostSteps = 300_000
const deepestNesting = 900

export const evaluate = (machine: Machine, expression: Expression, context: Context): Value => {
  machine.steps += 1
  if (machine.steps > mostSteps) throw new TooLarge('the program is too large to follow in full')
  if (machine.nesting > deepestNesting) {
    machine.reasons.add('the program is nested too deeply to follow in full')
    return opaque('the program is nested too deeply to follow in full')
  }
  machine.nesting += 1
  const value = evaluateOne(machine, expression, context)
  machine.nesting -= 1
  return value
}

const evaluateOne = (machine: Machine, expression: Expression, context: Context): Value => {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string'
        ? literalText(expression.value, locationIn(context, expression))
        : { kind: 'constant', value: expression.value }
    case 'template': {
      const parts = expression.parts.map((part) =>
        typeof part === 'string'
          ? ({ kind: 'literal', text: part } as const)
          : toExpression(inText(machine, evaluate(machine, part, context))),
      )
      return fromExpression(concat(parts))
    }
    case 'name':
      return nameValue(machine, expression, context)
    case 'this':
      return context.frame.this ?? opaque('it is `this` outside of a method', locationIn(context, expression))
    case 'super':
      return context.frame.receiver ?? opaque('it is `super` outside of a method', locationIn(context, expression))
    case 'member':
      return member(machine, expression, evaluate(machine, expression.object, context), context, false)
    case 'index':
      return entryAt(
        machine,
        evaluate(machine, expression.object, context),
        evaluate(machine, expression.index, context),
        locationIn(context, expression),
      )
    case 'slice': {
      const object = evaluate(machine, expression.object, context)
      for (const bound of [expression.from, expression.to]) if (bound) evaluate(machine, bound, context)
      return mapOptions(object, (option) => sliceOf(machine, option, locationIn(context, expression)))
    }
    case 'call':
      return callExpression(machine, expression, context)
    case 'function':
      return machine.decorate(createFunction(expression, context), expression.decorators, context)
    case 'class':
      return machine.decorate(createClass(machine, expression, context), expression.decorators, context)
    case 'object':
      return objectValue(machine, expression, context)
    case 'list':
      return listValue(machine, expression, context)
    case 'comprehension':
      return comprehension(machine, expression, context)
    case 'binary':
      return binary(machine, expression, context)
    case 'not': {
      const operand = evaluate(machine, expression.operand, context)
      const truth = truthOf(operand)
      return truth === undefined
        ? condition(opposite(guardOf(operand)), locationIn(context, expression))
        : { kind: 'constant', value: !truth }
    }
    case 'conditional': {
      const test = evaluate(machine, expression.test, context)
      const truth = truthOf(test)
      if (truth !== undefined) return evaluate(machine, truth ? expression.whenTrue : expression.whenFalse, context)
      const guard = guardOf(test)
      return either(machine, [expression.whenTrue, expression.whenFalse], context, guard)
    }
    case 'assignment': {
      const value = evaluate(machine, expression.value, context)
      machine.bind(expression.pattern, value, context, expression.declares ? 'function' : 'assign')
      return value
    }
    case 'await':
      return evaluate(machine, expression.value, context)
    case 'yield': {
      const value = expression.value ? evaluate(machine, expression.value, context) : nothing
      context.frame.yields.push(expression.isEach ? anyElement(machine, value) : value)
      return opaque('it is what a generator is sent', locationIn(context, expression))
    }
    case 'sequence':
      return expression.expressions.reduce<Value>((_, one) => evaluate(machine, one, context), nothing)
    case 'import': {
      const location = locationIn(context, expression)
      const imported = machine.importModule(expression.module, context.frame.module, location)
      return expression.member !== undefined && imported.kind === 'module'
        ? memberOf(machine, imported, expression.member, location, false)
        : imported
    }
    case 'statements':
      machine.execute(expression.body, context)
      return evaluate(machine, expression.value, context)
    case 'opaque':
      for (const child of expression.children) evaluate(machine, child, context)
      return opaque(expression.why, locationIn(context, expression))
  }
}

const nameValue = (machine: Machine, expression: NameExpression, context: Context): Value => {
  const { name } = expression
  const bound = expression.find === 'method' ? undefined : lookup(context.scope, name)
  if (bound) return bound
  const location = locationIn(context, expression)
  const found = expression.find && findName(machine, expression, context, location)
  if (found) return found
  for (const star of context.frame.module.stars) {
    const type = `${star.type}.${name}`
    if (machine.library.calls.has(type) || machine.library.members.has(type) || !machine.library.isKnown(name))
      return memberOfExternal(machine, star, name, location)
  }
  switch (machine.library.members.get(name)?.is) {
    case 'nothing':
      return nothing
    case 'file':
      return fileOfModule(context.frame.module)
    case 'folder':
      return folderOfModule(context.frame.module)
    default:
      return external(name, name, location)
  }
}

const member = (machine: Machine, expression: MemberExpression, object: Value, context: Context, isCalled: boolean): Value => {
  const location = locationIn(context, expression)
  if (expression.object.kind !== 'super') {
    const value = memberOf(machine, object, expression.name, location, isCalled)
    const { module } = expression
    return module === undefined ? value : (memberOfImported(machine, expression, object, value, module, context) ?? value)
  }
  for (const base of context.frame.home?.bases ?? []) {
    const found =
      base.kind === 'class'
        ? ((isCalled ? findMember(base, calledName(expression.name)) : undefined) ?? findMember(base, expression.name))
        : undefined
    if (found) return readMember(machine, found, object, location)
    if (base.kind === 'external')
      return memberOfExternal(
        machine,
        { ...base, type: machine.library.calls.get(base.type)?.[0]?.gives ?? `${base.type}()` },
        expression.name,
        location,
      )
  }
  const next =
    machine.frontEnd.sharesScope && context.frame.home ? nextInLine(context.frame.home, object, expression.name) : undefined
  if (next) return readMember(machine, next, object, location)
  return object.kind === 'class' || object.kind === 'record'
    ? { kind: 'method', receiver: object.kind === 'class' ? object : (object.class ?? object), name: expression.name }
    : external(`super.${expression.name}`, expression.name)
}

const callExpression = (machine: Machine, expression: CallExpression, context: Context): Value => {
  const { callee } = expression
  const location = locationIn(context, expression)
  const nameLocation = locationIn(context, callee.kind === 'member' ? callee.nameSpan : callee)
  if (callee.kind === 'super') {
    const args = evaluateArguments(machine, expression.arguments, context)
    const made = context.frame.this
    for (const base of context.frame.home?.bases ?? []) {
      if (base.kind === 'class' && made?.kind === 'record')
        construct(machine, base, made, args, { location, nameLocation, context, isNew: false, receiver: made })
    }
    return nothing
  }
  const object = callee.kind === 'member' ? evaluate(machine, callee.object, context) : null
  const value =
    callee.kind === 'member' && object ? member(machine, callee, object, context, true) : evaluate(machine, callee, context)
  const args = evaluateArguments(machine, expression.arguments, context)
  const receiver = callee.kind === 'member' && callee.object.kind !== 'super' ? object : null
  return machine.call(value, args, { location, nameLocation, context, isNew: expression.isNew, receiver })
}

const createFunction = (code: FunctionExpression, context: Context): FunctionValue => ({
  kind: 'function',
  code,
  module: context.frame.module,
  scope: context.scope,
  bound: [],
  boundNamed: new Map(),
  this: code.this === 'enclosing' ? context.frame.this : null,
  home: context.frame.home,
  slots: createSlots(),
  ...(code.isBlock && { outerReturns: context.frame.outerReturns ?? context.frame.returns }),
})

const binary = (machine: Machine, expression: BinaryExpression, context: Context): Value => {
  const left = evaluate(machine, expression.left, context)
  const location = locationIn(context, expression)
  const { operator } = expression
  if (operator === '||' || operator === '&&' || operator === '??')
    return shortCircuit(machine, operator, left, expression.right, context)
  const right = evaluate(machine, expression.right, context)
  switch (operator) {
    case '+':
      return add(left, right)
    case '%':
      return formatPercent(left, right, {
        machine,
        site: { location, nameLocation: location, context, isNew: false, receiver: null },
      })
    case '/':
      return left.kind === 'constant'
        ? opaque('it is a number', location)
        : left.kind === 'text' || left.kind === 'external' || left.kind === 'opaque'
          ? (extended(left, [right]) ?? joinPaths([left, right]))
          : opaque('it is a number', location)
    case '|':
      return left.kind === 'record' ? merged({ machine }, [left, right]) : opaque('it is a number', location)
    case '==':
    case '!=':
    case '===':
    case '!==': {
      const same = operator === '===' || operator === '!==' ? strictlyEquals(left, right) : equals(left, right)
      return same === undefined
        ? condition(guardOfComparison(left, right, [left, right].some(isEmpty), operator.startsWith('=')), location)
        : { kind: 'constant', value: same === operator.startsWith('=') }
    }
    case 'in':
    case 'not in':
      return condition(guardOfComparison(left, nothing, false), location)
    case 'other':
      return opaque('it is the result of a calculation', location)
  }
}

const shortCircuit = (machine: Machine, operator: '||' | '&&' | '??', left: Value, right: Expression, context: Context): Value => {
  const truth = operator === '??' ? presence(left) : truthOf(left)
  const takesRight = operator === '&&' ? truth === true : truth === false
  if (truth !== undefined) return takesRight ? evaluate(machine, right, context) : left
  const other: Value[] = []
  runArms(machine, [
    () => {
      other.push(guarded(machine, operator === '&&' ? guardOf(left) : null, () => evaluate(machine, right, context)))
      return 'normal'
    },
    () => 'normal',
  ])
  return operator === '&&' ? join([left, ...other]) : orElse(left, join(other))
}

const condition = (guard: Guard | null, location: ReturnType<typeof locationIn>): Value => ({
  ...opaque('it is true or false', location),
  ...(guard ? { guard } : {}),
})

const isEmpty = (value: Value): boolean => isNull(value) || knownString(value) === ''

const presence = (value: Value): boolean | undefined => {
  if (isNull(value)) return false
  if (value.kind === 'record' || value.kind === 'function' || value.kind === 'class' || value.kind === 'constant') return true
  return value.kind === 'text' &&
    value.expression.kind !== 'env' &&
    value.expression.kind !== 'event' &&
    value.expression.kind !== 'field'
    ? true
    : undefined
}

/** The value, or another one if it is not set. */
export const orElse = (value: Value, otherwise: Value): Value => {
  if (value.kind === 'text' && (value.expression.kind === 'env' || value.expression.kind === 'field'))
    return withDefault(value, otherwise)
  const set = optionsOf(value).filter((option) => truthOf(option) !== false)
  return join([...set, otherwise])
}

const either = (machine: Machine, expressions: readonly Expression[], context: Context, guard: Guard | null): Value => {
  const values: Value[] = []
  runArms(
    machine,
    expressions.map((one, index) => () => {
      values.push(guarded(machine, index === 0 ? guard : opposite(guard), () => evaluate(machine, one, context)))
      return 'normal'
    }),
  )
  return joiner(guard)(values)
}

const sliceOf = (machine: Machine, value: Value, location: ReturnType<typeof locationIn>): Value => {
  if (value.kind === 'record') return list([], anyElement(machine, value))
  if (isEvent(value)) return partOfEvent(value)
  return value.kind === 'text' ? opaque('it is a part of a text', location) : value
}
