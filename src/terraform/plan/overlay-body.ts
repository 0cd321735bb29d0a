import type { EvaluatedBody } from '../evaluate/body.ts'
import { unknown } from '../value/construct.ts'
import { isKnown, knownString } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { elements, isObject } from './json.ts'
import { merge } from './merge.ts'
import { inside, type PlannedValue } from './planned-value.ts'

/** The arguments that are written, with what the plan knows of them; `id` names them in what stays unknown. */
export const overlayBody = (written: EvaluatedBody, planned: PlannedValue, id: string, ofMany = false): EvaluatedBody => {
  const values = new Map<string, Value | undefined>()
  const nested = new Map<string, readonly EvaluatedBody[]>()

  const compute = (name: string): Value | undefined => {
    const evaluated = written.argument(name)
    if (!evaluated) return undefined
    const of = inside(planned, name)
    const merged = merge(evaluated, of)
    if (ofMany && merged === evaluated && !isKnown(evaluated))
      return { ...unknown(`${id}.${name}`, `${id}.${name} is not known until apply`), origin: written.argumentLocation(name) }
    return merged.kind === 'null' ? undefined : merged
  }
  return {
    ...written,
    repeated: written.repeated && !ofMany,
    argument: (name) => {
      if (!values.has(name)) values.set(name, compute(name))
      return values.get(name)
    },
    blocks: (type) => {
      const blocks = nested.get(type) ?? overlayBlocks(written.blocks(type), inside(planned, type), `${id}.${type}`)
      nested.set(type, blocks)
      return blocks
    },
  }
}

/**
 * The nested blocks of a type. Where the configuration does not know how many there are, the plan says; the blocks of a set
 * stand in the plan in another order than in the configuration.
 */
const overlayBlocks = (written: readonly EvaluatedBody[], planned: PlannedValue, id: string): readonly EvaluatedBody[] => {
  const count = elements(planned.value).length
  if (planned.unknown === true || !Array.isArray(planned.value)) return written
  const template = written.find(({ repeated }) => repeated)
  if (template) {
    return Array.from({ length: count }, (_, index) => {
      const of = inside(planned, index)
      const own = written.filter((body) => !body.repeated && isCompatible(body, of))
      return own.length === 1 && own[0]
        ? overlayBody(own[0], of, `${id}[${index}]`)
        : overlayBody(template, of, `${id}[${index}]`, true)
    })
  }
  return written.map((body, index) => {
    const inOrder = inside(planned, index)
    if (count === written.length && isCompatible(body, inOrder)) return overlayBody(body, inOrder, `${id}[${index}]`)
    const found = Array.from({ length: count }, (_, at) => inside(planned, at)).filter((of) => isCompatible(body, of))
    return found.length === 1 && found[0] ? overlayBody(body, found[0], `${id}[${index}]`) : body
  })
}

/** Whether a block may be this one of the plan: nothing that both know is different. */
const isCompatible = (body: EvaluatedBody, planned: PlannedValue): boolean =>
  isObject(planned.value) &&
  body.argumentNames.every((name) => {
    const { value, unknown: mask } = inside(planned, name)
    if (mask === true || value === undefined || typeof value === 'object') return true
    const evaluated = body.argument(name)
    const known = evaluated && knownString(evaluated)
    return known === undefined || known === String(value)
  })
