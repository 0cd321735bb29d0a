import { order } from './order.ts'
import type { Report } from './report.ts'

// These mean the same in JSON when they are escaped, and a terminal that shows the report obeys them when they are not.
const unsafeInJson = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** The report as it is: two spaces of indent, keys in the order of the schema, a line break at the end. */
export const renderJson = (report: Report): string => jsonText(order(report))

/** Two spaces of indent, and a line break at the end. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(unsafeInJson, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
