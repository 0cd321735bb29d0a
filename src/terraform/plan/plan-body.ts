import type { Location } from '../../source/source-file.ts'
import type { EvaluatedBody } from '../evaluate/body.ts'
import { unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { elements, isObject, type Json, member, objects } from './json.ts'
import { inside, type PlannedValue, plannedToValue } from './planned-value.ts'

/** What the plan alone says of a block. */
export interface PlanBlock {
  readonly id: string
  readonly location: Location
  readonly planned: PlannedValue
  /** From `configuration`; undefined where it has none, as for a resource all of whose blocks are dynamic. */
  readonly expressions: Json | undefined
  /** The value of an argument that refers to something, with what it refers to. */
  readonly linked: (name: string, planned: PlannedValue, expression: Json | undefined) => Value | undefined
  /** Whether the provider sets it to what it finds, when it is not written. */
  readonly isReadBack: (name: string) => boolean
  /** Of a data source: nothing but what is written stands in its blocks. */
  readonly isData: boolean
  readonly repeated: boolean
}

/** Why it is not known, and what would help. */
const unknownInPlan = (id: string): Value =>
  unknown(id, `${id} is not known until apply, and only its source says more: add --source with the folder of the configuration`)

/** A block as the plan alone has it. What is neither known nor written is not set; nor is what a state has as an empty text. */
export const planBody = (block: PlanBlock): EvaluatedBody => {
  const { id, location, planned, expressions, repeated } = block
  const known = isObject(planned.value) ? planned.value : {}
  const isWritten = (name: string): boolean => expressions === undefined || member(expressions, name) !== undefined

  const compute = (name: string): Value | undefined => {
    const of = inside(planned, name)
    const expression = member(expressions, name)
    if (of.unknown !== true && of.value === undefined && !isPartlyUnknown(of.unknown)) return undefined
    if (!isWritten(name) && (of.unknown === true || block.isReadBack(name))) return undefined
    if (of.value === '' && expression === undefined) return undefined
    const value =
      block.linked(name, of, expression) ??
      (of.unknown === true ? unknownInPlan(`${id}.${name}`) : plannedToValue(of, `${id}.${name}`))
    return value.kind === 'null' ? undefined : { ...value, origin: location }
  }
  const values = new Map<string, Value | undefined>()
  const blocks = new Map<string, readonly EvaluatedBody[]>()

  const nested = (type: string): readonly EvaluatedBody[] => {
    const of = inside(planned, type)
    const written = member(expressions, type)
    const isCertain = isWritten(type) || !block.isReadBack(type)
    if (of.unknown === true) return isCertain ? [unknownBlock(`${id}.${type}`, location)] : []
    const count = objects(of.value).length
    const each = objects(written)
    return objects(of.value).map((_, index) =>
      planBody({
        ...block,
        id: `${id}.${type}[${index}]`,
        planned: inside(of, index),
        expressions: each.length === count ? each[index] : undefined,
        repeated: !isCertain,
      }),
    )
  }
  return {
    location,
    repeated,
    argumentNames: Object.keys(known),
    blockTypes: Object.keys(known).filter((name) => elements(known[name]).some(isObject)),
    argument: (name) => {
      if (!values.has(name)) values.set(name, compute(name))
      return values.get(name)
    },
    argumentLocation: () => location,
    names: () => [],
    blocks: (type) => {
      const found = blocks.get(type) ?? nested(type)
      blocks.set(type, found)
      return found
    },
  }
}

const isPartlyUnknown = (mask: Json | undefined): boolean =>
  mask === true || (isObject(mask) && Object.values(mask).some(isPartlyUnknown)) || elements(mask).some(isPartlyUnknown)

/** Zero or more blocks of which nothing is known. */
const unknownBlock = (id: string, location: Location): EvaluatedBody => ({
  location,
  repeated: true,
  argumentNames: [],
  blockTypes: [],
  argument: (name) => ({ ...unknownInPlan(`${id}.${name}`), origin: location }),
  argumentLocation: () => location,
  names: () => [],
  blocks: () => [],
})
