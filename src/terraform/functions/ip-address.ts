import { isIP } from 'node:net'

/** An IPv4 or IPv6 address as a number of 32 or 128 bits. */
export interface Address {
  readonly width: 32 | 128
  readonly bits: bigint
}

export const parseAddress = (text: string): Address | undefined => {
  const version = text.includes('%') ? 0 : isIP(text)
  if (version === 4) return { width: 32, bits: fromIpv4(text) }
  return version === 6 ? { width: 128, bits: fromIpv6(text) } : undefined
}

const fromIpv4 = (text: string): bigint => text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n)

const fromIpv6 = (text: string): bigint => {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const tail = embedded ? fromIpv4(embedded[2] ?? '0.0.0.0') : 0n
  const plain = embedded ? `${embedded[1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}` : text
  const [head = '', rest] = plain.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const [left, right] = [groups(head), groups(rest ?? '')]
  const zeros = rest === undefined ? [] : new Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n)
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
