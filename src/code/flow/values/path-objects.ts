import type { PrimitiveCall } from '../primitives/primitive.ts'
import { joinPaths } from '../primitives/texts.ts'
import { type ExternalValue, opaque, type Value } from './value.ts'

/** A library's path object with more behind what it stands for, which rows bind as `Path`; null for any other object. */
export const extended = (object: Value, parts: readonly Value[]): ExternalValue | null => {
  const path = object.kind === 'external' ? object.bindings.get('Path') : undefined
  return object.kind === 'external' && path
    ? { ...object, bindings: new Map([...object.bindings, ['Path', joinPaths([path, ...parts])]]) }
    : null
}

/** `path.joinpath(name)`: the receiver is the method that is called. */
export const extendPath = ({ args, receiver, site }: PrimitiveCall): Value => {
  const parts = [...args.positional, ...(args.rest ? [opaque('it is joined from a list of unknown length')] : [])]
  if (receiver.kind === 'text') return joinPaths([receiver, ...parts])
  const object = receiver.kind === 'external' ? { ...receiver, type: receiver.type.replace(/\.[^.]*$/, '') } : receiver
  return extended(object, parts) ?? opaque('it is a path that is not known', site.location)
}
