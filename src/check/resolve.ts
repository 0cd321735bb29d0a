import type { Bucket, Graph, Lambda } from '../aws/graph/graph.ts'
import { standsFor } from '../aws/graph/link.ts'
import type { Expression, TraceStep } from '../code/storage-call.ts'
import type { Location } from '../source/source-file.ts'
import { cutEnd, formatText, type Text, text } from '../source/text.ts'
import { toText } from '../terraform/value/convert.ts'
import { equals, equalTexts } from '../terraform/value/equality.ts'
import { decodeJson } from '../terraform/value/json-decode.ts'
import type { Value } from '../terraform/value/value.ts'
import { replaceText } from './replace-text.ts'
import { decidersOf, eventFields, type Occasion, optionsIn } from './resolve-event.ts'

/** One string that an expression of a program may stand for, once its function's environment is known. */
export interface Resolved {
  readonly text: Text
  /** The resource instance whose attribute it is, if it is one. */
  readonly reference: string | null
  /** Where it comes from: the environment, the parameter, the trigger. */
  readonly trace: readonly TraceStep[]
  /** It is one of these, whichever Terraform chooses: the branches of a conditional. */
  readonly branches?: readonly Resolved[]
}

/** One invocation of a function, as far as it is known. */
export interface Invocation {
  readonly lambda: Lambda
  readonly graph: Graph
  readonly occasion: Occasion
}

/** More combinations than any message could name. */
const MAXIMUM_OPTIONS = 16

/** Options beyond the limit are not forgotten: they could be anything. */
const limit = (options: readonly Resolved[]): readonly Resolved[] =>
  options.length <= MAXIMUM_OPTIONS
    ? options
    : [...options.slice(0, MAXIMUM_OPTIONS), ...plain(varying('the program may choose among more strings than are followed'))]

const varying = (reason: string): Text => [{ kind: 'varying', reason }]

const plain = (parts: Text): readonly Resolved[] => [{ text: parts, reference: null, trace: [] }]

/** Conditionals in conditionals. */
const DEEPEST_BRANCH = 4

const ofValue = (value: Value, step: TraceStep, depth = 0): Resolved => ({
  text: toText(value) ?? varying(`${step.message}, which is not a string`),
  reference: value.reference ?? null,
  trace: [step],
  ...(value.kind === 'unknown' &&
    value.options &&
    depth < DEEPEST_BRANCH && { branches: value.options.map((option) => ofValue(option, step, depth + 1)) }),
})

const resolveEnv = (expression: Extract<Expression, { kind: 'env' }>, invocation: Invocation): readonly Resolved[] => {
  const { lambda } = invocation
  const { name, otherwise } = expression
  const { variables, incomplete, location } = lambda.environment
  const value = variables.get(name)
  if (value && value.kind !== 'null') {
    const at: Location = value.origin ?? location
    return [ofValue(value, { message: `${name} is set in the environment of ${lambda.address}`, location: at })]
  }
  if (incomplete !== null) {
    return plain([{ kind: 'unknown', id: `${lambda.address}.environment[0].variables["${name}"]`, reason: incomplete }])
  }
  if (otherwise) return resolve(otherwise, invocation)
  return plain(varying(`the environment variable "${name}" is not set on ${lambda.address}`))
}

/** A part of a text whose own parts are known may be any of them. */
const partOf = (whole: Resolved): Resolved => {
  const reason = whole.text.find((part) => typeof part === 'object' && part.kind === 'varying')
  const why = typeof reason === 'object' ? reason.reason : `it is "${formatText(whole.text)}"`
  return { ...whole, text: varying(why.replace(/^it is /, 'it is a part of ')), reference: null }
}

