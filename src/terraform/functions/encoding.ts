import { gunzipSync } from 'node:zlib'
import { knownText, text } from '../../source/text.ts'
import { list, object, string, stringOf } from '../value/construct.ts'
import { elementsOf, knownString, toText } from '../value/convert.ts'
import { decodeJson, encodeJson } from '../value/json.ts'
import type { Value } from '../value/value.ts'
import { afterJson } from './after-json.ts'
import { parseCsv } from './csv.ts'
import {
  anyParameter,
  type Failure,
  type FunctionDefinition,
  type FunctionTable,
  failure,
  type Result,
  stringParameter,
  undecided,
} from './definition.ts'
import { goQuote } from './go-quote.ts'
import { findTextEncoding, isOtherEncoding, type TextEncoding } from './text-encoding.ts'
import { readYaml } from './yaml-decode.ts'
import { writeYaml } from './yaml-encode.ts'

const ofString = (change: (str: string) => Result): FunctionDefinition => ({
  parameters: [stringParameter('str')],
  call: ([value]) => value && change(knownString(value) ?? ''),
})

/** As text; undefined when the bytes are no UTF-8. */
const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Undefined for what is no base64; line breaks in it do not count. */
const bytesFromBase64 = (encoded: string): Buffer | undefined => {
  const compact = encoded.replace(/[\r\n]/g, '')
  return base64.test(compact) ? Buffer.from(compact, 'base64') : undefined
}

const notBase64 = (encoded: string): Failure => failure(`failed to decode base64 data ${goQuote(encoded)}`)

const decodeBase64 = (encoded: string): Result => {
  const bytes = bytesFromBase64(encoded)
  if (!bytes) return notBase64(encoded)
  const decoded = decodeUtf8(bytes)
  return decoded === undefined ? failure('the result of decoding the provided string is not valid UTF-8') : string(decoded)
}

const MAX_UNZIPPED = 10_000_000

const gunzip = (encoded: string): Result => {
  const bytes = bytesFromBase64(encoded)
  if (!bytes) return notBase64(encoded)
  try {
    return string(gunzipSync(bytes, { maxOutputLength: MAX_UNZIPPED }).toString())
  } catch (error) {
    if (error instanceof RangeError) return undecided(`it unpacks to more than ${MAX_UNZIPPED} bytes`)
    return failure('failed to gunzip bytestream: gzip: invalid header')
  }
}

const known = (value: Value | undefined): string => (value && knownString(value)) ?? ''

const withEncoding =
  (call: (input: string, encoding: TextEncoding) => Result) =>
  ([input, name]: readonly Value[]): Result => {
    if (isOtherEncoding(known(name))) return undecided(`the encoding ${known(name)} is not known here`)
    const encoding = findTextEncoding(known(name))
    return encoding
      ? call(known(input), encoding)
      : failure(`${goQuote(known(name))} is not a supported IANA encoding name or alias in this Terraform version`, 'encoding')
  }

const encodeText = (input: string, { name, encode }: TextEncoding): Result => {
  const encoded = encode(input)
  return encoded
    ? string(Buffer.from(encoded).toString('base64'))
    : failure(`the given string contains characters that cannot be represented in ${name}`, 'string')
}

const decodeText = (input: string, { name, decode }: TextEncoding): Result => {
  const bytes = bytesFromBase64(input)
  if (!bytes) {
    const offset = /[^A-Za-z0-9+/\r\n]/.exec(input)?.index ?? input.length
    return failure(`the given value is has an invalid base64 symbol at offset ${offset}`, 'source')
  }
  const decoded = decode(bytes)
  return decoded.includes('\ufffd')
    ? failure(`the given string contains symbols that are not defined for ${name}`, 'source')
    : string(decoded)
}

const decodeYaml = ([value]: readonly Value[]): Result => {
  const decoded = readYaml(known(value))
  return typeof decoded === 'string' ? failure(decoded) : decoded
}

const encodeYaml = ([value]: readonly Value[]): Result => value && string(writeYaml(value))

/** As Go's `url.QueryEscape`. */
const encodeUrl = (value: string): string =>
  encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

const decodeUrl = (value: string): Result => {
  try {
    return string(decodeURIComponent(value.replaceAll('+', ' ')))
  } catch {
    return failure(`failed to decode URL ${JSON.stringify(value.slice(0, 100))}`)
  }
}

const decode = ([value]: readonly Value[]): Result => {
  if (!value) return undefined
  if (value.kind === 'unknown') return decodeUnknown(value.id)
  if (value.kind !== 'string') return failure('a string is required', 'str')
  const decoded = decodeJson(value)
  if (decoded.ok) return value.json ? afterJson(decoded.value) : decoded.value
  if (knownText(value.parts) === undefined) return undecided(`it is not JSON: ${decoded.message.replace(/\.$/, '')}`)
  return failure(decoded.message.replace(/\.$/, '').replace(/^[A-Z]/, (letter) => letter.toLowerCase()))
}

/** It is what was encoded, if that is what the id says. */
const decodeUnknown = (id: string): Result => {
  const decoded = decodeJson({ kind: 'string', parts: [{ kind: 'unknown', id, reason: '' }] })
  return decoded.ok && decoded.value.kind === 'unknown' && !decoded.value.id.startsWith('jsondecode(') ? decoded.value : undefined
}

const decodeCsv = (source: string): Result => {
  const rows = parseCsv(source)
  if (typeof rows === 'string') return failure(rows)
  const [header, ...records] = rows
  if (!header) return failure('missing header line')
  if (new Set(header).size < header.length) return failure('duplicate column name')
  return list(records.map((record) => object(header.map((name, index) => [name, string(record[index] ?? '')]))))
}

const hasInfinity = (value: Value): boolean =>
  value.kind === 'number' ? !value.exact && !Number.isFinite(value.value) : (elementsOf(value)?.some(hasInfinity) ?? false)

const urlSafe = /^[A-Za-z0-9._~-]*$/

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode and the others of its group. */
export const encodingFunctions: FunctionTable = {
  base64encode: ofString((value) => string(Buffer.from(value).toString('base64'))),
  base64decode: ofString(decodeBase64),
  base64gunzip: ofString(gunzip),
  base64gzip: ofString(() => undecided('how it is compressed depends on the version of Terraform')),
  jsonencode: {
    parameters: [{ ...anyParameter('val'), nullable: true }],
    partial: true,
    call: ([value]) => {
      if (value && hasInfinity(value)) return failure('cannot serialize infinity as JSON')
      return value && encodeJson(value)
    },
  },
  jsondecode: { parameters: [stringParameter('str')], partial: true, sensitivity: 'own', call: decode },
  urlencode: {
    parameters: [stringParameter('str')],
    partial: true,
    call: ([value]) => {
      const parts = (value && toText(value)) ?? []
      const safe = parts.every((part) => typeof part === 'string' || (part.kind === 'unknown' && part.domain !== undefined))
      return safe
        ? stringOf(text(...parts.map((part) => (typeof part === 'string' ? (urlSafe.test(part) ? part : encodeUrl(part)) : part))))
        : undefined
    },
  },
  urldecode: ofString(decodeUrl),
  csvdecode: ofString(decodeCsv),
  yamldecode: { parameters: [stringParameter('src')], call: decodeYaml },
  yamlencode: { parameters: [{ ...anyParameter('value'), nullable: true }], call: encodeYaml },
  textencodebase64: {
    parameters: [stringParameter('string'), stringParameter('encoding')],
    call: withEncoding(encodeText),
  },
  textdecodebase64: {
    parameters: [stringParameter('source'), stringParameter('encoding')],
    call: withEncoding(decodeText),
  },
}
