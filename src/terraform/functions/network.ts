import { bool, list, string } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import { type Failure, type FunctionTable, failure, numberParameter, type Result, stringParameter } from './definition.ts'
import { type Address, formatAddress, parseAddress } from './ip-address.ts'

interface Network extends Address {
  readonly prefix: number
}

const networkOf = (value: Value | undefined): Network | Failure => {
  const written = (value && knownString(value)) ?? ''
  const [base = '', prefixText = ''] = written.split('/')
  const address = parseAddress(base)
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN
  if (!address || !(prefix <= address.width) || written.split('/').length !== 2)
    return failure(`invalid CIDR expression: invalid CIDR address: ${written}`, 'prefix')
  const hostBits = BigInt(address.width - prefix)
  return { ...address, bits: (address.bits >> hostBits) << hostBits, prefix }
}

const integer = (value: Value | undefined): bigint | undefined =>
  value?.kind === 'number' && Number.isInteger(value.value) ? BigInt(value.value) : undefined

const subnet = (network: Network, newBits: number, number: bigint): Network | Failure => {
  const prefix = network.prefix + newBits
  if (newBits < 0 || prefix > network.width)
    return failure(`insufficient address space to extend prefix of ${network.prefix} by ${newBits}`)
  const count = 1n << BigInt(newBits)
  const index = number < 0n ? count + number : number
  if (index < 0n || index >= count)
    return failure(`prefix extension of ${newBits} does not accommodate a subnet numbered ${number}`)
  return { ...network, prefix, bits: network.bits + (index << BigInt(network.width - prefix)) }
}

const written = (network: Network | Failure): Result =>
  'kind' in network ? network : string(`${formatAddress(network)}/${network.prefix}`)

const cidrSubnet = ([prefix, newBits, netNumber]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const [bits, number] = [integer(newBits), integer(netNumber)]
  return bits === undefined || number === undefined
    ? failure('a whole number is required', 'newbits')
    : written(subnet(network, Number(bits), number))
}

const cidrSubnets = ([prefix, ...newBits]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const subnets: Value[] = []
  let next = network.bits
  for (const value of newBits) {
    const bits = integer(value)
    if (bits === undefined || bits < 1n) return failure('must extend prefix by at least one bit', 'newbits')
    const length = network.prefix + Number(bits)
    if (length > network.width)
      return failure(`would extend prefix to ${length} bits, which is too long for an address of ${network.width} bits`, 'newbits')
    const size = 1n << BigInt(network.width - length)
    const start = ((next + size - 1n) / size) * size
    if (start + size > network.bits + (1n << BigInt(network.width - network.prefix)))
      return failure('not enough remaining address space for a subnet with a prefix of that length', 'newbits')
    subnets.push(string(`${formatAddress({ ...network, bits: start })}/${length}`))
    next = start + size
  }
  return list(subnets)
}

const cidrHost = ([prefix, hostNumber]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  const number = integer(hostNumber)
  const count = 1n << BigInt(network.width - network.prefix)
  if (number === undefined) return failure('a whole number is required', 'hostnum')
  const host = number < 0n ? count + number : number
  if (host < 0n || host >= count) return failure(`prefix of ${network.prefix} does not accommodate a host numbered ${number}`)
  return string(formatAddress({ ...network, bits: network.bits + host }))
}

const cidrNetmask = ([prefix]: readonly Value[]): Result => {
  const network = networkOf(prefix)
  if ('kind' in network) return network
  if (network.width !== 32) return failure('IPv6 addresses cannot have a netmask', 'prefix')
  const hostBits = BigInt(32 - network.prefix)
  return string(formatAddress({ width: 32, bits: ((1n << 32n) - 1n) ^ ((1n << hostBits) - 1n) }))
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
