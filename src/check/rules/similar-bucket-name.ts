import type { Bucket, Graph } from '../../aws/graph/graph.ts'
import { nearestName } from '../../source/nearest-name.ts'
import { knownText } from '../../source/text.ts'
import type { Access } from '../access.ts'
import type { Finding } from '../finding.ts'
import { roleLabel } from '../naming.ts'
import type { Rule } from './rule.ts'

/** Names this short are near to one another without any mistake. */
const SHORTEST = 8

/** A part that is this short tells one of a series from another: `dev` and `qa`, `in` and `out`, `eu` and `us`, `a` and `b`. */
const LONGEST_MARK = 3

const partsOf = (name: string): readonly string[] => name.split(/[-._]/)

/** Whether the names differ as those of a series do, by a number or a mark, and not as a slip of the hand makes them. */
const areOfASeries = (one: string, other: string): boolean => {
  if (one.replaceAll(/\d/g, '') === other.replaceAll(/\d/g, '') && one.length === other.length) return true
  const [parts, others] = [partsOf(one), partsOf(other)]
  if (parts.length !== others.length) return Math.abs(parts.length - others.length) === 1 && isMarked(parts, others)
  return parts.some((part, at) => {
    const twin = others[at] ?? ''
    return part !== twin && (Math.max(part.length, twin.length) <= LONGEST_MARK || /\d$/.test(part) || /\d$/.test(twin))
  })
}

/** `reports` and `reports-a`. */
const isMarked = (parts: readonly string[], others: readonly string[]): boolean => {
  const [shorter, longer] = parts.length < others.length ? [parts, others] : [others, parts]
  return longer.some((_, at) => shorter.join() === longer.filter((_part, index) => index !== at).join())
}

const similarBucket = (name: string, { buckets }: Graph): Bucket | undefined => {
  if (name.length < SHORTEST) return undefined
  const byName = new Map(buckets.flatMap((bucket) => named(bucket).map((known) => [known, bucket] as const)))
  const near = nearestName(name, [...byName.keys()])
  return near === undefined || areOfASeries(name, near) ? undefined : byName.get(near)
}

const named = ({ name }: Bucket): readonly string[] => {
  const known = knownText(name)
  return known === undefined ? [] : [known]
}

const findingOf = (access: Access, graph: Graph): readonly Finding[] => {
  const written = knownText(access.bucketName)
  const meant = access.bucket || written === undefined ? undefined : similarBucket(written, graph)
  if (!meant || written === undefined) return []
  const right = knownText(meant.name) ?? ''
  const { call, lambda } = access
  // The last step of the bucket's own way is where its name is written, if that is not the call.
  const source = access.trace.findLast(({ location }) => location.file.text.slice(location.start, location.end).includes(written))
  const location = source?.location ?? call.location
  return [
    {
      ruleId: 'similar-bucket-name',
      certainty: 'certain',
      message: `${lambda.address} writes to the bucket "${written}", which is not in this configuration. Is ${meant.address} meant, whose name is "${right}"?`,
      address: lambda.address,
      location,
      related: [{ message: `${meant.address} is "${right}"`, location: meant.location }],
      fix: {
        description: 'Use the name of the bucket, or better a reference to it in the environment of the function:',
        statement: right,
        location,
      },
      identity: ['similar-bucket-name', lambda.address, written, roleLabel(access)],
    },
  ]
}

export const similarBucketName: Rule = ({ functions, graph }) =>
  functions.flatMap(({ accesses }) => accesses.flatMap((access) => findingOf(access, graph)))
