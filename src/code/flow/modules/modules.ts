import type { Location } from '../../../source/source-file.ts'
import { positionAt } from '../../../source/source-file.ts'
import type { Statement } from '../../ir.ts'
import type { ImportResolution } from '../../program.ts'
import { createTarget } from '../branch.ts'
import type { Frame, Machine } from '../machine.ts'
import { createScope, external, type ModuleInstance, opaque, record, type Value } from '../values/value.ts'
import { addedModule } from './added-modules.ts'

/** Imports a module as a program names it. Its top level runs when it is first imported. */
export const importModule = (machine: Machine, name: string, from: ModuleInstance, location: Location): Value => {
  const isOwn = name.startsWith('.') || name.startsWith('/')
  const isLibrary = !isOwn && machine.library.isKnown(name)
  const found = machine.frontEnd.resolveImport(name, from.name, machine.pkg)
  const added = addedModule(machine, name, found)
  if (added) return added
  if (isLibrary) return external(name, (found.kind === 'external' && found.label) || name, location)
  switch (found.kind) {
    case 'files':
      noteTaken(machine, found, location)
      return memberIn(machine, moduleValue(machine, found.paths, name, from, location), found.member, location)
    case 'absent':
      return record('object')
    case 'folder':
      return { kind: 'module', module: emptyModule(name, from), specifier: name, importer: from }
    case 'external':
      if (found.unread !== undefined) machine.unreadImports.set(found.name, found.unread)
      return memberIn(machine, external(found.name, found.label ?? found.name, location), found.member, location)
    case 'missing':
      machine.reasons.add(found.reason)
      return opaque(found.reason, location)
  }
}

const memberIn = (machine: Machine, value: Value, names: readonly string[] = [], location: Location): Value =>
  names.reduce((object, name) => machine.memberOf(object, name, location), value)

export const submodule = (machine: Machine, name: string, importer: ModuleInstance): Value | undefined => {
  const found = machine.frontEnd.resolveImport(name, importer.name, machine.pkg)
  const added = addedModule(machine, name, found)
  if (added) return added
  if (found.kind === 'folder') return { kind: 'module', module: emptyModule(name, importer), specifier: name, importer }
  if (found.kind !== 'files') return undefined
  return moduleValue(machine, found.paths, name, importer, { file: importer.code.file, start: 0, end: 0 })
}

/** Where a module is read from is told to the user, with the first import that needs it. */
const noteTaken = (
  { takenModules }: Machine,
  { paths, taken }: Extract<ImportResolution, { kind: 'files' }>,
  location: Location,
): void => {
  const [file] = paths
  if (!taken || file === undefined || takenModules.has(file)) return
  const known = [...takenModules.values()].find((each) => each.path === taken.path)
  takenModules.set(file, known ?? { ...taken, location })
}

const moduleValue = (
  machine: Machine,
  paths: readonly string[],
  specifier: string,
  importer: ModuleInstance,
  location: Location,
): Value => {
  const module = loadModule(machine, paths, location)
  return module ? { kind: 'module', module, specifier, importer } : opaque(`${paths[0] ?? specifier} could not be read`, location)
}

const emptyModule = (name: string, from: ModuleInstance): ModuleInstance => ({
  name,
  code: { ...from.code, body: [], unreadable: [] },
  scope: createScope('module', null),
  exports: null,
  stars: [],
})

/** The module of these files, run once; undefined if none of them can be read. */
export const loadModule = (machine: Machine, paths: readonly string[], site: Location | null): ModuleInstance | undefined => {
  const [name] = paths
  const known = name === undefined ? undefined : machine.modules.get(name)
  if (known || name === undefined) return known
  const scope = createScope('module', machine.shared?.scope ?? null)
  const stars: ModuleInstance['stars'] = []
  let first: ModuleInstance | undefined
  const files: ModuleInstance[] = []
  for (const path of paths) {
    const code = machine.parseModule(path)
    if (!code) {
      machine.reasons.add(`${path} could not be read`)
      continue
    }
    const [error] = code.unreadable
    if (error) machine.reasons.add(`${code.file.path} does not parse at line ${positionAt(code.file, error.start).line}`)
    const exports = code.exports === 'exports' ? (first?.exports ?? record('object')) : null
    const module: ModuleInstance = { name: path, code, scope, exports, stars }
    if (exports) bindExports(module)
    first ??= module
    machine.modules.set(path, module)
    files.push(module)
    run(machine, module, module.code.body, site)
  }
  const phases = Math.max(0, ...files.map((file) => file.code.phases?.length ?? 0))
  for (let phase = 0; phase < phases; phase += 1)
    for (const file of files) run(machine, file, file.code.phases?.[phase] ?? [], site)
  return first
}

/** `exports` and `module.exports` are the object that importers see. */
const bindExports = (module: ModuleInstance): void => {
  if (!module.exports) return
  module.scope.bindings.set('exports', module.exports)
  module.scope.bindings.set('module', record('object', [['exports', module.exports]]))
}

/** A module stays loaded whatever becomes of the branch that imports it, so its changes are not of that branch. */
const run = (machine: Machine, module: ModuleInstance, body: readonly Statement[], site: Location | null): void => {
  if (body.length === 0) return
  const { heap } = machine
  const { depth, since, trail } = heap
  heap.trail = []
  heap.depth = 0
  heap.since = 0
  const frame: Frame = {
    name: module.name.slice(module.name.lastIndexOf('/') + 1),
    module,
    site,
    round: '',
    code: null,
    this: machine.shared?.main ?? null,
    home: null,
    receiver: machine.shared?.main ?? null,
    returns: [],
    yields: [],
    target: createTarget(machine),
  }
  machine.frames.push(frame)
  machine.execute(body, { scope: module.scope, frame, loop: null, round: '' })
  machine.frames.pop()
  heap.trail = trail
  heap.depth = depth
  heap.since = since
  const replaced = module.scope.bindings.get('module')
  const whole = replaced?.kind === 'record' ? replaced.slots.get('exports') : undefined
  if (module.exports && whole && whole !== module.exports) module.exports.slots.set('module.exports', whole)
}
