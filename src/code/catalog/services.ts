import type { CallRow, Condition, WriteRow } from './catalog.ts'

/**
 * Operations of other services that write to a bucket of the caller's with the caller's permissions. Services that write
 * with a role that they are given (Comprehend, Translate, SageMaker, MediaConvert, Redshift's UNLOAD), with the role of an
 * instance (SSM) or as themselves by a bucket policy (exports of CloudWatch Logs, SNS and RDS) are not among them.
 */
interface ServiceWrite {
  readonly service: ServiceId
  readonly operation: string
  /** Where AWS says that the caller's permissions are used. */
  readonly source: string
  /** Fields of the request, by the API's names. */
  readonly bucket?: string
  readonly key?: string
  readonly uri?: string
  readonly keyIs?: NonNullable<WriteRow['keyIs']>
  readonly named?: Readonly<Record<string, string>>
  readonly given?: readonly string[]
  readonly when?: Condition
  readonly certainty?: 'possible'
  readonly isAlwaysS3?: true
  readonly unsaid?: string
}

export type ServiceId = keyof typeof services

/** The services, by the names that their clients have in each SDK. */
export const services = {
  athena: { client: 'Athena', v1: 'Athena', javaV1: 'athena.AmazonAthena', javaV2: 'athena.Athena' },
  dynamodb: { client: 'DynamoDB', v1: 'DynamoDB', javaV1: 'dynamodbv2.AmazonDynamoDB', javaV2: 'dynamodb.DynamoDb' },
  ec2: { client: 'EC2', v1: 'EC2', javaV1: 'ec2.AmazonEC2', javaV2: 'ec2.Ec2' },
  polly: { client: 'Polly', v1: 'Polly', javaV1: 'polly.AmazonPolly', javaV2: 'polly.Polly' },
  rekognition: {
    client: 'Rekognition',
    v1: 'Rekognition',
    javaV1: 'rekognition.AmazonRekognition',
    javaV2: 'rekognition.Rekognition',
  },
  textract: { client: 'Textract', v1: 'Textract', javaV1: 'textract.AmazonTextract', javaV2: 'textract.Textract' },
  transcribe: {
    client: 'Transcribe',
    v1: 'TranscribeService',
    javaV1: 'transcribe.AmazonTranscribe',
    javaV2: 'transcribe.Transcribe',
  },
} as const

export const serviceIds = Object.keys(services) as readonly ServiceId[]

const docs = 'https://docs.aws.amazon.com'
const transcribe = `${docs}/transcribe/latest/dg/security_iam_id-based-policy-examples.html#auth-role-iam-user`
const textract = `${docs}/textract/latest/dg/API_OutputConfig.html`
const athena = `${docs}/athena/latest/ug/query-results-specify-location.html`

/** What Athena is told of a query's results; its work group may say otherwise. */
const results = {
  service: 'athena',
  operation: 'StartQueryExecution',
  source: athena,
  uri: 'ResultConfiguration.OutputLocation',
  keyIs: 'folder',
  named: {
    ACL: 'ResultConfiguration.AclConfiguration.S3AclOption',
    SSEKMSKeyId: 'ResultConfiguration.EncryptionConfiguration.KmsKey',
  },
} as const

