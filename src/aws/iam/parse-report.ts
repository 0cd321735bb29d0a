import type { Diagnostic } from '../../source/diagnostic.ts'
import type { JsonNode } from './json-node.ts'
import type { UnknownPart } from './policy-document.ts'

export type ObjectNode = Extract<JsonNode, { kind: 'object' }>
export type UnknownNode = Extract<JsonNode, { kind: 'unknown' }>

/** Says what is wrong with a node. */
export type Report = (node: JsonNode, summary: string, detail: string) => void

export const reporter =
  (diagnostics: Diagnostic[]): Report =>
  ({ location }, summary, detail) => {
    diagnostics.push({ severity: 'error', summary, detail, ...(location && { location }) })
  }

export const unknownPart = ({ reason, location }: UnknownNode): UnknownPart => ({ reason, location })

/** Element names are written exactly so; another case, or a spelling mistake, makes IAM reject the policy. */
export const rejectUnnamed = (node: ObjectNode, names: readonly string[], what: string, report: Report): void => {
  for (const [name, value] of node.entries) {
    if (names.includes(name)) continue
    const nearest = nearestName(name, names)
    const hint = nearest ? `Did you mean "${nearest}"?` : `Allowed are ${names.map((each) => `"${each}"`).join(', ')}.`
    report(
      { ...value, location: value.location ?? node.location },
      'Invalid policy element',
      `"${name}" is not an element of ${what}. ${hint}`,
    )
  }
}

/** Whether one of the names was meant by an element that is already reported. */
export const hasMisnamed = (node: ObjectNode, names: readonly string[]): boolean =>
  [...node.entries.keys()].some((name) => !names.includes(name) && nearestName(name, names) !== undefined)

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/s$/, '')

const nearestName = (name: string, names: readonly string[]): string | undefined =>
  names.find((each) => plain(each) === plain(name))
