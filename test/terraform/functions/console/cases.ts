import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The root module that the expressions are evaluated in. */
export const consoleRoot = fileURLToPath(new URL('root', import.meta.url))

/** An expression, and what Terraform says of it. */
export interface Case {
  readonly expression: string
  /** `= <JSON>`, with ` : <type>` for a collection; `= (sensitive)`; `?` for what is not known until apply; or `! <error>`. Empty before it is recorded. */
  readonly answer: string
}

const fileOf = (family: string): string => fileURLToPath(new URL(`${family}.txt`, import.meta.url))

/** The names of the files with expressions that belong together. */
export const families = (): readonly string[] =>
  readdirSync(fileURLToPath(new URL('.', import.meta.url)))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -4))
    .sort()

/** A line is an expression, or the answer to the one above if it is indented. */
export const readCases = (family: string): readonly Case[] => {
  const cases: Case[] = []
  for (const line of readFileSync(fileOf(family), 'utf8').split('\n')) {
    const last = cases.at(-1)
    if (line.startsWith('  ') && last) cases[cases.length - 1] = { ...last, answer: line.slice(2) }
    else if (line !== '') cases.push({ expression: line, answer: '' })
  }
  return cases
}

export const writeCases = (family: string, cases: readonly Case[]): void =>
  writeFileSync(fileOf(family), cases.map(({ expression, answer }) => `${expression}\n  ${answer}\n`).join(''))

/** A type without the space in which it is laid out. */
export const compactType = (type: string): string => type.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '')
