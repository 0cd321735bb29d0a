import type { CallRow, Catalog } from '../catalog.ts'
import { type ServiceId, serviceIds, serviceRows, services } from '../services.ts'

/** Clients of other services whose operations write to S3, in both versions of the SDK. */

const camelCase = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1)
const argument = (path: string): string => `0.${path}`

/** The module of a client of version 3: https://www.npmjs.com/package/@aws-sdk/client-polly */
const module = (service: ServiceId): string => `@aws-sdk/client-${service}`

const calls: readonly CallRow[] = [
  ...serviceIds.flatMap((service): readonly CallRow[] => {
    const { client, v1: older } = services[service]
    const own = { credentials: '0.credentials' }
    return [
      { on: [module(service)], call: [`${client}Client`, client], binds: own, gives: `$${service}.v3` },
      { on: [`$${service}.v3`], call: ['send'], sends: '0' },
      {
        on: [`aws-sdk.${older}`, `aws-xray-sdk.${older}`, `aws-sdk/clients/${older.toLowerCase()}`],
        call: ['()'],
        binds: { credentials: '0.credentials|0.accessKeyId' },
        gives: `$${service}.v2`,
      },
    ]
  }),
  ...serviceRows({
    sdk: 'aws-sdk-js-v3',
    callsOf: (service, operation) => ({ on: [module(service)], call: [`${operation}Command`] }),
    argument,
  }),
  ...serviceRows({
    sdk: 'aws-sdk-js-v3',
    callsOf: (service, operation) => ({ on: [`$${service}.v3`], call: [camelCase(operation)] }),
    argument,
  }),
  ...serviceRows({
    sdk: 'aws-sdk-js-v2',
    callsOf: (service, operation) => ({ on: [`$${service}.v2`, '*'], call: [camelCase(operation)] }),
    argument,
  }),
]

export const serviceCalls: Pick<Catalog, 'calls'> = { calls }
