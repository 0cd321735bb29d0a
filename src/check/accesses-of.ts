import type { Graph, Lambda } from '../aws/graph/graph.ts'
import { objectArn } from '../aws/s3/bucket.ts'
import { requiredActions } from '../aws/s3/operations.ts'
import type { StorageCall } from '../code/storage-call.ts'
import { text } from '../source/text.ts'
import type { Access, JudgedRequirement, Judgement, Write } from './access.ts'
import { type Assumed, resolveAssumed } from './assumed-role.ts'
import { judge } from './judge.ts'
import { roleLabel } from './naming.ts'
import { accessPointNamed } from './require-access-point.ts'
import { judgeAssumption } from './require-role.ts'
import { requirementsOf } from './requirements.ts'
import { bucketOf, type Resolved, resolve } from './resolve.ts'
import { occasionsOf } from './resolve-event.ts'
import type { ManagedPolicies } from './role-policies.ts'
import { splitPlace } from './split-place.ts'

const severity = ({ verdict }: Pick<Judgement, 'verdict'>): number =>
  ['granted', 'undetermined', 'missing', 'denied'].indexOf(verdict)

/** A write that may not be reached cannot be called broken. */
const temper = (call: StorageCall, judgement: Judgement): Judgement =>
  call.certainty === 'certain' || judgement.verdict === 'granted' || judgement.verdict === 'undetermined'
    ? judgement
    : {
        ...judgement,
        verdict: 'undetermined',
        reason: 'whether the handler makes this call could not be told, and it would not be granted',
      }

const accessOf = (
  lambda: Lambda,
  call: StorageCall,
  given: Resolved,
  givenKey: Resolved,
  assumed: Assumed | null,
  graph: Graph,
  managed: ManagedPolicies,
): Access => {
  const place = call.bucketMayHold && splitPlace(given.text, call.bucketMayHold)
  const bucket = place ? { ...given, text: place.bucket, reference: null } : given
  const between = place && place.key.length > 0 && givenKey.text.length > 0 ? '/' : ''
  const key = text(...(place?.key ?? []), between, ...givenKey.text)
  const node = bucketOf(bucket, graph)
  const bucketName = node?.name ?? bucket.text
  const resource = objectArn(lambda.partition, bucketName, key)
  const parameters = parametersOf(call, lambda, graph)
  const accessPoint = accessPointNamed(bucketName, graph)
  const written: Write = {
    lambda: writerOf(lambda, call, assumed),
    call,
    bucket: node,
    bucketName,
    key,
    resource,
    parameters,
    ...(accessPoint && { accessPoint }),
    ...(assumed?.kind === 'role' && { assumed }),
  }
  return {
    ...written,
    call,
    ...judgeCall(written, call, graph, managed),
    trace: [...call.trace, ...bucket.trace, ...givenKey.trace, ...(assumed?.kind === 'role' ? assumed.trace : [])],
  }
}

/** The function, as the role that writes. */
const writerOf = (lambda: Lambda, call: StorageCall, assumed: Assumed | null): Lambda => {
  if (assumed?.kind === 'role') return { ...lambda, role: { kind: 'role', role: assumed.role } }
  const reason = assumed?.reason ?? (call.hasOwnCredentials ? OWN_CREDENTIALS : undefined)
  return reason === undefined ? lambda : { ...lambda, role: { kind: 'unresolved', reason, location: call.location } }
}

const parametersOf = ({ parameters }: StorageCall, lambda: Lambda, graph: Graph): Write['parameters'] =>
  new Map(
    [...parameters].map(
      ([name, value]) => [name, resolve(value, { lambda, graph, occasion: null }).map(({ text }) => text)] as const,
    ),
  )

/** The worst of what AWS answers to all that the call asks for. */
const judgeCall = (
  written: Write,
  call: StorageCall,
  graph: Graph,
  managed: ManagedPolicies,
): Judgement & Pick<Access, 'action' | 'requirements'> => {
  const judged = requirementsOf(written, call, graph).map((requirement) => ({
    requirement,
    judgement: judge(requirement, written, graph, managed),
  }))
  const requirements = [
    ...judgeAssumption(written, graph, managed),
    ...judged.map(({ judgement, requirement }): JudgedRequirement => ({ ...requirement, ...judgement })),
  ]
  const worst = requirements.reduce((one, other) => (gravity(other) > gravity(one) ? other : one))
  return { ...temper(call, judgementIn(worst)), action: worst.action, requirements }
}

/** Without its role a program asks for nothing else. */
const gravity = (judged: JudgedRequirement): number =>
  judged.on === 'role' && BROKEN.includes(judged.verdict) ? BROKEN.length + severity(judged) : severity(judged)

const BROKEN: readonly Judgement['verdict'][] = ['missing', 'denied']

const judgementIn = ({ by, cause, decided, nearest, reason, unattached, verdict }: JudgedRequirement): Judgement => ({
  by,
  cause,
  decided,
  nearest,
  reason,
  unattached,
  verdict,
})

const OWN_CREDENTIALS = "the program writes with credentials that it gives the client, not with its execution role's"

/** Operations on an object's tags, ACL or locks write no object, and so are not this tool's concern. */
const writesObject = ({ operation }: StorageCall): boolean =>
  requiredActions(operation, new Set()).some(({ action }) => action === 's3:PutObject')

/** What a call writes, once for each bucket and key that it may be given; nothing for a call that writes no object. */
export const accessesOf = (lambda: Lambda, call: StorageCall, graph: Graph, managed: ManagedPolicies): readonly Access[] => {
  if (!writesObject(call)) return []
  const accesses = occasionsOf(call.bucket, call.key, lambda).flatMap((occasion) => {
    const invocation = { lambda, graph, occasion }
    const roles = call.assumes ? resolveAssumed(call.assumes, invocation, managed) : [null]
    return resolve(call.bucket, invocation).flatMap((bucket) =>
      resolve(call.key, invocation).flatMap((key) =>
        roles.flatMap((role) => accessesTo(bucket, (one) => accessOf(lambda, call, one, key, role, graph, managed))),
      ),
    )
  })
  return distinct(accesses)
}

/** Several invocations may write the same. */
const distinct = (accesses: readonly Access[]): readonly Access[] => {
  const byPlace = new Map<string, Access>()
  for (const access of accesses) {
    const place = JSON.stringify([access.bucketName, access.key, roleLabel(access)])
    if (!byPlace.has(place)) byPlace.set(place, access)
  }
  return [...byPlace.values()]
}

/** A bucket that Terraform chooses by what is not known yet: if the answer is the same whichever it is, that is the answer. */
const accessesTo = (bucket: Resolved, to: (bucket: Resolved) => Access): readonly Access[] => {
  const whole = to(bucket)
  if (whole.verdict !== 'undetermined' || !bucket.branches) return [whole]
  const each = bucket.branches.flatMap((branch) => accessesTo(branch, to))
  const verdicts = new Set(each.map(({ verdict }) => verdict))
  return verdicts.size === 1 && !verdicts.has('undetermined') ? each : [whole]
}
