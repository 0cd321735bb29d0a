import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { knownText } from '../../source/text.ts'
import type { JsonNode } from './json-node.ts'
import { parseConditions, parsePatterns, parsePrincipals } from './parse-elements.ts'
import { hasMisnamed, type ObjectNode, type Report, rejectUnnamed, reporter, unknownPart } from './parse-report.ts'
import type { PatternSet, PolicyDocument, PrincipalSet, Statement, UnknownPart } from './policy-document.ts'

const documentElements = ['Version', 'Id', 'Statement'] as const

const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const

/**
 * Reads what IAM accepts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html. What is not known, and what IAM would
 * reject, is an unknown of the document; the latter has a Diagnostic too.
 */
export const parsePolicyJson = (node: JsonNode): Outcome<PolicyDocument> => {
  const diagnostics: Diagnostic[] = []
  return { value: parseDocument(node, reporter(diagnostics)), diagnostics }
}

const parseDocument = (node: JsonNode, report: Report): PolicyDocument => {
  if (node.kind === 'unknown') return unknownDocument(unknownPart(node))
  if (node.kind !== 'object') {
    report(node, 'Invalid policy document', `A policy is a JSON object with a "Statement", and this is ${article(node)}.`)
    return unknownDocument({ reason: 'the policy is not a JSON object', location: node.location })
  }
  rejectUnnamed(node, documentElements, 'a policy', report)
  const statement = node.entries.get('Statement')
  const { statements, unknowns } = statement ? parseStatements(statement, report) : withoutStatement(node, report)
  return { id: stringOf(node.entries.get('Id')), version: parseVersion(node.entries.get('Version'), report), statements, unknowns }
}

const unknownDocument = (unknown: UnknownPart): PolicyDocument => ({
  id: null,
  version: '2012-10-17',
  statements: [],
  unknowns: [unknown],
})

const article = (node: JsonNode): string => (node.kind === 'scalar' ? JSON.stringify(node.value) : `a ${node.kind}`)

const stringOf = (node: JsonNode | undefined): string | null => (node?.kind === 'string' ? (knownText(node.text) ?? null) : null)

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const parseVersion = (node: JsonNode | undefined, report: Report): PolicyDocument['version'] => {
  if (!node) return '2008-10-17'
  const version = stringOf(node)
  if (version === '2008-10-17' || version === '2012-10-17') return version
  // One that is not known may give policy variables their meaning.
  if (node.kind === 'unknown' || (node.kind === 'string' && version === null)) return '2012-10-17'
  report(node, 'Invalid policy version', `"Version" is ${shown(node)}; it must be "2012-10-17" or "2008-10-17".`)
  return '2012-10-17'
}

const shown = (node: JsonNode): string => {
  const string = stringOf(node)
  return string === null ? article(node) : `"${string}"`
}

interface Statements {
  readonly statements: readonly Statement[]
  readonly unknowns: readonly UnknownPart[]
}

const withoutStatement = (node: ObjectNode, report: Report): Statements => {
  const reason = 'the policy has no "Statement"'
  if (!hasMisnamed(node, ['Statement'])) report(node, 'Missing policy element', 'A policy must have a "Statement".')
  return { statements: [], unknowns: [{ reason, location: node.location }] }
}

const parseStatements = (node: JsonNode, report: Report): Statements => {
  const statements: Statement[] = []
  const unknowns: UnknownPart[] = []
  for (const each of node.kind === 'list' ? node.elements : [node]) {
    if (each.kind === 'object') statements.push(parseStatement(each, report))
    else if (each.kind === 'unknown') unknowns.push(unknownPart(each))
    else {
      report(each, 'Invalid policy statement', `A statement is a JSON object, and this is ${article(each)}.`)
      unknowns.push({ reason: 'a statement is not a JSON object', location: each.location })
    }
  }
  return { statements, unknowns }
}

const parseStatement = (node: ObjectNode, report: Report): Statement => {
  rejectUnnamed(node, statementElements, 'a statement', report)
  const principals = parseEither(node, 'Principal', 'NotPrincipal', parsePrincipals, report)
  return {
    sid: stringOf(node.entries.get('Sid')),
    effect: parseEffect(node, report),
    actions: parseEither(node, 'Action', 'NotAction', parsePatterns, report) ?? missing(node, 'Action', 'NotAction', report),
    resources:
      parseEither(node, 'Resource', 'NotResource', parsePatterns, report) ??
      (principals ? null : missing(node, 'Resource', 'NotResource', report)),
    principals,
    conditions: parseConditions(node.entries.get('Condition'), report),
    location: node.location,
  }
}

const parseEffect = (node: ObjectNode, report: Report): Statement['effect'] => {
  const effect = node.entries.get('Effect')
  if (!effect) {
    if (!hasMisnamed(node, ['Effect']))
      report(node, 'Missing policy element', 'A statement must have an "Effect", which is "Allow" or "Deny".')
    return { reason: 'the statement has no "Effect"', location: node.location }
  }
  const known = stringOf(effect)
  if (known === 'Allow' || known === 'Deny') return known
  if (effect.kind === 'unknown') return unknownPart(effect)
  if (effect.kind === 'string' && known === null)
    return { reason: 'its "Effect" is not known until apply', location: effect.location }
  report(effect, 'Invalid policy element', `"Effect" is ${shown(effect)}; it must be "Allow" or "Deny".`)
  return { reason: 'its "Effect" is neither "Allow" nor "Deny"', location: effect.location }
}

type Parse<Set> = (node: JsonNode, element: string, excluded: boolean, report: Report) => Set

const parseEither = <Set extends PatternSet | PrincipalSet>(
  node: ObjectNode,
  included: string,
  excluded: string,
  parse: Parse<Set>,
  report: Report,
): Set | null => {
  const positive = node.entries.get(included)
  const negative = node.entries.get(excluded)
  if (positive && negative)
    report(node, 'Invalid policy element', `A statement may have "${included}" or "${excluded}", and not both.`)
  if (positive) return parse(positive, included, false, report)
  return negative ? parse(negative, excluded, true, report) : null
}

const missing = (node: ObjectNode, included: string, excluded: string, report: Report): PatternSet => {
  if (!hasMisnamed(node, [included, excluded]))
    report(node, 'Missing policy element', `A statement must have "${included}" or "${excluded}".`)
  const reason = `the statement has no "${included}"`
  return { excluded: false, patterns: [], unknowns: [{ reason, location: node.location }] }
}
