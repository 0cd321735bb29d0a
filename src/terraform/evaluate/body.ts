import type { Location } from '../../source/source-file.ts'
import type { Attribute, Block, Body, Expression } from '../hcl/ast.ts'
import { blocksOf } from '../hcl/json-blocks.ts'
import { object, unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import { anyElement, iterate } from './access.ts'
import { evaluateExpression } from './expression.ts'
import { alternativesOf } from './partial-mapping.ts'
import { failed, locationIn, type Scope, scopeAt, withNames } from './scope.ts'

/** The contents of a block, `dynamic` blocks expanded. Everything is evaluated once, when it is first asked for. */
export interface EvaluatedBody {
  /** Of the whole block. */
  readonly location: Location
  /** The value of an argument; undefined where it is not set, or set to null. */
  argument(name: string): Value | undefined
  /** The names in a list that Terraform takes as they are written: `ignore_changes = [filename]`, or `all`. */
  names(argument: string): readonly string[]
  /** Where the argument is written, name and value; the block where it is not. */
  argumentLocation(name: string): Location
  /** The nested blocks of a type, in order. */
  blocks(type: string): readonly EvaluatedBody[]
  readonly argumentNames: readonly string[]
  readonly blockTypes: readonly string[]
  /** Made by a `dynamic` block over a collection that is not known: stands for zero or more such blocks. */
  readonly repeated: boolean
}

interface Written {
  readonly body: Body
  readonly location: Location
  readonly scope: Scope
  readonly repeated: boolean
}

/** The body of a block, each argument and nested block evaluated when it is first asked for. */
export const evaluateBody = (body: Body, location: Location, scope: Scope, repeated = false): EvaluatedBody => {
  // Most blocks are asked for little, and there are many.
  let values: Map<string, Value | undefined> | undefined
  let nested: Map<string, readonly EvaluatedBody[]> | undefined
  const { attributes, argumentNames, blockTypes } = contentsOf(body)

  const argument = (name: string): Value | undefined => {
    const attribute = attributes.get(name)
    if (!attribute) return undefined
    values ??= new Map()
    if (values.has(name)) return values.get(name)
    const value = evaluateExpression(attribute.value, scopeAt(scope, attribute))
    const given = value.kind === 'null' ? undefined : value
    values.set(name, given)
    return given
  }

  const names = (name: string): readonly string[] => {
    const value = attributes.get(name)?.value
    return value ? (value.kind === 'tuple' ? value.elements : [value]).flatMap(firstName) : []
  }

  const argumentLocation = (name: string): Location => {
    const attribute = attributes.get(name)
    return attribute ? locationIn(scopeAt(scope, attribute), attribute) : location
  }

  const blocks = (type: string): readonly EvaluatedBody[] => {
    if (!blockTypes.includes(type) && !attributes.get(type)?.mayBeBlocks) return []
    nested ??= new Map()
    const known = nested.get(type)
    if (known) return known
    const found = writtenBlocks(body, type)
      .flatMap(([block, written]) => expand(block, type, scopeAt(scope, written)))
      .map((each) => evaluateBody(each.body, each.location, each.scope, each.repeated))
    nested.set(type, found)
    return found
  }

  return { location, argument, names, argumentLocation, blocks, argumentNames, blockTypes, repeated }
}

interface Contents {
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly argumentNames: readonly string[]
  readonly blockTypes: readonly string[]
}

const contents = new WeakMap<Body, Contents>()

/** What is written in a block, which all its instances share. */
const contentsOf = (body: Body): Contents => {
  const known = contents.get(body)
  if (known) return known
  const attributes = new Map(body.attributes.map((attribute) => [attribute.name, attribute]))
  const typeOf = (block: Block): string => (block.type === 'dynamic' ? (block.labels[0]?.value ?? '') : block.type)
  const made = { attributes, argumentNames: [...attributes.keys()], blockTypes: [...new Set(body.blocks.map(typeOf))] }
  contents.set(body, made)
  return made
}

/** The blocks, with those that arguments of JSON syntax may stand for, each with what says the file that it is in. */
const writtenBlocks = ({ attributes, blocks }: Body, type: string): readonly (readonly [Block, Block | Attribute])[] => {
  const written = blocks.map((block) => [block, block] as const)
  const inJson = attributes.filter(({ name, mayBeBlocks }) => mayBeBlocks && name === type)
  if (inJson.length === 0) return written
  return [...written, ...inJson.flatMap((attribute) => blocksOf(attribute).map((block) => [block, attribute] as const))].sort(
    ([one], [other]) => one.start - other.start,
  )
}

/** The name that a reference begins with, as `tags` of `tags["Name"]`. */
const firstName = (expression: Expression): readonly string[] => {
  if (expression.kind === 'variable') return [expression.name]
  return expression.kind === 'attr' || expression.kind === 'index' ? firstName(expression.object) : []
}

/** The blocks of this type that a written block gives: itself, or what its `dynamic` makes. */
const expand = (block: Block, type: string, scope: Scope): readonly Written[] => {
  if (block.type === type) return [{ body: block.body, location: locationIn(scope, block), scope, repeated: false }]
  if (block.type !== 'dynamic' || block.labels[0]?.value !== type) return []
  const content = block.body.blocks.find((inner) => inner.type === 'content')
  const forEach = block.body.attributes.find((attribute) => attribute.name === 'for_each')
  if (!content || !forEach) {
    failed(
      scope,
      block.typeSpan,
      'Invalid dynamic block',
      `A dynamic "${type}" block needs the argument "for_each" and a nested "content" block.`,
    )
    return []
  }
  const iterator = block.body.attributes.find((attribute) => attribute.name === 'iterator')?.value
  const name = iterator?.kind === 'variable' ? iterator.name : type
  const written = (key: Value, value: Value, repeated: boolean): Written => {
    const inner = withNames(scope, [
      [
        name,
        object([
          ['key', key],
          ['value', value],
        ]),
      ],
    ])
    return { body: content.body, location: locationIn(scope, content), scope: inner, repeated }
  }
  const collection = evaluateExpression(forEach.value, scope)
  const pairs = iterate(collection)
  if (pairs) return pairs.map(([key, value]) => written(key, value, false))
  const alternatives = collection.kind === 'unknown' ? alternativesOf(collection) : undefined
  if (alternatives)
    return alternatives.flatMap((option) => (iterate(option) ?? []).map(([key, value]) => written(key, value, true)))
  if (collection.kind === 'unknown')
    return [written(unknown(`${collection.id}.key`, collection.reason), anyElement(collection), true)]
  failed(
    scope,
    forEach.value,
    'Invalid dynamic for_each value',
    `Cannot use a ${collection.kind} value in for_each. An iterable collection is required.`,
  )
  return []
}
