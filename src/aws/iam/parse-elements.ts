import { knownText, type Text } from '../../source/text.ts'
import type { JsonNode } from './json-node.ts'
import { type Report, unknownPart } from './parse-report.ts'
import type { Condition, Pattern, PatternSet, Principal, PrincipalSet, UnknownPart } from './policy-document.ts'

interface Strings {
  readonly patterns: readonly Pattern[]
  readonly unknowns: readonly UnknownPart[]
}

/** A string or a list of strings, as Action, Resource and principals have them. */
const parseStrings = (node: JsonNode, element: string, report: Report): Strings => {
  const patterns: Pattern[] = []
  const unknowns: UnknownPart[] = []
  const elements = node.kind === 'list' ? node.elements : [node]
  if (elements.length === 0) report(node, 'Empty policy element', `"${element}" is an empty list; it must name at least one.`)
  for (const each of elements) {
    if (each.kind === 'string') patterns.push({ text: each.text, location: each.location })
    else if (each.kind !== 'unknown') {
      report(each, 'Invalid policy element', `"${element}" must be a string or a list of strings.`)
      unknowns.push({ reason: `a part of "${element}" is not a string`, location: each.location })
    } else if (each.text && each.text.length > 0) patterns.push({ text: each.text, location: each.location })
    else unknowns.push(unknownPart(each))
  }
  return { patterns, unknowns }
}

export const parsePatterns = (node: JsonNode, element: string, excluded: boolean, report: Report): PatternSet => ({
  excluded,
  ...parseStrings(node, element, report),
})

const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const parsePrincipals = (node: JsonNode, element: string, excluded: boolean, report: Report): PrincipalSet => {
  if (node.kind === 'unknown') return { excluded, principals: [], unknowns: [unknownPart(node)] }
  if (node.kind === 'string' && knownText(node.text) === '*')
    return { excluded, principals: [{ type: '*', location: node.location }], unknowns: [] }
  if (node.kind !== 'object') {
    report(node, 'Invalid policy element', `"${element}" must be "*" or an object such as { "AWS": "…" }.`)
    return { excluded, principals: [], unknowns: [{ reason: `"${element}" is not an object`, location: node.location }] }
  }
  const principals: Principal[] = []
  const unknowns: UnknownPart[] = []
  for (const [name, value] of node.entries) {
    const type = principalTypes.find((each) => each === name)
    const strings = parseStrings(value, element, report)
    unknowns.push(...strings.unknowns)
    if (type) principals.push(...strings.patterns.map(({ text, location }) => principal(type, text, location)))
    else {
      report(
        value,
        'Invalid policy element',
        `"${name}" is not a type of principal. Allowed are "AWS", "Service", "Federated", "CanonicalUser".`,
      )
      unknowns.push({ reason: `"${name}" is not a type of principal`, location: value.location })
    }
  }
  return { excluded, principals, unknowns }
}

/** `{ "AWS": "*" }` is everybody, as `"*"` is. */
const principal = (type: (typeof principalTypes)[number], text: Text, location: Pattern['location']): Principal =>
  type === 'AWS' && knownText(text) === '*' ? { type: '*', location } : { type, text, location }

/** Conditions whose operator and key are not known are one with `*` for both: nothing of what it asks is known. */
export const parseConditions = (node: JsonNode | undefined, report: Report): readonly Condition[] => {
  if (!node) return []
  if (node.kind === 'unknown') return [unknownCondition('*', '*', unknownPart(node))]
  if (node.kind !== 'object') {
    report(node, 'Invalid policy element', '"Condition" must be an object such as { "StringEquals": { "aws:…": "…" } }.')
    return [unknownCondition('*', '*', { reason: '"Condition" is not an object', location: node.location })]
  }
  return [...node.entries].flatMap(([operator, keys]) => parseOperator(operator, keys, report))
}

const unknownCondition = (operator: string, key: string, values: UnknownPart): Condition => ({
  operator,
  key,
  values,
  location: values.location,
})

const parseOperator = (operator: string, node: JsonNode, report: Report): readonly Condition[] => {
  if (node.kind === 'unknown') return [unknownCondition(operator, '*', unknownPart(node))]
  if (node.kind === 'object')
    return [...node.entries].map(([key, values]) => ({
      operator,
      key,
      values: parseValues(values),
      location: values.location ?? node.location,
    }))
  report(node, 'Invalid policy element', `"${operator}" must be an object of condition keys.`)
  return [unknownCondition(operator, '*', { reason: `"${operator}" is not an object`, location: node.location })]
}

const parseValues = (node: JsonNode): readonly Text[] | UnknownPart => {
  const texts: Text[] = []
  for (const each of node.kind === 'list' ? node.elements : [node]) {
    if (each.kind === 'string') texts.push(each.text)
    else if (each.kind === 'scalar') texts.push([String(each.value)])
    else if (each.kind === 'unknown' && each.text && each.text.length > 0) texts.push(each.text)
    else if (each.kind === 'unknown') return unknownPart(each)
    else return { reason: 'a value of the condition is not a string', location: each.location }
  }
  return texts
}