const resolveEvent = (
  expression: Extract<Expression, { kind: 'event' }>,
  { lambda, occasion }: Invocation,
): readonly Resolved[] => {
  const name = `it is the field ${expression.path.join('.')} of the event`
  const fields = eventFields(expression, occasion)
  const trace = occasion ? [{ message: occasion.message, location: occasion.location }] : []
  const wholes =
    fields.length === 0
      ? plain(varying(`${name}, which ${decidersOf(lambda)}`))
      : fields.map((field) =>
          field.kind === 'text'
            ? { text: field.text, reference: field.reference, trace }
            : { text: varying(`${name}, which ${field.decidedBy}`), reference: null, trace },
        )
  if (expression.isPart) return wholes.map(partOf)
  return (expression.replaced ?? []).reduce<readonly Resolved[]>(
    (all, { from, to }) => all.map((each) => ({ ...each, text: replaceText(each.text, from, to), reference: null })),
    wholes,
  )
}

/** A text that is kept beside the program, as the configuration sets it. */
const resolveKept = (
  { kind, name }: Extract<Expression, { kind: 'ssm' | 'secret' }>,
  invocation: Invocation,
): readonly Resolved[] =>
  resolve(name, invocation).flatMap((option): readonly Resolved[] => {
    const parts = option.text.filter((part) => typeof part === 'string' || part.kind === 'unknown')
    const isKnown = parts.length === option.text.length
    const is = (each: Value): boolean => isKnown && equals(each, { kind: 'string', parts }) === 'yes'
    const { parameters, secrets } = invocation.graph
    const parameter = kind === 'ssm' ? parameters.find((each) => is(each.name)) : secrets.find((each) => each.names.some(is))
    const what = kind === 'ssm' ? 'an SSM parameter' : 'a secret'
    if (!parameter) return plain(varying(`it is ${what} that is not in this configuration`))
    const location = parameter.value.origin ?? invocation.lambda.location
    return [
      {
        ...ofValue(parameter.value, { message: `it is the value of ${parameter.address}`, location }),
        trace: [...option.trace, { message: `it is the value of ${parameter.address}`, location }],
      },
    ]
  })

/** The texts of a document with what is known of each: the configuration keeps what `jsonencode` was given. */
const documentsIn = (
  expression: Expression,
  invocation: Invocation,
): readonly (Resolved & { readonly document: Value | null })[] => {
  const given = expression.kind === 'env' ? invocation.lambda.environment.variables.get(expression.name) : undefined
  return resolve(expression, invocation).map((option) => {
    const parts = option.text.filter((part) => typeof part === 'string' || part.kind === 'unknown')
    const document: Value | null =
      given?.kind === 'string' ? given : parts.length === option.text.length ? { kind: 'string', parts } : null
    return { ...option, document }
  })
}

const resolveField = (expression: Extract<Expression, { kind: 'field' }>, invocation: Invocation): readonly Resolved[] => {
  const name = `it is the field ${expression.path.join('.')} of JSON`
  const options = documentsIn(expression.of, invocation).flatMap((option): readonly Resolved[] => {
    const reason = option.text.find((part) => typeof part === 'object')
    if (option.document?.kind !== 'string') {
      const why = typeof reason === 'object' ? `${name} that is not known, because ${reason.reason}` : name
      return [{ ...option, text: varying(why), reference: null }]
    }
    const decoded = decodeJson(option.document)
    const found = decoded.ok ? fieldsIn(decoded.value, expression.path) : []
    if (found.length === 0) {
      if (expression.otherwise) return resolve(expression.otherwise, invocation)
      return [
        { ...option, text: varying(decoded.ok ? `${name}, which has no such field` : `${name}, which it is not`), reference: null },
      ]
    }
    const location = option.trace.at(-1)?.location ?? invocation.lambda.location
    return found.map((value) => {
      const at = { message: `${expression.path.join('.')} is a field of the JSON in it`, location: value.origin ?? location }
      const one = ofValue(value, { message: `${name}`, location: at.location })
      return { ...one, trace: [...option.trace, at] }
    })
  })
  return limit(options)
}

