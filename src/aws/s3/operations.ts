/**
 * What an operation of the S3 API asks of its caller:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html, and the "Permissions" of each operation's own page.
 * (The Service Authorization Reference lists the actions for tags, ACLs and locks for every PutObject; they are asked for only with the parameter.)
 */
export interface Operation {
  /** Asked for on the object that is written. */
  readonly object: readonly string[]
  /** Asked for on the object only when a parameter is given. */
  readonly when: readonly Conditional[]
  /** On the object that is copied, and instead of these on a version of it that is named. */
  readonly source: readonly string[]
  readonly sourceVersion: readonly string[]
  /** On the bucket. */
  readonly bucket: readonly string[]
  /** Allowed anyway to whoever began the upload, or needed only for some objects. */
  readonly advisory: readonly string[]
  /** On the KMS key, if the object is encrypted with one of the customer's. */
  readonly kms: readonly string[]
  /** The service that writes for its caller, as people call it; absent where S3 itself is asked. */
  readonly service?: string
  readonly documentation: string
}

export interface Conditional {
  readonly parameters: readonly string[]
  readonly action: string
  readonly cause: RequirementCause
}

/** What it is called when the action is missing; null if it is no other than for the write itself. */
export type RequirementCause = 'acl-not-granted' | 'tagging-not-granted' | 'object-lock-not-granted' | null

export interface RequiredAction {
  readonly action: string
  readonly cause: RequirementCause
}

const withAcl: Conditional = {
  parameters: ['ACL', 'GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWriteACP'],
  action: 's3:PutObjectAcl',
  cause: 'acl-not-granted',
}
const withTags: Conditional = { parameters: ['Tagging'], action: 's3:PutObjectTagging', cause: 'tagging-not-granted' }
const withRetention: Conditional = {
  parameters: ['ObjectLockMode', 'ObjectLockRetainUntilDate'],
  action: 's3:PutObjectRetention',
  cause: 'object-lock-not-granted',
}
const withLegalHold: Conditional = {
  parameters: ['ObjectLockLegalHoldStatus'],
  action: 's3:PutObjectLegalHold',
  cause: 'object-lock-not-granted',
}
const encrypt = ['kms:GenerateDataKey']
const decrypt = ['kms:Decrypt']
const headers = [withAcl, withTags, withRetention, withLegalHold]

const nothing = { object: [], when: [], source: [], sourceVersion: [], bucket: [], advisory: [], kms: [] } as const

const docs = 'https://docs.aws.amazon.com'

const operation = (name: string, asks: Partial<Operation>): readonly [string, Operation] => [
  name,
  { ...nothing, ...asks, documentation: `${docs}/AmazonS3/latest/API/API_${name}.html` },
]

/** An operation of another service, which writes to S3 with its caller's permissions: `page` is where AWS says so. */
const ofService = (service: string, name: string, page: string, asks: Partial<Operation> = {}): readonly [string, Operation] => [
  name,
  { ...nothing, object: ['s3:PutObject'], kms: encrypt, ...asks, service, documentation: `${docs}/${page}` },
]

const transcribe = 'transcribe/latest/dg/security_iam_id-based-policy-examples.html#auth-role-iam-user'
const textract = 'textract/latest/dg/API_OutputConfig.html'

