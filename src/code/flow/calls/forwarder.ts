import type { FunctionExpression, NameExpression } from '../../ir.ts'
import type { CallSite } from '../machine.ts'
import { createScope, createSlots, type FunctionValue, list, record, type Value } from '../values/value.ts'

/** The catalogue's name for a method of a library that is chosen at run time. */
export const dynamicMember = '?.<dynamic>'

/** A function, as the program could have written it, that adds arguments to a call of a library's function. */
export const forwarder = (
  fn: Value,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  site: CallSite,
): FunctionValue => {
  const { end, file, start } = site.location
  const at = { start, end }
  const name = (text: string): NameExpression => ({ kind: 'name', name: text, ...at })
  const code: FunctionExpression = {
    kind: 'function',
    name: file.text.slice(start, Math.min(end, start + 40)).split('(')[0] ?? null,
    parameters: [
      { pattern: name('args'), otherwise: null, takes: 'positional' },
      { pattern: name('names'), otherwise: null, takes: 'named' },
    ],
    body: [
      {
        kind: 'return',
        value: {
          kind: 'call',
          callee: name('called'),
          arguments: [
            { name: null, spread: 'list', value: name('first') },
            { name: null, spread: 'list', value: name('args') },
            { name: null, spread: 'object', value: name('given') },
            { name: null, spread: 'object', value: name('names') },
          ],
          isNew: false,
          ...at,
        },
        ...at,
      },
    ],
    this: 'enclosing',
    isGenerator: false,
    decorators: [],
    ...at,
  }
  const scope = createScope('function', null)
  scope.bindings.set('called', fn)
  scope.bindings.set('first', list(positional))
  scope.bindings.set('given', record('object', named))
  const { module } = site.context.frame
  return { kind: 'function', code, module, scope, bound: [], boundNamed: new Map(), this: null, home: null, slots: createSlots() }
}
