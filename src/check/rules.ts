import { rules } from './rules.generated.ts'

/** How much a rule's findings matter: as its folder says. */
export const severityOf = (ruleId: string): 'error' | 'warning' | 'note' =>
  rules.find(({ id }) => id === ruleId)?.severity ?? 'error'

/** The page that explains a finding, from the root of the package; at the row of its cause where the rule has one. */
export const helpOf = (ruleId: string, cause: string | null): string => {
  const rule = rules.find(({ id }) => id === ruleId)
  const path = rule?.helpPath ?? 'rules/README.md'
  return rule?.causes.some((each) => each === cause) ? `${path}#${cause}` : path
}