/** What stands under the path: several values where it says any element. */
const fieldsIn = (value: Value, path: readonly string[]): readonly Value[] => {
  const [name, ...rest] = path
  if (name === undefined) return [value]
  switch (value.kind) {
    case 'map':
    case 'object': {
      const inner = name === '*' ? [...value.entries.values()] : [value.entries.get(name)].filter((one) => one !== undefined)
      return inner.flatMap((one) => fieldsIn(one, rest))
    }
    case 'list':
    case 'set':
    case 'tuple':
      return name === '*' ? value.elements.flatMap((one) => fieldsIn(one, rest)) : []
    case 'unknown': {
      const known = value.known?.get(name)
      if (known) return fieldsIn(known, rest)
      const { options: _, element: __, members: ___, known: ____, domain: _____, expansion: ______, ...plainly } = value
      return [{ ...plainly, id: `${value.id}.${path.join('.')}` }]
    }
    case 'null':
    case 'bool':
    case 'number':
    case 'string':
      return []
  }
}

const combine = (left: readonly Resolved[], right: readonly Resolved[]): readonly Resolved[] =>
  limit(
    left.flatMap((first) =>
      right.map((second) => ({
        text: text(...first.text, ...second.text),
        reference: first.text.length === 0 ? second.reference : second.text.length === 0 ? first.reference : null,
        trace: [...first.trace, ...second.trace],
        ...(first.text.length === 0 && second.branches && { branches: second.branches }),
        ...(second.text.length === 0 && first.branches && { branches: first.branches }),
      })),
    ),
  )

/** What is not known before apply is taken to have no such characters, as names have none. */
const stripped = (option: Resolved, end: 'start' | 'end', characters: string | null): Resolved => {
  const outer = end === 'start' ? option.text[0] : option.text.at(-1)
  if (typeof outer !== 'string') return option
  const left = cutEnd(outer, end, characters)
  if (left === outer) return option
  const others = end === 'start' ? option.text.slice(1) : option.text.slice(0, -1)
  return { ...option, text: end === 'start' ? text(left, ...others) : text(...others, left), reference: null }
}

/** The strings that an expression may stand for when this function runs; more than one only where the program chooses. */
export const resolve = (expression: Expression, invocation: Invocation): readonly Resolved[] => {
  switch (expression.kind) {
    case 'literal':
      return plain(expression.text === '' ? [] : [expression.text])
    case 'env':
      return resolveEnv(expression, invocation)
    case 'event':
      return resolveEvent(expression, invocation)
    case 'stripped':
      return resolve(expression.of, invocation).map((option) => stripped(option, expression.end, expression.characters))
    case 'ssm':
    case 'secret':
      return resolveKept(expression, invocation)
    case 'field':
      return resolveField(expression, invocation)
    case 'concat':
      return expression.parts.map((part) => resolve(part, invocation)).reduce(combine, plain([]))
    case 'alternatives':
      return limit(
        optionsIn(expression.options, invocation.lambda, invocation.occasion).flatMap((option) => resolve(option, invocation)),
      )
    case 'opaque':
      return plain(varying(expression.why))
  }
}

/** A bucket that is one of those for which `[*]` stands: what is said of all of them may not be said of this one. */
const memberOf = (all: Bucket, address: string, name: Text): Bucket => ({
  ...all,
  address,
  name,
  policies: [],
  possiblePolicies: [...all.policies, ...all.possiblePolicies],
})

/** The bucket of the configuration that a name means. Other attributes of a bucket, as its ARN, are not its name. */
export const bucketOf = ({ text: name, reference }: Resolved, graph: Graph): Bucket | null => {
  const named = graph.buckets.filter((bucket) => equalTexts(bucket.name, name) === 'yes')
  const [first] = named
  if (first) return named.find(({ address }) => address === reference) ?? first
  const all = graph.buckets.find(({ address }) => standsFor(address, reference))
  return all && reference !== null ? memberOf(all, reference, name) : null
}