const writes: readonly ServiceWrite[] = [
  {
    service: 'polly',
    operation: 'StartSpeechSynthesisTask',
    source: `${docs}/polly/latest/dg/asynchronous-iam.html`,
    bucket: 'OutputS3BucketName',
    key: 'OutputS3KeyPrefix',
    keyIs: 'prefix',
  },
  { ...results, when: { argument: 'WorkGroup', matches: /^primary$/, absent: true } },
  { ...results, certainty: 'possible' },
  { ...results, isAlwaysS3: true, certainty: 'possible', unsaid: 'the work group of the query says where its results go' },
  ...['StartTranscriptionJob', 'StartMedicalTranscriptionJob'].flatMap((operation): readonly ServiceWrite[] => {
    const job = {
      service: 'transcribe',
      operation,
      source: transcribe,
      bucket: 'OutputBucketName',
      key: 'OutputKey',
      keyIs: 'name',
      named: { SSEKMSKeyId: 'OutputEncryptionKMSKeyId' },
      given: ['OutputBucketName'],
    } as const
    // A job that may wait in a queue is run with a role of its own.
    const byRole = { argument: 'JobExecutionSettings.DataAccessRoleArn', matches: /(?!)/, absent: true }
    return [
      { ...job, when: byRole },
      { ...job, certainty: 'possible' },
    ]
  }),
  ...['StartDocumentTextDetection', 'StartDocumentAnalysis', 'StartExpenseAnalysis', 'StartLendingAnalysis'].map(
    (operation): ServiceWrite => ({
      service: 'textract',
      operation,
      source: textract,
      bucket: 'OutputConfig.S3Bucket',
      key: 'OutputConfig.S3Prefix',
      keyIs: 'folder',
      named: { SSEKMSKeyId: 'KMSKeyId' },
      given: ['OutputConfig'],
    }),
  ),
  {
    service: 'dynamodb',
    operation: 'ExportTableToPointInTime',
    source: `${docs}/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html`,
    bucket: 'S3Bucket',
    key: 'S3Prefix',
    keyIs: 'folder',
    named: { SSEKMSKeyId: 'S3SseKmsKeyId', S3BucketOwner: 'S3BucketOwner' },
  },
  {
    service: 'rekognition',
    operation: 'CreateProjectVersion',
    source: `${docs}/rekognition/latest/APIReference/API_CreateProjectVersion.html`,
    bucket: 'OutputConfig.S3Bucket',
    key: 'OutputConfig.S3KeyPrefix',
    keyIs: 'folder',
    given: ['OutputConfig'],
  },
  {
    service: 'rekognition',
    operation: 'CreateFaceLivenessSession',
    source: `${docs}/rekognition/latest/APIReference/API_CreateFaceLivenessSessionRequestSettings.html`,
    bucket: 'Settings.OutputConfig.S3Bucket',
    key: 'Settings.OutputConfig.S3KeyPrefix',
    keyIs: 'folder',
    named: { SSEKMSKeyId: 'KmsKeyId' },
    given: ['Settings.OutputConfig'],
  },
  {
    service: 'ec2',
    operation: 'CreateStoreImageTask',
    source: `${docs}/AWSEC2/latest/UserGuide/work-with-ami-store-restore.html`,
    bucket: 'Bucket',
    key: 'ImageId',
    keyIs: 'prefix',
    named: { Tagging: 'S3ObjectTags' },
  },
]

/** What a program has that calls one of them, in any language's spelling. */
export const serviceMentions = [...new Set(writes.map(({ operation }) => operation))]
  .map((operation) => operation.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_?'))
  .join('|')

/** The names under which requests have what says where they write: those that builders must keep. */
export const serviceFields: readonly string[] = [
  ...new Set(
    writes
      .flatMap(({ bucket, given, key, named, uri, when }) => [
        bucket,
        key,
        uri,
        when?.argument,
        ...Object.values(named ?? {}),
        ...(given ?? []),
      ])
      .flatMap((path) => path?.split('.') ?? []),
  ),
]

export const serviceOperations = (service: ServiceId): readonly string[] => [
  ...new Set(writes.filter((write) => write.service === service).map(({ operation }) => operation)),
]

export interface ServiceSpelling {
  readonly sdk: string
  /** What the operation is called on, and as what. */
  readonly callsOf: (service: ServiceId, operation: string) => Pick<CallRow, 'on' | 'call'> & Pick<Partial<CallRow>, 'builds'>
  /** Where a field of the request is among the arguments. */
  readonly argument: (path: string) => string
  readonly deferred?: boolean
}

/** The rows of the operations, as an SDK spells them. */
export const serviceRows = ({ argument, callsOf, deferred, sdk }: ServiceSpelling): readonly CallRow[] =>
  writes.map(({ bucket, given, key, named, service, uri, when, ...write }): CallRow => {
    const { builds, call, on } = callsOf(service, write.operation)
    return {
      on,
      call,
      ...(builds !== undefined && { builds }),
      ...(when && { when: { ...when, argument: argument(when.argument) } }),
      writes: {
        sdk,
        ...write,
        ...(bucket !== undefined && { bucket: argument(bucket) }),
        ...(key !== undefined && { key: argument(key) }),
        ...(uri !== undefined && { uri: argument(uri) }),
        ...(given && { given: given.map(argument) }),
        ...(named && { named: Object.fromEntries(Object.entries(named).map(([name, path]) => [name, argument(path)])) }),
        ...(deferred && { deferred }),
      },
    }
  })
