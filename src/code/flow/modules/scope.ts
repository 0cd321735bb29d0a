import type { Heap } from '../values/heap.ts'
import { write } from '../values/heap.ts'
import type { Scope, Value } from '../values/value.ts'

export const lookup = (scope: Scope, name: string): Value | undefined => {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const value = at.bindings.get(name)
    if (value !== undefined && !at.outer.has(name)) return value
  }
  return undefined
}

/** Binds a new name; one that `global` or `nonlocal` names is bound where it was declared. */
export const declare = (heap: Heap, scope: Scope, kind: 'function' | 'block', name: string, value: Value): void => {
  let at = scope
  while (kind === 'function' && at.kind === 'block' && at.parent) at = at.parent
  const outer = at.outer.get(name)
  write(heap, outer ? outerScope(at, outer, name).bindings : at.bindings, name, value)
}

/** Assigns to the name where it is bound; a name that is bound nowhere becomes one of the module. */
export const assign = (heap: Heap, scope: Scope, name: string, value: Value): void => {
  let last = scope
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    last = at
    if (at.bindings.has(name) && !at.outer.has(name)) break
  }
  write(heap, last.bindings, name, value)
}

const outerScope = (scope: Scope, outer: 'module' | 'enclosing', name: string): Scope => {
  let at = scope.parent ?? scope
  while (at.parent !== null && (outer === 'module' || !at.bindings.has(name))) at = at.parent
  return at
}
