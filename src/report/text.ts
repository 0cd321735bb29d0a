import type { Report } from './report.ts'
import { formatSummary } from './summary.ts'
export const renderText = (report: Report): string => `${formatSummary(report.summary)}\n`
