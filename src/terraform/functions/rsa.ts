import { constants, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto'

export type Decrypted =
  | { readonly kind: 'decrypted'; readonly bytes: Buffer }
  | { readonly kind: 'no key'; readonly reason: string }
  | { readonly kind: 'not decrypted' }

/**
 * What was encrypted with RSA and PKCS #1 v1.5. Node does not take that padding off any more, so as not to tell an attacker whether
 * it was right; here nobody asks but the configuration itself, and it is taken off by hand.
 */
export const decryptRsa = (encrypted: Uint8Array, pem: string): Decrypted => {
  if (!/-----BEGIN [A-Z ]+-----/.test(pem)) return { kind: 'no key', reason: 'ssh: no key found' }
  const key = readKey(pem)
  if (!key) return { kind: 'no key', reason: 'the key could not be read' }
  try {
    const padded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted)
    const end = padded.indexOf(0, 2)
    return padded[0] === 0 && padded[1] === 2 && end >= 10
      ? { kind: 'decrypted', bytes: padded.subarray(end + 1) }
      : { kind: 'not decrypted' }
  } catch {
    return { kind: 'not decrypted' }
  }
}

const readKey = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}
