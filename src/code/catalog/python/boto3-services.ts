import type { CallRow } from '../catalog.ts'
import { serviceIds, serviceRows } from '../services.ts'

const snakeCase = (operation: string): string => operation.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()

/** Clients of other services whose operations write to S3. */
export const serviceClients = (sessions: readonly string[], binds: CallRow['binds']): readonly CallRow[] => [
  ...serviceIds.map(
    (service): CallRow => ({
      on: sessions,
      call: ['client', 'create_client'],
      when: { argument: 'service_name|0', matches: new RegExp(`^${service}$`) },
      ...(binds && { binds }),
      gives: `$${service}.client`,
    }),
  ),
  ...serviceRows({
    sdk: 'boto3',
    callsOf: (service, operation) => ({ on: [`$${service}.client`, '*'], call: [snakeCase(operation)] }),
    argument: (path) => path,
  }),
]
