import type { Finding } from './finding.ts'
import type { Checked, Rule } from './rules/rule.ts'
import { unanalyzedFunction } from './rules/unanalyzed-function.ts'
import { wildcardWriteGrant } from './rules/wildcard-write-grant.ts'
import { writeVerdict } from './rules/write-verdict.ts'

/** Each says what it finds of one kind; none depends on what another found. */
const table: readonly Rule[] = [unanalyzedFunction, writeVerdict, wildcardWriteGrant]

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
