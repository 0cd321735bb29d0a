/** An IPv4 or IPv6 address as a number of 32 or 128 bits. */
export interface Address {
  readonly width: 32 | 128
  readonly bits: bigint
}

export const parseAddress = (text: string): Address | undefined => {
  const bits = text.includes(':') ? fromIpv6(text) : fromIpv4(text)
  return bits === undefined ? undefined : { width: text.includes(':') ? 128 : 32, bits }
}

const fromIpv4 = (text: string): bigint | undefined => {
  const parts = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : []
  if (parts.length === 0 || parts.some((part) => part > 255)) return undefined
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n)
}

/** Eight groups of 16 bits, of which `::` stands for one or more of zeros, and an IPv4 address for the last two. */
const fromIpv6 = (text: string): bigint | undefined => {
  const embedded = /^(.*:)(\d+\.[\d.]+)$/.exec(text)
  if (embedded) {
    const tail = fromIpv4(embedded[2] ?? '')
    return tail === undefined ? undefined : fromIpv6(`${embedded[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`)
  }
  const [left = [], right, ...more] = text.split('::').map((side) => (side === '' ? [] : side.split(':')))
  const written = [...left, ...(right ?? [])]
  const missing = 8 - written.length
  const complete = right ? missing > 0 : missing === 0
  if (!complete || more.length > 0 || !written.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  const groups = [...left, ...new Array<string>(missing).fill('0'), ...(right ?? [])]
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n)
}

export const formatAddress = ({ width, bits }: Address): string => {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - index * 16)) & 0xffffn).toString(16))
  const zeros = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)]
  const longest = zeros.reduce<RegExpExecArray | undefined>(
    (best, run) => (run[0].length > (best?.[0].length ?? 0) ? run : best),
    undefined,
  )
  const written = groups.join(':')
  if (!longest) return written
  const [before, after] = [written.slice(0, longest.index), written.slice(longest.index + longest[0].length)]
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`
}
