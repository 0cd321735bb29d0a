import { readFileSync } from 'node:fs'
import { resourceModels } from '../../../src/aws/graph/models.ts'
import { openRoot } from '../../../src/terraform/evaluate/evaluate.ts'
import type { EvaluatedModule } from '../../../src/terraform/evaluate/module.ts'
import { openCheckout } from '../../../src/terraform/load/checkout.ts'
import { loadProject } from '../../../src/terraform/load/project.ts'
import { surroundingsOf } from '../../../src/terraform/load/surroundings.ts'
import { knownString } from '../../../src/terraform/value/convert.ts'
import { formatValue } from '../../../src/terraform/value/format.ts'
import type { Value } from '../../../src/terraform/value/value.ts'

/** What `terraform show -json` says of an output: `unknown` is true, or has the shape of the value with true where it is not known. */
export interface RecordedOutput {
  readonly type?: unknown
  readonly value: unknown
  readonly unknown?: unknown
}

export const recordedOutputs = (dir: string): Readonly<Record<string, RecordedOutput>> =>
  JSON.parse(readFileSync(`${dir}/expected.json`, 'utf8'))

/** The root module in a folder, to be asked for its outputs. */
export const openFolder = async (dir: string): Promise<EvaluatedModule> => {
  const checkout = openCheckout(dir, dir)
  const { value: project } = await loadProject(dir, checkout)
  return openRoot(project, resourceModels, surroundingsOf(project, checkout)).root
}

const entriesOf = (data: unknown): readonly (readonly [string, unknown])[] =>
  typeof data === 'object' && data !== null ? Object.entries(data) : []

const at = (data: unknown, key: string): unknown => new Map(entriesOf(data)).get(key)

const elementType = (type: unknown, key: string): unknown => {
  if (!Array.isArray(type)) return undefined
  const [kind, of] = type
  return kind === 'object' || kind === 'tuple' ? at(of, key) : of
}

const kindOf = (type: unknown): unknown => (Array.isArray(type) ? type[0] : type)

/** Where a value differs from what Terraform knows of it; nothing where Terraform does not know. */
export const differences = (value: Value, { value: expected, unknown, type }: RecordedOutput, path = ''): readonly string[] => {
  if (unknown === true) return []
  const found = `${path}: ${value.kind} ${formatValue(value)}`
  if (value.kind === 'unknown') return [`${found}, not ${JSON.stringify(expected)}`]
  const kind = kindOf(type)
  if (kind !== undefined && kind !== 'dynamic' && value.kind !== 'null' && value.kind !== kind) return [`${found} is no ${kind}`]
  switch (value.kind) {
    case 'null':
      return expected === null || expected === undefined ? [] : [`${found}, not ${JSON.stringify(expected)}`]
    case 'bool':
      return value.value === expected ? [] : [`${found}, not ${JSON.stringify(expected)}`]
    case 'number':
      return Number(formatValue(value)) === expected ? [] : [`${found}, not ${JSON.stringify(expected)}`]
    case 'string':
      return knownString(value) === expected ? [] : [`${found}, not ${JSON.stringify(expected)}`]
    case 'list':
    case 'set':
    case 'tuple':
    case 'map':
    case 'object': {
      const own =
        'elements' in value ? value.elements.map((element, index) => [String(index), element] as const) : [...value.entries]
      const keys = new Set([...entriesOf(expected), ...entriesOf(unknown)].map(([key]) => key))
      if (typeof expected !== 'object' || expected === null || own.length !== keys.size || !own.every(([key]) => keys.has(key)))
        return [`${found}, not ${JSON.stringify(expected)}`]
      return own.flatMap(([key, element]) =>
        differences(
          element,
          { value: at(expected, key), unknown: at(unknown, key), type: elementType(type, key) },
          `${path}.${key}`,
        ),
      )
    }
  }
}
