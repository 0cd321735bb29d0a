import type { Arm, Expression, FunctionExpression, Parameter, Pattern, Statement } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'

/**
 * Methods of one name as one function, which runs the one that takes as many arguments as it is given. Those that take
 * equally many are told apart by types that are not known here, so any of them may run.
 */
export const mergeOverloads = (functions: readonly FunctionExpression[]): FunctionExpression => {
  const [first] = functions
  if (!first || functions.length === 1) return first as FunctionExpression
  const ordered = [...functions].sort((a, b) => required(b) - required(a))
  const count = Math.max(...functions.map((one) => one.parameters.filter((parameter) => parameter.takes === 'one').length))
  const at = spanOf(first)
  const indices = Array.from({ length: Math.max(count, ...functions.map(required)) }, (_, index) => index)
  const flags: Pattern = {
    kind: 'object-pattern',
    entries: indices.map((index) => ({
      key: { kind: 'literal', value: given(index), ...at },
      pattern: {
        kind: 'default-pattern',
        pattern: { kind: 'name', name: given(index), ...at },
        otherwise: { kind: 'literal', value: true, ...at },
        ...at,
      },
    })),
    rest: null,
    ...at,
  }
  const positional = indices.map(
    (index): Parameter => ({
      pattern: { kind: 'name', name: argument(index), ...at },
      otherwise: missing(index, at),
      takes: 'one',
    }),
  )
  const rest: Parameter = { pattern: { kind: 'name', name: 'arguments$', ...at }, otherwise: null, takes: 'positional' }
  return {
    ...first,
    parameters: [{ pattern: flags, otherwise: null, takes: 'named' }, ...positional, rest],
    body: [{ kind: 'branch', arms: ordered.map((one, index) => armOf(one, ordered, index, indices.length)), ...at }],
  }
}

const given = (index: number): string => `isGiven$${index}`
const argument = (index: number): string => `argument$${index}`

/** How many arguments tell a method from those with fewer: one more than it needs, if it takes any number. */
const required = ({ parameters }: FunctionExpression): number => parameters.length

/** Notes that the argument is not given. */
const missing = (index: number, at: { readonly start: number; readonly end: number }): Expression => ({
  kind: 'sequence',
  expressions: [
    {
      kind: 'assignment',
      declares: false,
      pattern: { kind: 'name', name: given(index), ...at },
      value: { kind: 'literal', value: false, ...at },
      ...at,
    },
    { kind: 'literal', value: null, ...at },
  ],
  ...at,
})

const armOf = (one: FunctionExpression, ordered: readonly FunctionExpression[], index: number, count: number): Arm => {
  const at = spanOf(one)
  const arity = required(one)
  const isLast = index === ordered.length - 1
  const next = ordered[index + 1]
  const isAmbiguous = next !== undefined && required(next) === arity
  const enough: Expression | null = arity === 0 ? null : nameOf(given(arity - 1), one)
  const either: Expression = { kind: 'opaque', why: 'it is true or false', children: [], ...at }
  const both: Expression | null = enough ? { kind: 'binary', operator: '&&', left: enough, right: either, ...at } : either
  const binds = one.parameters.map((parameter, position): Statement => {
    const own = Array.from({ length: Math.max(0, count - position) }, (_, offset) => nameOf(argument(position + offset), one))
    const value: Expression =
      parameter.takes === 'one'
        ? nameOf(argument(position), one)
        : {
            kind: 'list',
            elements: [
              ...own.map((element) => ({ spread: false, value: element })),
              { spread: true, value: nameOf('arguments$', one) },
            ],
            ...at,
          }
    return { kind: 'declare', scope: 'block', pattern: parameter.pattern, value, ...at }
  })
  return {
    test: isLast ? null : isAmbiguous ? both : enough,
    body: [{ kind: 'block', body: [...binds, ...one.body], ...at }],
  }
}
