/** A moment, and the zone it was written in. */
export interface Timestamp {
  /** Milliseconds since 1970 in UTC. */
  readonly time: number
  /** Minutes east of UTC. */
  readonly offset: number
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/

/** https://www.rfc-editor.org/rfc/rfc3339 */
export const parseTimestamp = (text: string): Timestamp | undefined => {
  const match = rfc3339.exec(text)
  const time = match && Number(match[4]) < 24 ? Date.parse(text) : Number.NaN
  if (!match || Number.isNaN(time)) return undefined
  const [, year, month, day, , , , sign, hours = '0', minutes = '0'] = match
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (Number(day) > lastDay) return undefined
  return { time, offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) }
}
