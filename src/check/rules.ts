import { rules } from './rules.generated.ts'

/** How much a rule's findings matter: as its folder says. */
export const severityOf = (ruleId: string): 'error' | 'warning' | 'note' =>
  rules.find(({ id }) => id === ruleId)?.severity ?? 'error'
