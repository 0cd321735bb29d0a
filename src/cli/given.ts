/** Arguments in the order in which they are given: the parser keeps it neither between two options nor for a "-". */
export interface Given {
  readonly options: readonly { readonly name: string; readonly value: string }[]
  /** The command is the first of them. */
  readonly positionals: readonly string[]
}

const isPositional = (argument: string): boolean => !argument.startsWith('-') || /^-(\d|$)/.test(argument)

/** `valued` are the names of the options that are followed by a value. */
export const readGiven = (args: readonly string[], valued: ReadonlySet<string>): Given => {
  const options: { readonly name: string; readonly value: string }[] = []
  const positionals: string[] = []
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    const next = args[index + 1]
    if (isPositional(argument)) positionals.push(argument)
    else if (value !== undefined) options.push({ name, value })
    else if (valued.has(name) && next !== undefined) {
      options.push({ name, value: next })
      index += 1
    }
  }
  return { options, positionals }
}

/** All values of an option that can be repeated. */
export const valuesOf = ({ options }: Given, wanted: string): readonly string[] =>
  options.flatMap(({ name, value }) => (name === wanted ? [value] : []))
