import type { Summary } from './report.ts'

/** The line that ends every report for people: an empty result must not look like a clean one. */
export const formatSummary = (summary: Summary): string => {
  const verdicts = [
    `${summary.granted} granted`,
    `${summary.missing} missing`,
    `${summary.denied} denied`,
    `${summary.undetermined} undetermined`,
    `${summary.noWrites} no writes`,
    `${summary.unanalyzed} not analysed`,
  ]
  const read = [
    count(summary.policies, 'policy', 'policies'),
    count(summary.buckets, 'bucket', 'buckets'),
    count(summary.files, 'file', 'files'),
  ]
  return `${count(summary.functions, 'function', 'functions')}: ${verdicts.join(', ')} (${read.join(', ')}).`
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`
