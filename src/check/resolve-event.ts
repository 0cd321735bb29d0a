import type { Lambda } from '../aws/graph/graph.ts'
import { type EventField, fieldsAt } from '../aws/graph/invocations/event.ts'
import type { Trigger } from '../aws/graph/invocations/trigger.ts'
import type { Expression } from '../code/storage-call.ts'

/** Null: an invocation of which nothing is known. */
export type Occasion = Trigger | null

type EventExpression = Extract<Expression, { kind: 'event' }>

/** The fields of the event that an expression is made of. */
const eventsIn = (expression: Expression): readonly EventExpression[] => {
  switch (expression.kind) {
    case 'event':
      return [expression]
    case 'concat':
      return expression.parts.flatMap(eventsIn)
    case 'alternatives':
      return expression.options.flatMap(eventsIn)
    case 'stripped':
      return eventsIn(expression.of)
    case 'field':
      return [...eventsIn(expression.of), ...(expression.otherwise ? eventsIn(expression.otherwise) : [])]
    case 'ssm':
    case 'secret':
      return eventsIn(expression.name)
    case 'env':
      return expression.otherwise ? eventsIn(expression.otherwise) : []
    case 'literal':
    case 'opaque':
      return []
  }
}

const fieldsOf = ({ path }: EventExpression, { event }: Trigger): readonly EventField[] => fieldsAt(event, path)

/** The invocations in which the event has fields that a call uses; if there are none that are known, one of which nothing is. */
export const occasionsOf = (bucket: Expression, key: Expression, lambda: Lambda): readonly Occasion[] => {
  for (const expression of [bucket, key]) {
    const events = eventsIn(expression)
    const giving =
      events.length === 0
        ? []
        : lambda.invocations().triggers.filter((trigger) => events.some((event) => fieldsOf(event, trigger).length > 0))
    if (giving.length > 0) return giving
  }
  return [null]
}

/** What the fields of an event are in one invocation; none if it is not known to have them. */
export const eventFields = (expression: EventExpression, occasion: Occasion): readonly EventField[] =>
  occasion === null ? [] : fieldsOf(expression, occasion)

/** Of the values that a program chooses from, those that it may have in one invocation: others are of other invocations. */
export const optionsIn = (options: readonly Expression[], lambda: Lambda, occasion: Occasion): readonly Expression[] => {
  if (occasion === null) return options
  const isElsewhere = (option: Expression): boolean => {
    const events = eventsIn(option)
    return events.some(
      (event) =>
        fieldsOf(event, occasion).length === 0 &&
        lambda.invocations().triggers.some((trigger) => fieldsOf(event, trigger).some(({ kind }) => kind === 'text')),
    )
  }
  const here = options.filter((option) => !isElsewhere(option))
  return here.length > 0 ? here : options
}

/** Who decides a field of which nothing is known, as the end of "it is a field of the event, which …". */
export const decidersOf = (lambda: Lambda): string => {
  const { others } = lambda.invocations()
  const [first, ...more] = others
  if (first === undefined) return 'the caller decides'
  return more.length === 0 ? first : `${first}, or ${more.join(', or ')}`
}
