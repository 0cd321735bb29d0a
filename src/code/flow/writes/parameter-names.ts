/**
 * The API's names of the parameters that ask for permissions of their own. SDKs spell them in their languages' ways, forms
 * and headers in HTTP's: `server_side_encryption`, `CannedACL`, `x-amz-tagging`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html, https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
const spellings: Readonly<Record<string, readonly string[]>> = {
  ACL: ['acl', 'cannedacl', 'accesscontrollist', 'objectcannedacl'],
  GrantFullControl: ['grantfullcontrol'],
  GrantRead: ['grantread'],
  GrantReadACP: ['grantreadacp'],
  GrantWriteACP: ['grantwriteacp'],
  Tagging: ['tagging', 'tagset'],
  TaggingDirective: ['taggingdirective'],
  ObjectLockMode: ['objectlockmode'],
  ObjectLockRetainUntilDate: ['objectlockretainuntildate'],
  ObjectLockLegalHoldStatus: ['objectlocklegalholdstatus', 'objectlocklegalhold'],
  ServerSideEncryption: ['serversideencryption', 'serversideencryptionmethod'],
  SSEKMSKeyId: ['ssekmskeyid', 'serversideencryptionawskmskeyid', 'serversideencryptionkeymanagementservicekeyid'],
  CopySource: ['copysource'],
}

const bySpelling: ReadonlyMap<string, string> = new Map(
  Object.entries(spellings).flatMap(([name, known]) => known.map((spelling) => [spelling, name] as const)),
)

/** The API's name for a parameter, under which the operations know it; the name itself if it asks for nothing. */
export const parameterName = (name: string): string =>
  bySpelling.get(
    name
      .toLowerCase()
      .replace(/^x-amz-/, '')
      .replaceAll(/[-_]/g, ''),
  ) ?? name
