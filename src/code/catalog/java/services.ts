import type { CallRow, Catalog } from '../catalog.ts'
import { type ServiceId, serviceFields, serviceIds, serviceOperations, serviceRows, services } from '../services.ts'

/** Clients of other services whose operations write to S3, in both versions of the SDK. */

const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** What requests hold that says where they write. */
const parts = [
  'ResultConfiguration',
  'AclConfiguration',
  'EncryptionConfiguration',
  'OutputConfig',
  'JobExecutionSettings',
  'CreateFaceLivenessSessionRequestSettings',
  'LivenessOutputConfig',
]

/** `outputConfig`, `kmsKeyId` of version 2; `withOutputConfig`, `setOutputConfig` of version 1. */
const spellings = (field: string): readonly string[] => [
  camelCase(field),
  field.replace(/^[A-Z]+(?=[A-Z][a-z])/, (initials) => initials.toLowerCase()),
  `with${field}`,
  `set${field}`,
]

const clientRows = (service: ServiceId): readonly CallRow[] => {
  const { javaV1, javaV2 } = services[service]
  const [client, builder, request] = [`$${service}.client`, `$${service}.clientBuilder`, `$${service}.request`]
  const older = `com/amazonaws/services/${javaV1}`
  const newer = `software/amazon/awssdk/services/${javaV2}`
  const models = [...serviceOperations(service).map((operation) => `${operation}Request`), ...parts]
  const modelsIn = (name: string): readonly string[] => models.map((model) => `${name.replace(/\.[^.]*$/, '')}/model.${model}`)
  return [
    { on: [`${newer}Client`, `${newer}AsyncClient`], call: ['()', 'create'], gives: client },
    { on: [`${newer}Client`, `${newer}AsyncClient`], call: ['builder'], gives: builder },
    { on: [older, `${older}Client`, `${older}Async`], call: ['()'], gives: client },
    { on: [`${older}ClientBuilder`, `${older}AsyncClientBuilder`], call: ['defaultClient'], gives: client },
    {
      on: [`${older}ClientBuilder`, `${older}AsyncClientBuilder`, `${older}Client`],
      call: ['standard', 'builder'],
      gives: builder,
    },
    { on: [builder], call: ['build'], gives: client },
    { on: [builder], call: ['*'], gives: builder },
    { on: modelsIn(newer), call: ['builder'], makes: request },
    { on: modelsIn(older), call: ['()'], makes: request },
    ...serviceFields.map((field): CallRow => ({ on: [request], call: spellings(field), builds: request, sets: { [field]: '0' } })),
    { on: [request], call: ['*'], sets: {} },
  ]
}

const calls: readonly CallRow[] = [
  ...serviceIds.flatMap(clientRows),
  ...serviceRows({
    sdk: 'aws-sdk-java',
    callsOf: (service, operation) => ({
      on: [`$${service}.client`, '*'],
      call: [camelCase(operation), `${camelCase(operation)}Async`],
      builds: `$${service}.request`,
    }),
    argument: (path) => `0.${path}`,
  }),
]

export const serviceCalls: Pick<Catalog, 'calls'> = { calls }
