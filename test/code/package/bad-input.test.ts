import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { takeReadingProblems } from '../../../src/code/package/open-package.ts'
import { checkout, zipOf } from './checkout.ts'

const handler = 'def handler(event, context):\n    pass\n'

interface Member {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the zip says of its size, if not the truth. */
  readonly size?: number
  /** Unix: `0o120777` is a link. */
  readonly mode?: number
}

/** A zip as nobody would write it, without checksums. */
const rawZip = (members: readonly Member[], repeats = 1): Uint8Array => {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, content, size, mode = 0o100644 } of members) {
    const packed = deflateRawSync(Buffer.from(content))
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(size ?? Buffer.byteLength(content), 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE((mode << 16) >>> 0, 38)
    entry.writeUInt32LE(at, 42)
    for (let repeat = 0; repeat < repeats; repeat++) entries.push(entry, Buffer.from(name))
    locals.push(header, Buffer.from(name), packed)
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length * repeats, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

const openZip = async (bytes: Uint8Array, more: Readonly<Record<string, string>> = {}) => {
  const repository = checkout({ 'app.zip': bytes, ...more })
  const { value, reason, diagnostics } = await repository.open({ candidates: [{ kind: 'zip', path: repository.at('app.zip') }] })
  const text = value?.files.get('app.py')?.()?.text
  const files = [...(value?.files.keys() ?? [])]
  return { files, text, reason, problems: [...diagnostics, ...takeReadingProblems(repository.options)].map(({ detail }) => detail) }
}

const zeros = new Uint8Array(30 * 1024 * 1024)

test.each([
  ['says how large it is', {}, 'larger than 5 MB'],
  ['says that it is small', { size: 100 }, 'it is damaged'],
  ['says that it is just small enough', { size: 4 * 1024 * 1024 }, 'it is damaged'],
])('a member that unpacks to 30 MB and %s is not read', async (_, lie, problem) => {
  const { problems, text } = await openZip(rawZip([{ name: 'app.py', content: zeros, ...lie }]))
  expect(text).toBeUndefined()
  expect(problems).toEqual([expect.stringContaining(problem)])
})

test('a zip in a zip is a file as any other, and stays packed', async () => {
  const inner = zipOf({ 'app.py': handler })
  const { files } = await openZip(
    rawZip([
      { name: 'inner.zip', content: inner },
      { name: 'app.py', content: handler },
    ]),
  )
  expect(files).toEqual(['inner.zip', 'app.py'])
})

test.each(['../app.py', 'a/../../app.py', '/app.py', 'C:app.py', 'C:\\app.py', '..\\app.py', '\\\\host\\app.py'])(
  'a member called %s is left out',
  async (name) => {
    const { files, problems } = await openZip(
      rawZip([
        { name, content: 'x' },
        { name: 'app.py', content: handler },
      ]),
    )
    expect(files).toEqual(['app.py'])
    expect(problems).toEqual([expect.stringContaining('unpacked outside its folder')])
  },
)

test('a link in a zip is not followed', async () => {
  const link = { name: 'settings.py', content: '/etc/passwd', mode: 0o120777 }
  expect((await openZip(rawZip([link, { name: 'app.py', content: handler }]))).files).toEqual(['app.py'])
})

test('of files with one name the last is read, as it is unpacked, and that is said', async () => {
  const { text, problems } = await openZip(
    rawZip([
      { name: 'app.py', content: 'old' },
      { name: 'app.py', content: handler },
    ]),
  )
  expect(text).toBe(handler)
  expect(problems).toEqual([expect.stringContaining('more than one file of a name')])
})

test('a directory of 60,000 names is read at once', async () => {
  const { text } = await openZip(rawZip([{ name: 'app.py', content: handler }], 60_000))
  expect(text).toBe(handler)
}, 3_000)

test.each([4, 10, 22, 30, 45, 60, 80, 99])(
  'a zip that is damaged at %i %% is reported, or read as far as it can be',
  async (percent) => {
    const bytes = Uint8Array.from(
      rawZip([
        { name: 'app.py', content: handler },
        { name: 'b.py', content: handler.repeat(20) },
      ]),
    )
    const at = Math.floor((bytes.length * percent) / 100)
    bytes.fill(0xff, at, at + 4)
    const { reason, text, problems } = await openZip(bytes)
    expect(text === handler || reason !== null || problems.length > 0).toBe(true)
  },
)

test('a member that is compressed far better than text is not read', async () => {
  const { problems } = await openZip(rawZip([{ name: 'app.py', content: zeros.subarray(0, 4 * 1024 * 1024) }]))
  expect(problems).toEqual([expect.stringContaining('compressed suspiciously well')])
})

test('what a scan reads of packages is bounded as a whole', async () => {
  const parts = Array.from({ length: 20 }, (_, part) => ({ name: `part${part}.py`, content: 'x = 1\n'.repeat(1_000) }))
  const { at, openWith, options } = checkout({ 'app.zip': rawZip([{ name: 'app.py', content: handler }, ...parts]) })
  const bounded = { ...options, maximumRead: 50_000 }
  const { value } = await openWith(bounded, { candidates: [{ kind: 'zip', path: at('app.zip') }] })
  const read = parts.filter(({ name }) => value?.files.get(name)?.() !== undefined)
  expect(read).toHaveLength(8)
  expect(takeReadingProblems(bounded)).toMatchObject([{ severity: 'warning', summary: 'Too much code' }])
})

test('a folder with links in circles, pipes and devices has its files', async () => {
  const repository = checkout({ 'lambda/app.py': handler, 'lambda/a/b/c.py': '' })
  symlinkSync('..', repository.at('lambda/a/up'))
  symlinkSync('.', repository.at('lambda/a/b/here'))
  symlinkSync('loop', repository.at('lambda/loop'))
  symlinkSync('/dev/zero', repository.at('lambda/zero.py'))
  symlinkSync('pipe.py', repository.at('lambda/link.py'))
  spawnSync('mkfifo', [repository.at('lambda/pipe.py')])
  const { value } = await repository.open({ candidates: [{ kind: 'dir', path: repository.at('lambda') }] })
  expect([...(value?.files.keys() ?? [])]).toEqual(['app.py', 'a/b/c.py'])
  expect(value?.files.get('pipe.py')?.()).toBeUndefined()
})

test('a package that is a pipe is none', async () => {
  const repository = checkout({ 'main.tf': '' })
  spawnSync('mkfifo', [repository.at('app.zip')])
  const { reason } = await repository.open({ candidates: [{ kind: 'zip', path: repository.at('app.zip') }] })
  expect(reason).toMatch(/^Its code was not found/)
})

test('in a folder of too many files those that are imported are read, wherever they are', async () => {
  const deep = Object.fromEntries(Array.from({ length: 2_050 }, (_, at) => [`lambda/d${at % 9}/f${at}.txt`, '']))
  const repository = checkout({ 'lambda/app.py': handler, 'lambda/a/b/c/d/e.py': 'E = 1', ...deep })
  const list = repository.options.list
  const many = { ...repository.options, list: (folder: string) => ({ ...list(folder), files: tenfold(list(folder).files) }) }
  const { value, diagnostics } = await repository.openWith(many, { candidates: [{ kind: 'dir', path: repository.at('lambda') }] })
  expect(diagnostics).toMatchObject([{ summary: 'Too many files in a code folder' }])
  expect([...(value?.files.keys() ?? [])]).not.toContain('a/b/c/d/e.py')
  expect(value?.files.get('a/b/c/d/e.py')?.()?.text).toBe('E = 1')
})

const tenfold = (files: readonly string[]): readonly string[] =>
  files.flatMap((name) => (name.endsWith('.txt') ? Array.from({ length: 10 }, (_, at) => `${at}${name}`) : [name]))
