import {
  type Address,
  type InstanceKey,
  intKey,
  type ModuleInstance,
  type ModuleStep,
  NO_KEY,
  stringKey,
} from '../address/address.ts'

interface Step {
  readonly name: string
  readonly key: InstanceKey
}

const step = /([\p{ID_Start}_][\p{ID_Continue}-]*)(?:\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\])?(?:\.|$)/uy

/** Terraform quotes keys as HCL does, which is JSON but for `${` and `%{`, whose signs are doubled. */
const unquote = (quoted: string): string | undefined => {
  try {
    const key: unknown = JSON.parse(quoted)
    return typeof key === 'string' ? key.replaceAll(/([$%])\1\{/g, '$1{') : undefined
  } catch {
    return undefined
  }
}

/** The names between the dots of an address, each with its key; undefined if it is no address. */
export const parseSteps = (address: string): readonly Step[] | undefined => {
  const steps: Step[] = []
  step.lastIndex = 0
  while (step.lastIndex < address.length) {
    const found = step.exec(address)
    if (!found) return undefined
    const [, name = '', index, quoted] = found
    const text = quoted === undefined ? undefined : unquote(quoted)
    if (quoted !== undefined && text === undefined) return undefined
    steps.push({ name, key: index !== undefined ? intKey(Number(index)) : text !== undefined ? stringKey(text) : NO_KEY })
  }
  return address.endsWith('.') ? undefined : steps
}

/** The leading `module.a["eu"].module.b`, and the steps after it. */
export const splitModule = (steps: readonly Step[]): { readonly module: ModuleInstance; readonly rest: readonly Step[] } => {
  const module: ModuleStep[] = []
  let at = 0
  for (let called = steps[at + 1]; steps[at]?.name === 'module' && called; called = steps[at + 1]) {
    module.push(called)
    at += 2
  }
  return { module, rest: steps.slice(at) }
}

/** `module.a["eu"].data.aws_iam_policy_document.logs[0]`; undefined if it is no address of a resource instance. */
export const parseAddress = (address: string): Address | undefined => {
  const steps = parseSteps(address)
  if (!steps) return undefined
  const { module, rest } = splitModule(steps)
  const isData = rest[0]?.name === 'data'
  const [type, named, ...others] = isData ? rest.slice(1) : rest
  if (!type || !named || others.length > 0 || type.key.kind !== 'none') return undefined
  return { module, mode: isData ? 'data' : 'managed', type: type.name, name: named.name, key: named.key }
}
