import { bool, list, string } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import { asInteger } from '../value/number.ts'
import type { Value } from '../value/value.ts'
import { type Failure, type FunctionTable, failure, numberParameter, type Result, stringParameter } from './definition.ts'
import { type Address, formatAddress, parseAddress } from './ip-address.ts'
import { wholeNumber } from './whole-number.ts'

interface Network extends Address {
  readonly prefix: number
}

const networkOf = (value: Value | undefined): Network | Failure => {
  const written = (value && knownString(value)) ?? ''
  const [base = '', prefixText = ''] = written.split('/')
  const address = parseAddress(base)
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN
  if (!address || !(prefix <= address.width) || written.split('/').length !== 2)
    return failure(`invalid CIDR expression: invalid CIDR address: ${written}`)
  const hostBits = BigInt(address.width - prefix)
  return { ...address, bits: (address.bits >> hostBits) << hostBits, prefix }
}

const integerIn = (value: Value | undefined): bigint | undefined => (value?.kind === 'number' ? asInteger(value) : undefined)

/** The number in the bits from `prefix` on, as go-cidr puts it there: what does not fit is not cut off. */
const insert = (network: Network, number: bigint, prefix: number): bigint => {
  const bits = network.bits | (number << BigInt(network.width - prefix))
  return BigInt.asUintN(network.width, bits < 0n ? -bits : bits)
}

const sizeOf = (number: bigint): bigint => (number < 0n ? -number : number)

const subnet = (network: Network, newBits: number, number: bigint): Network | Failure => {
  const prefix = network.prefix + newBits
  if (prefix > network.width) return failure(`insufficient address space to extend prefix of ${network.prefix} by ${newBits}`)
  const most = newBits < 0 || newBits >= 64 ? 2n ** 64n - 1n : (1n << BigInt(newBits)) - 1n
  if (prefix < 0 || BigInt.asUintN(64, sizeOf(number)) > most)
    return failure(`prefix extension of ${newBits} does not accommodate a subnet numbered ${number}`)
  return { ...network, prefix, bits: insert(network, number, prefix) }
}

/** Go writes an IPv4 address in IPv6 as the former, and go-cidr counts in it with 32 bits. */
const isMapped = ({ width, bits }: Address): boolean => width === 128 && bits >> 32n === 0xffffn

const writtenAddress = (address: Address): string =>
  formatAddress(isMapped(address) ? { width: 32, bits: BigInt.asUintN(32, address.bits) } : address)

const written = (network: Network | Failure): Result =>
  'kind' in network
    ? network
    : string(`${writtenAddress(network)}/${isMapped(network) ? Math.max(network.prefix - 96, 0) : network.prefix}`)

const cidrSubnet = ([prefix, newBits, netNumber]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const [bits, number] = [wholeNumber(newBits), integerIn(netNumber)]
  if (typeof bits === 'object') return bits
  return number === undefined ? failure('value must be a whole number') : written(subnet(network, bits, number))
}

const cidrSubnets = ([prefix, ...newBits]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const subnets: Value[] = []
  let next = network.bits
  for (const value of newBits) {
    const bits = wholeNumber(value, 'newbits')
    if (typeof bits === 'object') return bits
    if (bits < 1) return failure('must extend prefix by at least one bit', 'newbits')
    if (bits > 32) return failure('may not extend prefix by more than 32 bits', 'newbits')
    const length = network.prefix + bits
    if (length > network.width)
      return failure(
        `would extend prefix to ${length} bits, which is too long for an ${network.width === 32 ? 'IPv4' : 'IPv6'} address`,
        'newbits',
      )
    const size = 1n << BigInt(network.width - length)
    const start = ((next + size - 1n) / size) * size
    // Terraform looks for the network before the first one, which that of the address zero has not, nor one of IPv4 in IPv6.
    if (network.bits === 0n || isMapped(network) || start + size > network.bits + (1n << BigInt(network.width - network.prefix))) {
      const last = formatAddress({ ...network, bits: BigInt.asUintN(network.width, start - size) })
      return failure(
        `not enough remaining address space for a subnet with a prefix of ${length} bits after ${last}/${length}`,
        'newbits',
      )
    }
    subnets.push(string(`${formatAddress({ ...network, bits: start })}/${length}`))
    next = start + size
  }
  return list(subnets)
}

const cidrHost = ([prefix, hostNumber]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const number = integerIn(hostNumber)
  if (number === undefined) return failure('value must be a whole number')
  const most = (1n << BigInt(network.width - network.prefix)) - 1n
  // Only 64 bits of the number are compared.
  const compared = BigInt.asIntN(64, number)
  const host = number < 0n ? most + compared + 1n : number
  if ((number < 0n ? -compared - 1n : compared) > most)
    return failure(`prefix of ${network.prefix} does not accommodate a host numbered ${host}`)
  return string(writtenAddress({ ...network, bits: insert(network, host, isMapped(network) ? 32 : network.width) }))
}

const cidrNetmask = ([prefix]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const { width } = network
  if (width !== 32 && !isMapped(network))
    return failure(`IPv6 addresses cannot have a netmask: ${(prefix && knownString(prefix)) ?? ''}`)
  const hostBits = BigInt(width - network.prefix)
  return string(formatAddress({ width, bits: ((1n << BigInt(width)) - 1n) ^ ((1n << hostBits) - 1n) }))
}

const cidrContains = ([outer, inner]: readonly Value[]): Result => {
  const network = networkOf(outer)
  if ('kind' in network) return network
  const text = (inner && knownString(inner)) ?? ''
  const address = parseAddress(text)
  const other = address ? { ...address, prefix: address.width } : networkOf(inner)
  if ('kind' in other) return other
  const shift = BigInt(network.width - network.prefix)
  return bool(other.width === network.width && other.prefix >= network.prefix && other.bits >> shift === network.bits >> shift)
}

const prefix = stringParameter('prefix')

/** https://developer.hashicorp.com/terraform/language/functions/cidrsubnet and the others of its group. */
export const networkFunctions: FunctionTable = {
  cidrsubnet: { parameters: [prefix, numberParameter('newbits'), numberParameter('netnum')], call: cidrSubnet },
  cidrsubnets: { parameters: [prefix], rest: numberParameter('newbits'), call: cidrSubnets },
  cidrhost: { parameters: [prefix, numberParameter('hostnum')], call: cidrHost },
  cidrnetmask: { parameters: [prefix], call: cidrNetmask },
  cidrcontains: {
    parameters: [stringParameter('containing_prefix'), stringParameter('contained_ip_or_prefix')],
    call: cidrContains,
  },
}
