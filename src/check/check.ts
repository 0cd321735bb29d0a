import type { Finding } from './finding.ts'
import { bucketArnObjectAction } from './rules/bucket-arn-object-action.ts'
import { recursiveWrite } from './rules/recursive-write.ts'
import type { Checked, Rule } from './rules/rule.ts'
import { similarBucketName } from './rules/similar-bucket-name.ts'
import { unanalyzedFunction } from './rules/unanalyzed-function.ts'
import { unattachedPolicy } from './rules/unattached-policy.ts'
import { wideWriteGrant } from './rules/wide-write-grant.ts'
import { wildcardWriteGrant } from './rules/wildcard-write-grant.ts'
import { writeVerdict } from './rules/write-verdict.ts'

/** Each says what it finds of one kind: first of functions and their writes, then of what policies grant. None needs another's findings. */
const table: readonly Rule[] = [
  unanalyzedFunction,
  writeVerdict,
  similarBucketName,
  recursiveWrite,
  bucketArnObjectAction,
  unattachedPolicy,
  wildcardWriteGrant,
  wideWriteGrant,
]

/** One statement that is too wide, and one write in a loop, are told once. */
const distinct = (findings: readonly Finding[]): readonly Finding[] => {
  const seen = new Set<string>()
  return findings.filter(({ identity, location }) => {
    const key = JSON.stringify([identity, location.file.path, location.start])
    return !seen.has(key) && seen.add(key)
  })
}

/** What the rules say of what was found. */
export const check = (checked: Checked): readonly Finding[] => distinct(table.flatMap((rule) => rule(checked)))
