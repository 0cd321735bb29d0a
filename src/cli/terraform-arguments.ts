/** The words of a command line, as a shell would take it apart, without expanding anything. */
const wordsOf = (line: string): readonly string[] => {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index)
    if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    word ??= ''
    if (character === quote) quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === '\\' && quote !== "'") {
      index += 1
      word += line.charAt(index)
    } else word += character
  }
  return word === undefined ? words : [...words, word]
}

/** An option of Terraform's that sets variables. */
export interface TerraformOption {
  readonly name: 'var' | 'var-file'
  readonly value: string
}

const optionsIn = (line: string): readonly TerraformOption[] => {
  const options: TerraformOption[] = []
  let waiting: TerraformOption['name'] | undefined
  for (const word of wordsOf(line)) {
    if (waiting !== undefined) {
      options.push({ name: waiting, value: word })
      waiting = undefined
      continue
    }
    const [, name, value] = /^--?(var|var-file)(?:=(.*))?$/s.exec(word) ?? []
    if (name !== 'var' && name !== 'var-file') continue
    if (value === undefined) waiting = name
    else options.push({ name, value })
  }
  return options
}

/**
 * `-var` and `-var-file` of `TF_CLI_ARGS_plan` and `TF_CLI_ARGS`, in the order in which Terraform puts them before its own.
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_cli_args-and-tf_cli_args_name
 */
export const terraformArguments = (environment: Readonly<Record<string, string | undefined>>): readonly TerraformOption[] =>
  ['TF_CLI_ARGS_plan', 'TF_CLI_ARGS'].flatMap((name) => optionsIn(environment[name] ?? ''))
