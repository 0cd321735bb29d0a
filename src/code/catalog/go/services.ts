import type { CallRow, Catalog } from '../catalog.ts'
import { serviceIds, serviceRows, services } from '../services.ts'

/** Clients of other services whose operations write to S3, in both versions of the SDK. */

const [v1, v2] = ['github.com/aws/aws-sdk-go', 'github.com/aws/aws-sdk-go-v2']

const input = (path: string): string => `1.${path}|0.${path}`
const only = (position: 0 | 1) => (path: string) => `${position}.${path}`

const calls: readonly CallRow[] = [
  ...serviceIds.flatMap((service): readonly CallRow[] => {
    const older = services[service].v1
    const folder = older.toLowerCase()
    return [
      { on: [`${v2}/service/${service}`], call: ['NewFromConfig', 'New', 'Client'], gives: `$${service}.client` },
      { on: [`${v1}/service/${folder}`], call: ['New', older], gives: `$${service}.client` },
      { on: [`${v1}/service/${folder}/${folder}iface`], call: [`${older}API`], gives: `$${service}.client` },
    ]
  }),
  ...serviceRows({
    sdk: 'aws-sdk-go',
    callsOf: (service, operation) => ({ on: [`$${service}.client`, '*'], call: [operation] }),
    argument: input,
  }),
  ...serviceRows({
    sdk: 'aws-sdk-go-v1',
    callsOf: (service, operation) => ({ on: [`$${service}.client`, '*'], call: [`${operation}WithContext`] }),
    argument: only(1),
  }),
]

export const serviceCalls: Pick<Catalog, 'calls'> = { calls }
