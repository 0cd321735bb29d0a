import { createHash } from 'node:crypto'
import { not, type Ternary } from '../../source/ternary.ts'
import type { BinaryOperator } from '../hcl/ast.ts'
import { bool, unknown } from '../value/construct.ts'
import { toBool, toNumber, unknownsIn } from '../value/convert.ts'
import { equals } from '../value/equality.ts'
import { formatValue } from '../value/format.ts'
import { addNumbers, compareNumbers, divideNumbers, multiplyNumbers, negate, remainder, subtractNumbers } from '../value/number.ts'
import type { NumberValue, Value } from '../value/value.ts'

/** The result of an operator, or the reason why its operands do not suit it. */
export type Computed = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string }

const done = (value: Value): Computed => ({ ok: true, value })
const unsuitable = (message: string): Computed => ({ ok: false, message })

/** How an expression over unknowns is called: as Terraform would write it, so that two of the same are the same. */
export const describe = (value: Value): string =>
  value.kind === 'object' && value.reference !== undefined ? value.reference : formatValue(value, hideSensitive)

/** Two different secrets must not be called the same. */
const hideSensitive = (written: string): string =>
  `(sensitive value ${createHash('sha256').update(written).digest('hex').slice(0, 8)})`

/** Why an expression over these is not known: the first of their unknowns says it. */
export const reasonOf = (...values: readonly Value[]): string => {
  for (const value of values) {
    const [first] = unknownsIn(value)
    if (first) return first.reason
  }
  return 'it is not known until apply'
}

/** Whether two values are equal, whichever of its options one of them turns out to be. */
const equalsAny = (left: Value, right: Value): Ternary => {
  const answer = equals(left, right)
  if (answer !== 'unknown') return answer
  const options = left.kind === 'unknown' ? left.options : undefined
  const answers = new Set(options?.map((option) => equals(option, right)))
  const [only = answer] = answers
  return answers.size === 1 ? only : answer
}

const fromTernary = (answer: Ternary, id: () => string, left: Value, right: Value): Value =>
  answer === 'unknown' ? unknown(id(), reasonOf(left, right)) : bool(answer === 'yes')

const ofNumbers = (result: NumberValue | undefined): Computed =>
  result ? done(result) : unsuitable('The result is too large, or no number.')

const arithmetic = (operator: BinaryOperator, left: NumberValue, right: NumberValue): Computed => {
  switch (operator) {
    case '+':
      return ofNumbers(addNumbers(left, right))
    case '-':
      return ofNumbers(subtractNumbers(left, right))
    case '*':
      return ofNumbers(multiplyNumbers(left, right))
    case '/':
      return ofNumbers(divideNumbers(left, right))
    case '%':
      return ofNumbers(remainder(left, right))
    case '<':
      return done(bool(compareNumbers(left, right) < 0))
    case '<=':
      return done(bool(compareNumbers(left, right) <= 0))
    case '>':
      return done(bool(compareNumbers(left, right) > 0))
    case '>=':
      return done(bool(compareNumbers(left, right) >= 0))
    default:
      return unsuitable(`The operator ${operator} does not take numbers.`)
  }
}

const logical = (operator: '&&' | '||', left: Value, right: Value, id: () => string): Computed => {
  const [first, second] = [toBool(left), toBool(right)]
  if (!first || !second) return unsuitable(`Unsuitable value for ${first ? 'right' : 'left'} operand: a bool is required.`)
  if (first.kind === 'null' || second.kind === 'null') return unsuitable('Argument must not be null.')
  const decisive = operator === '||'
  if (first.kind === 'bool' && first.value === decisive) return done(bool(decisive))
  if (second.kind === 'bool' && second.value === decisive) return done(bool(decisive))
  if (first.kind === 'bool' && second.kind === 'bool') return done(bool(!decisive))
  // The other side is what the result is, and what depends on one depends on the other.
  if (first.kind === 'bool') return done(second)
  if (second.kind === 'bool') return done(first)
  return done(unknown(id(), reasonOf(first, second)))
}

/** https://developer.hashicorp.com/terraform/language/expressions/operators */
export const binary = (operator: BinaryOperator, left: Value, right: Value): Computed => {
  const id = () => `(${describe(left)} ${operator} ${describe(right)})`
  switch (operator) {
    case '==':
      return done(fromTernary(equalsAny(left, right), id, left, right))
    case '!=':
      return done(fromTernary(not(equalsAny(left, right)), id, left, right))
    case '&&':
    case '||':
      return logical(operator, left, right, id)
    default: {
      const [first, second] = [toNumber(left), toNumber(right)]
      if (!first || !second) return unsuitable(`Unsuitable value for ${first ? 'right' : 'left'} operand: a number is required.`)
      if (first.kind === 'null' || second.kind === 'null') return unsuitable('Argument must not be null.')
      if (first.kind === 'unknown' || second.kind === 'unknown') return done(unknown(id(), reasonOf(first, second)))
      return arithmetic(operator, first, second)
    }
  }
}

/** `!` or `-` of a value, or why that does not suit. */
export const unary = (operator: '!' | '-', operand: Value): Computed => {
  const converted = operator === '!' ? toBool(operand) : toNumber(operand)
  if (!converted) return unsuitable(`Unsuitable value for unary operand: a ${operator === '!' ? 'bool' : 'number'} is required.`)
  switch (converted.kind) {
    case 'null':
      return unsuitable('Argument must not be null.')
    case 'unknown':
      return done(unknown(`${operator}${describe(operand)}`, reasonOf(operand)))
    case 'bool':
      return done(bool(!converted.value))
    case 'number':
      return done(negate(converted))
  }
}
