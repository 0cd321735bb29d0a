import type { Span } from '../../source/source-file.ts'
import type { Arm, Expression, FunctionExpression, Parameter, Pattern, Statement } from '../ir.ts'
import { functionOf, literalOf, nameOf, spanOf, undecided } from '../ir-build.ts'

/**
 * Methods of one name as one function, which runs the one that takes what it is given, by position or by name. Those that
 * take equally many are told apart by types that are not known here, so any of them may run.
 */
export const mergeOverloads = (functions: readonly FunctionExpression[]): FunctionExpression => {
  const [first] = functions
  if (!first || functions.length === 1) return first as FunctionExpression
  const at = spanOf(first)
  const count = Math.max(...functions.map(({ parameters }) => parameters.length))
  const names = [...new Set(functions.flatMap(({ parameters }) => parameters.map(nameOfParameter)))].filter((name) => name !== null)
  const flags: Pattern = {
    kind: 'object-pattern',
    entries: [
      ...Array.from({ length: count }, (_, index) => entry(given(index), literalOf(true, first), at)),
      ...names.map((name) => ({
        key: literalOf(name, first),
        pattern: { kind: 'default-pattern', pattern: nameOf(named(name), first), otherwise: without(name, at), ...at } as const,
      })),
    ],
    rest: null,
    ...at,
  }
  const positional = Array.from(
    { length: count },
    (_, index): Parameter => ({ pattern: nameOf(argument(index), first), otherwise: missing(index, at), takes: 'one' }),
  )
  const rest: Parameter = { pattern: nameOf('arguments$', first), otherwise: null, takes: 'positional' }
  const isNamed = names.map((name) => entry(isGivenByName(name), literalOf(true, first), at))
  const pattern: Pattern = { ...flags, entries: [...isNamed, ...flags.entries] }
  const ordered = [...functions].sort((a, b) => required(b) - required(a) || b.parameters.length - a.parameters.length)
  const arms = ordered.map((one, index) => armOf(one, ordered, index, count))
  return {
    ...functionOf(
      first,
      first.name,
      [{ pattern, otherwise: null, takes: 'named' }, ...positional, rest],
      [{ kind: 'branch', arms, ...at }],
      first.this,
    ),
    isGenerator: functions.every(({ isGenerator }) => isGenerator),
  }
}

const given = (index: number): string => `isGiven$${index}`
const argument = (index: number): string => `argument$${index}`
const named = (name: string): string => `named$${name}`
const isGivenByName = (name: string): string => `isNamed$${name}`

const nameOfParameter = ({ pattern }: Parameter): string | null => (pattern.kind === 'name' ? pattern.name : null)

const required = ({ parameters }: FunctionExpression): number =>
  parameters.filter(({ otherwise, takes }) => otherwise === null && takes === 'one').length

/** A flag that is true until it is set otherwise. */
const entry = (name: string, otherwise: Expression, at: Span): Extract<Pattern, { kind: 'object-pattern' }>['entries'][number] => ({
  key: literalOf(name, at),
  pattern: { kind: 'default-pattern', pattern: nameOf(name, at), otherwise, ...spanOf(at) },
})

const noted = (name: string, at: Span): Expression => ({
  kind: 'sequence',
  expressions: [
    { kind: 'assignment', declares: false, pattern: nameOf(name, at), value: literalOf(false, at), ...spanOf(at) },
    literalOf(null, at),
  ],
  ...spanOf(at),
})

const without = (name: string, at: Span): Expression => noted(isGivenByName(name), at)
const missing = (index: number, at: Span): Expression => noted(given(index), at)

/** Whether all that a method needs is given, and no more than it takes. */
const testOf = (one: FunctionExpression, count: number): Expression | null => {
  const tests: Expression[] = []
  const { parameters } = one
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.takes !== 'one' || parameter.otherwise !== null) continue
    const name = nameOfParameter(parameter)
    const byPosition = nameOf(given(index), one)
    const right = nameOf(isGivenByName(name ?? ''), one)
    tests.push(name === null ? byPosition : { kind: 'binary', operator: '||', left: byPosition, right, ...spanOf(one) })
  }
  const isOpen = parameters.some(({ takes }) => takes !== 'one')
  if (!isOpen && parameters.length < count)
    tests.push({ kind: 'not', operand: nameOf(given(parameters.length), one), ...spanOf(one) })
  return tests.reduce<Expression | null>(
    (left, right) => (left ? { kind: 'binary', operator: '&&', left, right, ...spanOf(one) } : right),
    null,
  )
}

const armOf = (one: FunctionExpression, ordered: readonly FunctionExpression[], index: number, count: number): Arm => {
  const at = spanOf(one)
  const fits = testOf(one, count)
  const isLast = index === ordered.length - 1
  // Another one that may take as many is told from this one by types.
  const isAmbiguous = ordered.slice(index + 1).some((other) => required(other) === required(one))
  const either = undecided(one)
  const both: Expression = fits ? { kind: 'binary', operator: '&&', left: fits, right: either, ...at } : either
  const binds = one.parameters.map((parameter, position) => bindOf(one, parameter, position, count))
  return {
    test: isLast ? null : isAmbiguous ? both : fits,
    body: [{ kind: 'block', body: [...binds, ...one.body], ...at }],
  }
}

const bindOf = (one: FunctionExpression, parameter: Parameter, position: number, count: number): Statement => {
  const at = spanOf(one)
  const name = nameOfParameter(parameter)
  const usual = parameter.otherwise ?? literalOf(null, one)
  const byName: Expression =
    name === null
      ? usual
      : { kind: 'conditional', test: nameOf(isGivenByName(name), one), whenTrue: nameOf(named(name), one), whenFalse: usual, ...at }
  const own = Array.from({ length: Math.max(0, count - position) }, (_, offset) => nameOf(argument(position + offset), one))
  const value: Expression =
    parameter.takes === 'one'
      ? {
          kind: 'conditional',
          test: nameOf(given(position), one),
          whenTrue: nameOf(argument(position), one),
          whenFalse: byName,
          ...at,
        }
      : {
          kind: 'list',
          elements: [
            ...own.map((element) => ({ spread: false, value: element })),
            { spread: true, value: nameOf('arguments$', one) },
          ],
          ...at,
        }
  return { kind: 'declare', scope: 'block', pattern: parameter.pattern, value, ...at }
}
