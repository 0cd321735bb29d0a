import type { Timestamp } from './timestamp.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** What `formatdate` gives. https://developer.hashicorp.com/terraform/language/functions/formatdate */
export function formatDate(spec: 'ZZZZZ', timestamp: Timestamp): string
export function formatDate(spec: string, timestamp: Timestamp): string | { readonly error: string }
export function formatDate(spec: string, timestamp: Timestamp): string | { readonly error: string } {
  const local = new Date(timestamp.time + timestamp.offset * 60_000)
  let formatted = ''
  for (const [token] of spec.matchAll(/'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    if (token.startsWith("'")) {
      if (token.length < 2 || !token.endsWith("'")) return { error: "unterminated literal '" }
      formatted += token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'")
    } else if (/^[A-Za-z]/.test(token)) {
      const field = fieldOf(token, local, timestamp.offset)
      if (field === undefined) return { error: `invalid date format verb ${JSON.stringify(token)}` }
      formatted += field
    } else formatted += token
  }
  return formatted
}

const two = (value: number): string => String(value).padStart(2, '0')

const fieldOf = (token: string, date: Date, offset: number): string | undefined => {
  const month = months[date.getUTCMonth()] ?? ''
  const day = days[date.getUTCDay()] ?? ''
  const hours = date.getUTCHours()
  const twelve = hours % 12 || 12
  const fields: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, '0'),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: String(date.getUTCMonth() + 1),
    DD: two(date.getUTCDate()),
    D: String(date.getUTCDate()),
    EEEE: day,
    EEE: day.slice(0, 3),
    hh: two(hours),
    h: String(hours),
    HH: two(twelve),
    H: String(twelve),
    AA: hours < 12 ? 'AM' : 'PM',
    aa: hours < 12 ? 'am' : 'pm',
    mm: two(date.getUTCMinutes()),
    m: String(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    ZZZZZ: zone(offset, ':'),
    ZZZZ: zone(offset, ''),
    ZZZ: offset === 0 ? 'UTC' : zone(offset, ''),
    Z: offset === 0 ? 'Z' : zone(offset, ':'),
  }
  return Object.hasOwn(fields, token) ? fields[token] : undefined
}

const zone = (offset: number, separator: string): string =>
  `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${separator}${two(Math.abs(offset) % 60)}`