export const operations: ReadonlyMap<string, Operation> = new Map([
  operation('PutObject', { object: ['s3:PutObject'], when: headers, kms: encrypt }),
  operation('CopyObject', {
    object: ['s3:PutObject'],
    when: headers,
    source: ['s3:GetObject'],
    sourceVersion: ['s3:GetObjectVersion'],
    // The tags of the source are copied too if it has any, unless TaggingDirective replaces them. Metadata asks for nothing.
    advisory: ['s3:GetObjectTagging', 's3:PutObjectTagging'],
    kms: encrypt,
  }),
  // The parts are read again when they are put together: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
  operation('CreateMultipartUpload', { object: ['s3:PutObject'], when: headers, kms: [...encrypt, ...decrypt] }),
  operation('UploadPart', { object: ['s3:PutObject'], kms: decrypt }),
  operation('UploadPartCopy', {
    object: ['s3:PutObject'],
    source: ['s3:GetObject'],
    sourceVersion: ['s3:GetObjectVersion'],
    kms: decrypt,
  }),
  operation('CompleteMultipartUpload', { object: ['s3:PutObject'], kms: decrypt }),
  operation('AbortMultipartUpload', { advisory: ['s3:AbortMultipartUpload'] }),
  operation('ListParts', { advisory: ['s3:ListMultipartUploadParts'] }),
  operation('ListMultipartUploads', { bucket: ['s3:ListBucketMultipartUploads'] }),
  operation('PutObjectAcl', { object: ['s3:PutObjectAcl'] }),
  operation('PutObjectTagging', {
    object: ['s3:PutObjectTagging'],
    when: [{ parameters: ['VersionId'], action: 's3:PutObjectVersionTagging', cause: 'tagging-not-granted' }],
  }),
  operation('PutObjectRetention', {
    object: ['s3:PutObjectRetention'],
    when: [{ parameters: ['BypassGovernanceRetention'], action: 's3:BypassGovernanceRetention', cause: null }],
  }),
  operation('PutObjectLegalHold', { object: ['s3:PutObjectLegalHold'] }),
  operation('PutObjectAnnotation', { object: ['s3:PutObjectAnnotation'] }),
  operation('UpdateObjectEncryption', { object: ['s3:UpdateObjectEncryption'] }),
  operation('RestoreObject', { object: ['s3:RestoreObject'] }),
  operation('SelectObjectContent', { object: ['s3:GetObject'] }),
  operation('WriteGetObjectResponse', {}),
  // Of directory buckets only.
  operation('RenameObject', { bucket: ['s3express:CreateSession'] }),

  ofService('Polly', 'StartSpeechSynthesisTask', 'polly/latest/dg/asynchronous-iam.html'),
  // Athena looks where the bucket is and cleans up after itself; a query whose results cannot be written fails. Where a
  // workgroup says where results go, that counts.
  ofService('Athena', 'StartQueryExecution', 'athena/latest/ug/s3-permissions.html', {
    when: [withAcl],
    advisory: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  }),
  ofService('Transcribe', 'StartTranscriptionJob', transcribe),
  ofService('Transcribe', 'StartMedicalTranscriptionJob', transcribe),
  ofService('Textract', 'StartDocumentTextDetection', textract),
  ofService('Textract', 'StartDocumentAnalysis', textract),
  ofService('Textract', 'StartExpenseAnalysis', textract),
  ofService('Textract', 'StartLendingAnalysis', textract),
  // An export to a bucket of another account is given to its owner.
  ofService('DynamoDB', 'ExportTableToPointInTime', 'amazondynamodb/latest/developerguide/S3DataExport_Requesting.html', {
    when: [{ ...withAcl, parameters: ['S3BucketOwner'] }],
    advisory: ['s3:PutObjectAcl', 's3:AbortMultipartUpload'],
  }),
  ofService('Rekognition', 'CreateProjectVersion', 'rekognition/latest/APIReference/API_CreateProjectVersion.html'),
  ofService(
    'Rekognition',
    'CreateFaceLivenessSession',
    'rekognition/latest/APIReference/API_CreateFaceLivenessSessionRequestSettings.html',
  ),
  ofService('EC2', 'CreateStoreImageTask', 'AWSEC2/latest/UserGuide/work-with-ami-store-restore.html', {
    when: [withTags],
    advisory: ['s3:PutObjectTagging', 's3:AbortMultipartUpload'],
  }),
])

/** An operation that is not in the table is taken for a PutObject. */
export const operationNamed = (name: string): Operation => operations.get(name) ?? (operations.get('PutObject') as Operation)

/**
 * The actions that an operation asks for on the object it writes, with the names of the parameters that are given to it.
 * None for one that asks for nothing there, or for something the caller has anyway: aborting its own upload. An operation
 * that is not in the table is taken for a PutObject.
 */
export const requiredActions = (name: string, parameters: ReadonlySet<string>): readonly RequiredAction[] => {
  const asked = operationNamed(name)
  return [
    ...asked.object.map((action) => ({ action, cause: null })),
    ...asked.when
      .filter((conditional) => conditional.parameters.some((parameter) => parameters.has(parameter)))
      .map(({ action, cause }) => ({ action, cause })),
  ]
}

/**
 * Whether a call of a library may send the object in parts if it is large, as upload managers and file systems do: all that are
 * not called as the operation is.
 */
export const mayUploadInParts = (name: string, call: string): boolean =>
  (name === 'PutObject' && !/^put/i.test(call)) || (name === 'CopyObject' && !/^copy_?object/i.test(call))

/** What the operation asks for on the object that it copies, which `CopySource` may name a version of; nothing if it copies none. */
export const sourceActions = (name: string, isVersion: boolean): readonly string[] => {
  const asked = operations.get(name)
  return (isVersion ? asked?.sourceVersion : asked?.source) ?? []
}
