import { argumentAt, dropArguments } from '../calls/arguments.ts'
import { dynamicMember, forwarder } from '../calls/forwarder.ts'
import { type Arguments, type Machine, noArguments } from '../machine.ts'
import { anyElement, elementsOf } from '../values/entries.ts'
import { defaultOf, isEvent, knownString } from '../values/expression.ts'
import { join, mapOptions } from '../values/join.ts'
import { external, list, nothing, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Functions of functions, of members by name, and of the environment. */

const missing = opaque('it is not given')

/** `submit(f, x)`: calls its first argument with the others. */
export const callFirst = ({ args, machine, site }: PrimitiveCall): Value => {
  const fn = argumentAt(args, 0)
  return fn ? machine.call(fn, dropArguments(args, 1), { ...site, receiver: null, isNew: false }) : missing
}

/** `pool.apply_async(f, (x,), {"y": z})`: calls its first argument with the elements of the second one. */
export const callFirstWithList = (call: PrimitiveCall): Value => {
  const { args, machine } = call
  const fn = argumentAt(args, 0)
  if (!fn) return missing
  const given = argumentAt(args, 1) ?? args.named.get('args')
  const named = argumentAt(args, 2) ?? args.named.get('kwds')
  return machine.call(fn, argumentsIn(machine, given, named), { ...call.site, receiver: null, isNew: false })
}

/** `pool.starmap(f, [(x, y)])`. */
export const callEachWithList = ({ args, machine, site }: PrimitiveCall): Value => {
  const [fn, over] = args.positional
  if (!fn || !over) return list([])
  const element = anyElement(machine, over)
  return list([], machine.call(fn, argumentsIn(machine, element, undefined), { ...site, receiver: null, isNew: false }))
}

/** The elements of a list and the entries of an object, as what a function is called with. */
const argumentsIn = (machine: Machine, given: Value | undefined, named: Value | undefined): Arguments => {
  const elements = given ? elementsOf(machine, given, 'elements') : []
  return {
    positional: 'kind' in elements ? [] : elements,
    rest: 'kind' in elements ? elements : null,
    named: new Map(named?.kind === 'record' ? named.slots : []),
    namedRest: null,
  }
}

/** `loop.run_in_executor(None, f, x)`. */
export const callSecond = (call: PrimitiveCall): Value => callFirst({ ...call, args: dropArguments(call.args, 1) })

/** `globals()`. */
export const ownModule = ({ site }: PrimitiveCall): Value => ({
  kind: 'module',
  module: site.context.frame.module,
  specifier: '',
  importer: null,
})

/** `promise.then(f)`: calls its arguments with the receiver; what is not a function gives the receiver itself. */
export const callWithReceiver = ({ args, machine, receiver, site }: PrimitiveCall): Value => {
  const results = args.positional
    .filter((fn) => fn.kind === 'function' || fn.kind === 'alternatives')
    .map((fn) => machine.call(fn, { ...noArguments, positional: [receiver] }, { ...site, receiver: null, isNew: false }))
  return results.length > 0 ? join(results) : receiver
}

/** `Thread(target=f, args=(x,))`. */
export const callTarget = (call: PrimitiveCall): Value => {
  const { args, machine, site } = call
  const fn = args.named.get('target') ?? args.named.get('function') ?? args.positional[1]
  // `Thread(group, target, name, args, kwargs)`, `Timer(interval, function, args, kwargs)`.
  const at = call.name.endsWith('Timer') ? 2 : 3
  const passed = argumentsIn(
    machine,
    args.named.get('args') ?? args.positional[at],
    args.named.get('kwargs') ?? args.positional[at + 1],
  )
  if (fn) machine.call(fn, passed, { ...site, receiver: null, isNew: false })
  return external(`${call.name}()`, `${call.name}(…)`, site.location)
}

/** `xs.forEach(f)`, `pool.map(f, xs)` on what is not known. */
export const callEach = ({ args, machine, receiver, site }: PrimitiveCall): Value => {
  const [fn, over] = args.positional
  if (!fn) return list([])
  const isFunctionFirst = over !== undefined && fn.kind === 'function' && receiver.kind === 'external'
  const value = anyElement(machine, isFunctionFirst ? over : receiver)
  const others = isFunctionFirst ? args.positional.slice(2).map((more) => anyElement(machine, more)) : []
  return list([], machine.call(fn, { ...noArguments, positional: [value, ...others] }, { ...site, receiver: null, isNew: false }))
}

/** `f.accept(x)`: a function is called by a method of its interface. */
export const invokeReceiver = ({ args, machine, receiver, site }: PrimitiveCall): Value =>
  machine.call(receiver, args, { ...site, receiver: null, isNew: false })

export const apply = ({ args, machine, receiver, site }: PrimitiveCall): Value => {
  const [self, given] = args.positional
  const elements = given ? elementsOf(machine, given, 'elements') : []
  const passed = 'kind' in elements ? { ...noArguments, rest: elements } : { ...noArguments, positional: elements }
  return machine.call(receiver, passed, { ...site, receiver: self ?? null, isNew: false })
}

export const callMethodOfFunction = ({ args, machine, receiver, site }: PrimitiveCall): Value =>
  machine.call(receiver, dropArguments(args, 1), { ...site, receiver: argumentAt(args, 0) ?? null, isNew: false })

/** `f.bind(self, x)`. */
export const bind = ({ args, receiver, site }: PrimitiveCall): Value =>
  mapOptions(receiver, (option) => {
    if (option.kind === 'external' && args.positional.length > 1)
      return forwarder(option, args.positional.slice(1), new Map(), site)
    if (option.kind !== 'function') return option
    return {
      ...option,
      this: option.code.this === 'own' ? (argumentAt(args, 0) ?? option.this) : option.this,
      bound: [...option.bound, ...args.positional.slice(1)],
    }
  })

/** `partial(f, x)`: a function of what is left, as one that the program could have written. */
export const partial = ({ args, site }: PrimitiveCall): Value => {
  const { named, positional } = dropArguments(args, 1)
  return mapOptions(argumentAt(args, 0) ?? missing, (fn) => {
    if (fn.kind !== 'function') return forwarder(fn, positional, named, site)
    return { ...fn, bound: [...fn.bound, ...positional], boundNamed: new Map([...fn.boundNamed, ...named]) }
  })
}

/** `getattr(o, name, otherwise)`. */
export const memberGet = ({ args, machine, site }: PrimitiveCall): Value => {
  const [object = missing, name = missing, otherwise] = args.positional
  const known = knownString(name)
  const value = known === undefined ? anyMethod({ machine, object }) : machine.memberOf(object, known, site.location)
  if (value.kind === 'method' && otherwise) return otherwise
  return value
}

const anyMethod = ({ machine, object }: { machine: PrimitiveCall['machine']; object: Value }): Value => {
  const holder = object.kind === 'record' ? object.class : object.kind === 'class' ? object : null
  if (object.kind === 'external' || object.kind === 'opaque') return external(dynamicMember, 'a method whose name is not known')
  if (!holder) return machine.entryOf(object, undefined, undefined)
  return join(
    [...holder.members.keys()].filter((name) => name !== 'constructor').map((name) => machine.memberOf(object, name, undefined)),
  )
}

export const memberSet = ({ args, machine }: PrimitiveCall): Value => {
  const [object, name, value] = args.positional
  if (object && value) machine.setEntry(object, name && knownString(name), value)
  return nothing
}

export const importModule = ({ args, machine, site }: PrimitiveCall): Value => {
  const name = knownString(argumentAt(args, 0))
  if (name !== undefined) return machine.importModule(name, site.context.frame.module, site.location)
  machine.reasons.add(`${site.context.frame.name} imports a module whose name is not known`)
  return opaque('it is a module whose name is not known', site.location)
}

export const environmentVariable = ({ args, machine, site }: PrimitiveCall): Value => {
  const value = machine.entryOf({ kind: 'environment' }, knownString(argumentAt(args, 0) ?? args.named.get('key')), site.location)
  const otherwise = argumentAt(args, 1) ?? args.named.get('default')
  if (!otherwise || value.kind !== 'text' || value.expression.kind !== 'env' || value.expression.otherwise) return value
  return { kind: 'text', expression: { ...value.expression, otherwise: defaultOf(otherwise) } }
}

/** Whether the value is the text of a command that copies to S3. */
export const runsCommand = (call: PrimitiveCall): Value => {
  const { args, machine, name, site } = call
  const texts = [...args.positional, ...args.named.values()].flatMap((value) => textsIn(machine, value))
  if (
    texts.some((text) => /(?:^|[\s/])aws$/.test(text)) ||
    texts.some((text) => /\baws\b.*\bs3(?:api)?\b/.test(text)) ||
    /\baws\b.*\bs3(?:api)?\b/.test(texts.join(' '))
  ) {
    machine.reasons.add(`${site.context.frame.name} runs the command "aws s3" with ${name}`)
  }
  return external(`${name}()`, `${name}(…)`, site.location)
}

const textsIn = (machine: PrimitiveCall['machine'], value: Value, depth = 0): readonly string[] => {
  if (depth > 3) return []
  const expression = value.kind === 'text' ? value.expression : null
  if (expression?.kind === 'literal') return [expression.text]
  if (expression?.kind === 'concat') return [expression.parts.map((part) => (part.kind === 'literal' ? part.text : '…')).join('')]
  if (value.kind === 'record') return [...value.slots.values()].flatMap((entry) => textsIn(machine, entry, depth + 1))
  return value.kind === 'alternatives' ? value.options.flatMap((option) => textsIn(machine, option, depth + 1)) : []
}

export const runsText = ({ machine, name, site }: PrimitiveCall): Value => {
  machine.reasons.add(`${site.context.frame.name} runs a program that it builds, with ${name}`)
  return opaque(`it is the result of ${name}`, site.location)
}

/** The value itself: `JSON.parse(text)` of the event's body is a part of the event. */
export const firstArgument = ({ args, name, site }: PrimitiveCall): Value => {
  const value = argumentAt(args, 0) ?? [...args.named.values()][0]
  if (value === undefined) return opaque(`it is the result of ${name}()`, site.location)
  return mapOptions(value, (option) =>
    isEvent(option) || option.kind !== 'external' ? option : { ...option, label: `${name}(${option.label})`.slice(0, 100) },
  )
}
