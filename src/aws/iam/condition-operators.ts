import { BlockList, isIP } from 'node:net'
import { not, some, type Ternary, ternary } from '../../source/ternary.ts'
import { knownText, type Text } from '../../source/text.ts'
import { matchesGlob } from './glob.ts'
import { covers, type PatternLanguage } from './pattern.ts'
import type { PolicyDocument } from './policy-document.ts'

/** A condition's operator, taken apart. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export interface Operator {
  /** For keys with several values. */
  readonly set: 'all' | 'any' | null
  readonly name: string
  readonly isNegated: boolean
  readonly ifExists: boolean
  /** Whether a value of the request is one that the policy names, by the operator without its `Not`. */
  readonly matches: Matches
}

type Matches = (value: Text, wanted: Text, version: PolicyDocument['version']) => Ternary

/** Null for one that IAM does not have. Case does not count in it. */
export const operatorOf = (written: string): Operator | null => {
  const [, set, body = '', suffix] = /^(?:(forallvalues|foranyvalue):)?(\w+?)(ifexists)?$/.exec(written.toLowerCase()) ?? []
  const positive = negations.get(body)
  const matches = operators.get(positive ?? body)
  if (!matches) return null
  return {
    set: set === undefined ? null : set === 'forallvalues' ? 'all' : 'any',
    name: body,
    isNegated: positive !== undefined,
    ifExists: suffix !== undefined,
    matches,
  }
}

const negations: ReadonlyMap<string, string> = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['numericnotequals', 'numericequals'],
  ['datenotequals', 'dateequals'],
  ['notipaddress', 'ipaddress'],
  ['arnnotequals', 'arnequals'],
  ['arnnotlike', 'arnlike'],
])

const asPattern =
  (kind: PatternLanguage['kind'], compare?: (value: string, wanted: string) => boolean): Matches =>
  (value, wanted, version) => {
    const [one, other] = [knownText(value), knownText(wanted)]
    // Most conditions compare two strings, for which the patterns need not be taken apart.
    return compare && one !== undefined && other !== undefined && !other.includes('${')
      ? ternary(compare(one, other))
      : covers([{ text: wanted, location: null }], value, { kind, version })
  }

const isEqual = (value: string, wanted: string): boolean => value === wanted
const isEqualIgnoringCase = (value: string, wanted: string): boolean => value.toLowerCase() === wanted.toLowerCase()
const isLike = (value: string, wanted: string): boolean => matchesGlob(wanted, value)

/** What is compared as something other than text has to be known. */
const known =
  (compare: (value: string, wanted: string) => boolean): Matches =>
  (value, wanted) => {
    const [one, other] = [knownText(value), knownText(wanted)]
    return one === undefined || other === undefined ? 'unknown' : ternary(compare(one, other))
  }

/** Nothing is equal to, less or greater than what is no number, or no date. */
const compared = (read: (written: string) => number, compare: (value: number, wanted: number) => boolean): Matches =>
  known((value, wanted) => compare(read(value), read(wanted)))

const numberOf = (written: string): number => (written.trim() === '' ? Number.NaN : Number(written))

/** ISO 8601, or seconds since 1970. */
const dateOf = (written: string): number => (/^-?\d{5,}$/.test(written) ? Number(written) * 1000 : Date.parse(written))

const orders = {
  equals: (value: number, wanted: number) => value === wanted,
  lessthan: (value: number, wanted: number) => value < wanted,
  lessthanequals: (value: number, wanted: number) => value <= wanted,
  greaterthan: (value: number, wanted: number) => value > wanted,
  greaterthanequals: (value: number, wanted: number) => value >= wanted,
}

const isBool = (written: string): boolean => /^(?:true|false)$/i.test(written)

/** Both ARN operators take wildcards, segment by segment; what is no ARN matches none. */
const matchArn: Matches = (value, wanted, version) => {
  const written = knownText(value)
  if (written !== undefined && written.split(':').length < 6) return 'no'
  return asPattern('arn')(value, wanted, version)
}

const operators: ReadonlyMap<string, Matches> = new Map<string, Matches>([
  ['stringequals', asPattern('exact', isEqual)],
  ['stringequalsignorecase', asPattern('exact-ignoring-case', isEqualIgnoringCase)],
  ['stringlike', asPattern('string', isLike)],
  ['binaryequals', asPattern('exact', isEqual)],
  ['arnequals', matchArn],
  ['arnlike', matchArn],
  ['bool', known((value, wanted) => isBool(value) && value.toLowerCase() === wanted.toLowerCase())],
  ['ipaddress', known((value, wanted) => isInRange(value, wanted))],
  ...Object.entries(orders).flatMap(([name, compare]): readonly (readonly [string, Matches])[] => [
    [`numeric${name}`, compared(numberOf, compare)],
    [`date${name}`, compared(dateOf, compare)],
  ]),
])

/** An address, or a range of them: `203.0.113.0/24`, `2001:DB8::/32`. */
const isInRange = (address: string, range: string): boolean => {
  const [network = '', length] = range.split('/')
  const family = isIP(network)
  if (family === 0 || isIP(address) !== family) return false
  const bits = length === undefined ? (family === 4 ? 32 : 128) : Number(length)
  if (!Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128)) return false
  const version = family === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, bits, version)
  return list.check(address, version)
}

/** Whether one value of the request is, or for a negated operator is not, one of those that the policy names. */
export const matchesValue = (
  { isNegated, matches }: Operator,
  value: Text,
  wanted: readonly Text[],
  version: PolicyDocument['version'],
): Ternary => {
  const listed = some(wanted.map((each) => matches(value, each, version)))
  return isNegated ? not(listed) : listed
}
