import type { Location } from '../../../source/source-file.ts'
import type { Expression, TraceStep } from '../../storage-call.ts'
import type { CallSite, Machine } from '../machine.ts'

/** A trace says at most so many calls, from both of its ends. */
const mostCalls = 8

/** From the handler to the call, and where its bucket and key come from. */
export const traceOf = (
  machine: Machine,
  bucket: Expression,
  key: Expression,
  call: string,
  site: CallSite,
): readonly TraceStep[] => {
  const { frames } = machine
  const calls = frames.slice(1).flatMap((frame, index): TraceStep[] => {
    const caller = frames[index]
    if (!caller || !frame.site) return []
    return [{ message: `${caller.name} ${frame.code ? 'calls' : 'imports'} ${frame.name}`, location: frame.site }]
  })
  const kept = calls.length > mostCalls ? [...calls.slice(0, mostCalls / 2), ...calls.slice(-mostCalls / 2)] : calls
  const last = { message: `${frames.at(-1)?.name ?? 'the program'} calls ${call}`, location: site.nameLocation }
  return [...kept, last, ...taken(machine), ...origins('bucket', bucket, site.location), ...origins('key', key, site.location)]
}

/** Where the modules that are on the way to the call were found, if not in the package. */
const taken = ({ frames, takenModules }: Machine): readonly TraceStep[] =>
  [...new Set(frames.flatMap(({ module }) => takenModules.get(module.name) ?? []))].map(({ location, module, path }) => ({
    message: `the module "${module}" is taken from "${path}"`,
    location,
  }))

/** The places outside the call where the parts of an expression are read. */
const origins = (what: string, expression: Expression, call: Location): readonly TraceStep[] => {
  const steps = new Map<string, TraceStep>()
  const parts = leaves(expression)
  for (const { kind, location } of parts) {
    if (kind === 'literal' && parts.length > 1) continue
    if (!location || (location.file === call.file && location.start >= call.start && location.end <= call.end)) continue
    const text = location.file.text.slice(location.start, location.end).replace(/\s+/g, ' ')
    const verb = expression.kind === 'concat' ? 'has the part' : 'is'
    const message = `${what} ${verb} ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`
    if (steps.size < 3) steps.set(`${location.file.path}:${location.start}`, { message, location })
  }
  return [...steps.values()]
}

const leaves = (expression: Expression): readonly Expression[] => {
  switch (expression.kind) {
    case 'concat':
      return expression.parts.flatMap(leaves)
    case 'alternatives':
      return expression.options.flatMap(leaves)
    case 'env':
      return [expression, ...(expression.otherwise && expression.otherwise.kind !== 'literal' ? leaves(expression.otherwise) : [])]
    case 'stripped':
    case 'field':
      return leaves(expression.of)
    case 'ssm':
    case 'secret':
      return [expression, ...leaves(expression.name)]
    case 'literal':
    case 'event':
    case 'opaque':
      return [expression]
  }
}
