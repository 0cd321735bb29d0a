import type { ModuleInstance } from '../address/address.ts'
import { isObject, type JsonObject, member, objects, text } from './json.ts'

/** What the `configuration` of plan JSON says of a module: references, and no values but constants. */
export interface ModuleConfiguration {
  /** By `aws_s3_bucket.logs` or `data.…`. */
  readonly resources: ReadonlyMap<string, JsonObject>
  readonly calls: JsonObject
  readonly outputs: JsonObject
}

const read = (module: JsonObject): ModuleConfiguration => {
  const [calls, outputs] = [member(module, 'module_calls'), member(module, 'outputs')]
  return {
    resources: new Map(objects(member(module, 'resources')).map((each) => [text(member(each, 'address')) ?? '', each])),
    calls: isObject(calls) ? calls : {},
    outputs: isObject(outputs) ? outputs : {},
  }
}

/** Finds the configuration of the module that a module instance is of. */
export const openConfiguration = (
  configuration: JsonObject | null,
): ((module: ModuleInstance) => ModuleConfiguration | undefined) => {
  const known = new Map<string, ModuleConfiguration | undefined>()
  const root = member(configuration, 'root_module')
  const find = (names: readonly string[]): ModuleConfiguration | undefined => {
    const path = names.join('.')
    if (known.has(path)) return known.get(path)
    const caller = names.length === 0 ? undefined : find(names.slice(0, -1))
    const module = names.length === 0 ? root : caller && member(member(caller.calls, names.at(-1) ?? ''), 'module')
    const found = isObject(module) ? read(module) : undefined
    known.set(path, found)
    return found
  }
  return (module) => find(module.map(({ name }) => name))
}
