import type { MadeObjects, Trigger } from '../../aws/graph/invocations/trigger.ts'
import { covers } from '../../aws/iam/pattern.ts'
import type { Ternary } from '../../source/ternary.ts'
import { formatText, type Part, type Text, text } from '../../source/text.ts'
import { equalTexts } from '../../terraform/value/equality.ts'
import type { Access } from '../access.ts'
import type { Finding } from '../finding.ts'
import { bucketLabel, keyPattern } from '../naming.ts'
import type { Rule } from './rule.ts'

/** How S3 calls what an operation makes. An upload manager, which chooses by the size, is told as a PutObject. */
const WAYS: ReadonlyMap<string, string> = new Map([
  ['PutObject', 'Put'],
  ['CopyObject', 'Copy'],
  ['CreateMultipartUpload', 'CompleteMultipartUpload'],
  ['UploadPart', 'CompleteMultipartUpload'],
  ['UploadPartCopy', 'CompleteMultipartUpload'],
  ['CompleteMultipartUpload', 'CompleteMultipartUpload'],
])

const isTold = ({ by }: MadeObjects, operation: string): Ternary => {
  if (by === null) return 'unknown'
  if (by.includes('*')) return 'yes'
  const way = WAYS.get(operation)
  return way !== undefined && by.includes(way) ? 'yes' : by.some((each) => each !== 'Post' && each !== 'Copy') ? 'unknown' : 'no'
}

/** A key as a pattern: what is written out stands for itself. */
const literally = (part: Part): Part => (typeof part === 'string' ? part.replaceAll(/[*?$]/g, '${$&}') : part)

const patternOf = (key: Text): Text =>
  text(...key.map((part) => (typeof part !== 'string' && part.kind === 'varying' ? '*' : literally(part))))

/** Whether every object that is written is one of those whose making invokes the function; `unknown` if some may be. */
const invokesAgain = (access: Access, made: MadeObjects): Ternary => {
  if (equalTexts(access.bucketName, made.bucket) !== 'yes') return 'no'
  const language = { kind: 'string', version: '2012-10-17' } as const
  const isMet = covers([{ text: patternOf(made.key), location: null }], access.key, language)
  const told = isMet === 'no' ? 'no' : isTold(made, access.call.operation)
  return told === 'no' || isMet === 'no' ? 'no' : told === 'yes' && isMet === 'yes' ? 'yes' : 'unknown'
}

interface Loop {
  readonly trigger: Trigger
  readonly made: MadeObjects
  readonly isCertain: boolean
}

/** The way back to the function that is the most certain. */
const loopOf = (access: Access): Loop | undefined => {
  const isSure = access.call.certainty === 'certain' && !access.call.deferred
  const loops = access.lambda.invocations().triggers.flatMap((trigger) =>
    trigger.made.flatMap((made): readonly Loop[] => {
      const again = invokesAgain(access, made)
      return again === 'no' ? [] : [{ trigger, made, isCertain: again === 'yes' && isSure }]
    }),
  )
  return loops.find(({ isCertain }) => isCertain) ?? loops[0]
}

const messageOf = (access: Access, { isCertain, made }: Loop): string => {
  const { address } = access.lambda
  const [may, written, told] = [isCertain ? '' : 'may ', keyPattern(access.key), formatText(made.key)]
  const invokes = isCertain ? 'invokes' : 'invoke'
  const all = told === '*' ? `every new object in ${bucketLabel(access)}` : `each new object "${told}" of ${bucketLabel(access)}`
  return `${address} writes "${written}" to ${bucketLabel(access)}, which ${may}${invokes} it again: it is invoked for ${all}. Unless the program itself leaves such objects out, it ${isCertain ? 'runs' : 'may run'} without end.`
}

const findingOf = (access: Access): readonly Finding[] => {
  const loop = loopOf(access)
  if (!loop) return []
  return [
    {
      ruleId: 'recursive-write',
      ...(!loop.isCertain && { severity: 'note' as const }),
      certainty: loop.isCertain ? 'certain' : 'possible',
      message: messageOf(access, loop),
      address: access.lambda.address,
      location: access.call.location,
      related: [{ message: loop.trigger.message, location: loop.trigger.location }],
      fix: loop.isCertain
        ? {
            description:
              'Write to another bucket, or under a prefix that the trigger leaves out (filter_prefix of the notification, or the key in the event pattern).',
            statement: null,
            location: loop.trigger.location,
          }
        : null,
      identity: ['recursive-write', access.lambda.address, bucketLabel(access), keyPattern(access.key)],
    },
  ]
}

export const recursiveWrite: Rule = ({ functions }) => functions.flatMap(({ accesses }) => accesses.flatMap(findingOf))
