import { type BinaryToTextEncoding, createHash } from 'node:crypto'
import { string } from '../value/construct.ts'
import { knownString } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import type { FunctionContext } from './context.ts'
import { type FunctionDefinition, type FunctionTable, failure, type Result, stringParameter, undecided } from './definition.ts'
import { bytesOf, pathParameter } from './file-contents.ts'
import { goQuote } from './go-quote.ts'
import { decryptRsa } from './rsa.ts'

const digest = (algorithm: string, data: string | Uint8Array, encoding: BinaryToTextEncoding): Value =>
  string(createHash(algorithm).update(data).digest(encoding))

const ofString = (algorithm: string, encoding: BinaryToTextEncoding): FunctionDefinition => ({
  parameters: [stringParameter('str')],
  call: ([value]) => value && digest(algorithm, knownString(value) ?? '', encoding),
})

/** A file that is not there may be one that is built before Terraform runs. */
const ofFile = (algorithm: string, encoding: BinaryToTextEncoding): FunctionDefinition => ({
  parameters: [pathParameter],
  call: ([value], context: FunctionContext): Result => {
    const file = context.readFile((value && knownString(value)) ?? '')
    if ('error' in file) return undecided(file.error)
    const bytes = bytesOf((value && knownString(value)) ?? '', file, context)
    return bytes ? digest(algorithm, bytes, encoding) : undecided('the bytes of the file are not at hand')
  },
})

const plainUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const otherUuid =
  /^(?:urn:uuid:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})|\{([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}|([0-9a-f]{32}))$/i

/** The forms in which Go reads a UUID. */
const uuidIn = (text: string): string | undefined => (plainUuid.test(text) ? text : otherUuid.exec(text)?.slice(1).find(Boolean))
const namespaces: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
])

const uuidV5 = ([namespaceValue, nameValue]: readonly Value[]): Result => {
  const given = (namespaceValue && knownString(namespaceValue)) ?? ''
  const namespace = namespaces.get(given) ?? uuidIn(given)
  if (namespace === undefined) return failure(`uuidv5() doesn't support namespace ${given} (invalid UUID format)`)
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update((nameValue && knownString(nameValue)) ?? '')
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return string(bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))
}

const decrypt = ([encrypted, key]: readonly Value[]): Result => {
  const written = (encrypted && knownString(encrypted)) ?? ''
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(written) || written.replace(/[\r\n]/g, '').length % 4 !== 0)
    return failure(`failed to decode input ${goQuote(written)}: cipher text must be base64-encoded`, 'ciphertext')
  const decrypted = decryptRsa(Buffer.from(written, 'base64'), (key && knownString(key)) ?? '')
  switch (decrypted.kind) {
    case 'decrypted':
      return string(decrypted.bytes.toString())
    case 'no key':
      return failure(`invalid private key: ${decrypted.reason}`, 'privatekey')
    case 'not decrypted':
      return failure('failed to decrypt: crypto/rsa: decryption error')
  }
}

/** https://developer.hashicorp.com/terraform/language/functions/md5 and the others of its group. */
export const hashFunctions: FunctionTable = {
  md5: ofString('md5', 'hex'),
  sha1: ofString('sha1', 'hex'),
  sha256: ofString('sha256', 'hex'),
  sha512: ofString('sha512', 'hex'),
  base64sha256: ofString('sha256', 'base64'),
  base64sha512: ofString('sha512', 'base64'),
  filemd5: ofFile('md5', 'hex'),
  filesha1: ofFile('sha1', 'hex'),
  filesha256: ofFile('sha256', 'hex'),
  filesha512: ofFile('sha512', 'hex'),
  filebase64sha256: ofFile('sha256', 'base64'),
  filebase64sha512: ofFile('sha512', 'base64'),
  rsadecrypt: { parameters: [stringParameter('ciphertext'), stringParameter('privatekey')], call: decrypt },
  uuidv5: { parameters: [stringParameter('namespace'), stringParameter('name')], call: uuidV5 },
}
