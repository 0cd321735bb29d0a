/** A step of an address: `module.x`, `aws_lambda_function.y`; `key` is null where none is written. */
interface Step {
  readonly name: string
  readonly key: string | null
}

/** The address of a function, or a pattern for several. */
export type FunctionPattern = readonly Step[]

const step = /(module|aws_lambda_function)\.([^.[\]"\s]+)(?:\[(\*|\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/gy

/** Reads `module.x[*].aws_lambda_function.y["a"]`; undefined for what is no address of a function. */
export const parseFunctionPattern = (text: string): FunctionPattern | undefined => {
  const steps: Step[] = []
  let isFunction = false
  let read = 0
  for (const [whole, kind, name, key = null] of text.matchAll(step)) {
    if (isFunction) return undefined
    isFunction = kind === 'aws_lambda_function'
    steps.push({ name: `${kind}.${name}`, key })
    read += whole.length
  }
  return isFunction && read === text.length && !text.endsWith('.') ? steps : undefined
}

/**
 * How exactly a pattern names an address: the number of keys that it gives; undefined if it does not. A step without a key
 * is every instance, as one with `[*]` is.
 */
export const fitOf = (pattern: FunctionPattern, address: string): number | undefined => {
  const steps = parseFunctionPattern(address)
  if (steps?.length !== pattern.length) return undefined
  let given = 0
  for (const [index, { name, key }] of pattern.entries()) {
    const other = steps[index]
    if (other?.name !== name || (key !== null && key !== '*' && key !== other.key)) return undefined
    if (key !== null && key !== '*') given += 1
  }
  return given
}
