// Stands in for hashicorp/archive and hashicorp/random while plans are recorded, so that what nearly every configuration uses is in them:
// their schemas, and values of which only whether they are known matters. Terraform starts it as a provider, by one of these two names.
// https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol (version 5; go-plugin without TLS: TF_DISABLE_PLUGIN_TLS)
import { createHash } from 'node:crypto'
import { createServer } from 'node:http2'
import { decode, encode, UNKNOWN } from './message-pack.mjs'

const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)])
const bytes = (field, content) => Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(content.length)]), content])
const text = (field, content) => bytes(field, Buffer.from(content))
const number = (field, value) => Buffer.from([...varint(field << 3), ...varint(value)])
const message = (...fields) => Buffer.concat(fields)

/** The length-delimited fields of a message, by number. */
const fieldsOf = (buffer) => {
  const fields = new Map()
  let at = 0
  const next = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = buffer[at++]
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  while (at < buffer.length) {
    const tag = next()
    const size = next()
    if ((tag & 7) !== 2) continue
    fields.set(tag >> 3, buffer.subarray(at, at + size))
    at += size
  }
  return fields
}

const KINDS = { required: 4, optional: 5, computed: 6 }

/** `{ name: 'required string' }` */
const block = (attributes, nested = []) =>
  message(
    ...Object.entries(attributes).map(([name, words]) => {
      const type = JSON.stringify(words.includes('set') ? ['set', 'string'] : words.split(' ').at(-1))
      const kinds = Object.entries(KINDS).filter(([kind]) => words.includes(kind))
      return bytes(2, message(text(1, name), text(2, type), ...kinds.map(([, field]) => number(field, 1))))
    }),
    ...nested.map(([name, attributesOfIt]) => bytes(3, message(text(1, name), bytes(2, block(attributesOfIt)), number(3, 3)))),
  )

const HASHES = ['sha', 'sha256', 'sha512', 'md5', 'base64sha256', 'base64sha512']

const archiveFile = {
  ...{ id: 'computed string', type: 'required string', output_path: 'required string', excludes: 'optional set' },
  ...{ source_file: 'optional string', source_dir: 'optional string', output_file_mode: 'optional string' },
  ...{
    source_content: 'optional string',
    source_content_filename: 'optional string',
    exclude_symlink_directories: 'optional bool',
  },
  output_size: 'computed number',
  ...Object.fromEntries(HASHES.map((hash) => [`output_${hash}`, 'computed string'])),
}

const archived = (config) => {
  const hash = (name) =>
    createHash(name === 'sha' ? 'sha1' : name.replace('base64', ''))
      .update(config.output_path)
      .digest(name.startsWith('base64') ? 'base64' : 'hex')
  const hashes = Object.fromEntries(HASHES.map((name) => [`output_${name}`, hash(name)]))
  return { ...config, id: hash('sha'), output_size: 1024, ...hashes }
}

const provider =
  process.argv[2] === 'random'
    ? {
        resources: {
          random_id: {
            ...{ keepers: 'optional string', byte_length: 'required number', prefix: 'optional string', id: 'computed string' },
            ...{ hex: 'computed string', dec: 'computed string', b64_url: 'computed string', b64_std: 'computed string' },
          },
          random_pet: { id: 'computed string', length: 'optional number', prefix: 'optional string', separator: 'optional string' },
        },
        data: {},
      }
    : { resources: {}, data: { archive_file: archiveFile } }

const schemas = (field, types) =>
  Object.entries(types).map(([type, attributes]) =>
    bytes(
      field,
      message(
        text(1, type),
        bytes(
          2,
          bytes(
            2,
            block(
              attributes,
              type === 'archive_file' ? [['source', { content: 'required string', filename: 'required string' }]] : [],
            ),
          ),
        ),
      ),
    ),
  )

const dynamic = (field, value) => bytes(field, bytes(1, encode(value)))
const given = (fields, field) => decode(fieldsOf(fields.get(field)).get(1))

const planned = (fields) => {
  const proposed = given(fields, 3)
  if (proposed === null) return dynamic(1, null)
  const attributes = provider.resources[fields.get(1).toString()]
  const filled = Object.entries(proposed).map(([name, value]) => [
    name,
    value === null && attributes[name].includes('computed') ? UNKNOWN : value,
  ])
  return dynamic(1, Object.fromEntries(filled))
}

const methods = {
  GetSchema: () => message(bytes(1, bytes(2, block({}))), ...schemas(2, provider.resources), ...schemas(3, provider.data)),
  PrepareProviderConfig: (fields) => bytes(1, fields.get(1)),
  PlanResourceChange: planned,
  ReadDataSource: (fields) => dynamic(1, archived(given(fields, 2))),
}

const server = createServer()
server.on('stream', (stream, headers) => {
  const method = headers[':path'].split('/').at(-1)
  if (method === 'StartStream' || method === 'StreamStdio') return
  const received = []
  stream.on('data', (chunk) => received.push(chunk))
  stream.on('end', () => {
    const answer = methods[method]?.(fieldsOf(Buffer.concat(received).subarray(5))) ?? Buffer.alloc(0)
    const size = Buffer.alloc(5)
    size.writeUInt32BE(answer.length, 1)
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
    stream.end(Buffer.concat([size, answer]))
    if (method === 'Shutdown') stream.on('close', () => process.exit(0))
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`1|5|tcp|127.0.0.1:${server.address().port}|grpc\n`))
