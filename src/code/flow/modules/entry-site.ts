import { createTarget } from '../branch.ts'
import type { CallSite, Frame, Machine } from '../machine.ts'
import { createScope, type ModuleInstance } from '../values/value.ts'

/** Where a module's functions are called from outside the program: by Lambda, with a handler. */
export const siteIn = (machine: Machine, module: ModuleInstance, name = 'Lambda'): CallSite => {
  const location = { file: module.code.file, start: 0, end: 0 }
  const frame: Frame = {
    name,
    module,
    site: null,
    round: '',
    code: null,
    this: machine.shared?.main ?? null,
    home: null,
    receiver: null,
    returns: [],
    yields: [],
    target: createTarget(machine),
  }
  return {
    location,
    nameLocation: location,
    context: { scope: createScope('function', module.scope), frame, loop: null, round: '' },
    isNew: false,
    receiver: null,
  }
}
