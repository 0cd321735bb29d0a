import { readMember } from '../classes/members.ts'
import type { Given, Machine } from '../machine.ts'
import type { ModuleInstance } from '../values/value.ts'
import { anyArguments } from './external-calls.ts'

/**
 * Calls what libraries were given and nothing of the program has called: callbacks, routes, tasks. Then the methods of
 * classes that extend a library's: which of them the library calls is not known, so what they write is only possible.
 */
export const callGiven = (machine: Machine, module: ModuleInstance): void => {
  const frames = [...machine.frames]
  for (let isNew = true; isNew; ) {
    isNew = false
    for (const given of [...machine.given.values()]) {
      if (machine.invoked.has(given.fn.code)) continue
      isNew = true
      callOne(machine, given)
    }
    isNew = callFrameworkMethods(machine, module) || isNew
  }
  machine.frames.splice(0, machine.frames.length, ...frames)
}

const callOne = (machine: Machine, { by, fn, frames, isPossible, location }: Given): void => {
  if (isPossible) machine.certainty = 'possible'
  machine.frames.splice(0, machine.frames.length, ...frames)
  machine.callFunction(fn, anyArguments(fn.code.parameters.length, by, location), location)
  machine.certainty = 'certain'
}

const callFrameworkMethods = (machine: Machine, module: ModuleInstance): boolean => {
  let isNew = false
  machine.certainty = 'possible'
  for (const [itsClass, receiver] of [...machine.frameworkClasses]) {
    for (const member of itsClass.members.values()) {
      if (member.value?.kind !== 'function' || machine.invoked.has(member.value) || member.name === 'constructor') continue
      isNew = true
      machine.frames.splice(0, machine.frames.length)
      const fn = readMember(
        machine,
        { member: { ...member, kind: member.kind === 'getter' ? 'method' : member.kind }, value: null, home: itsClass },
        receiver,
        undefined,
      )
      const location = { file: module.code.file, start: 0, end: 0 }
      if (fn.kind === 'function')
        machine.callFunction(
          fn,
          anyArguments(fn.code.parameters.length, `the base class of ${itsClass.code.name ?? 'a class'}`, location),
          location,
        )
      machine.invoked.add(member.value)
    }
  }
  machine.certainty = 'certain'
  return isNew
}
