import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { analyzeProgram } from '../../../src/code/analyze.ts'
import { withOriginalPlaces } from '../../../src/code/original-places.ts'
import type { CodeCandidate } from '../../../src/code/package/package-source.ts'
import { rangeOf } from '../../../src/source/source-file.ts'
import { type Checkout, checkout } from './checkout.ts'

const sources = {
  'src/index.ts': `import { save } from './store'

export const handler = async (event: { rows: string[] }): Promise<void> => {
  await save(process.env.BUCKET ?? '', event.rows.join('\\n'))
}
`,
  'src/store.ts': `import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

const client = new S3Client({})

/** Keeps it. */
export const save = async (bucket: string, body: string): Promise<void> => {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'rows.txt', Body: body }))
}
`,
}

const built = (repository: Checkout, options: BuildOptions): void => {
  buildSync({
    absWorkingDir: repository.folder,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    external: ['@aws-sdk/*'],
    logLevel: 'error',
    ...options,
  })
}

/** Where the writes of a package are. */
const placesOf = async ({ open }: Checkout, candidate: CodeCandidate): Promise<readonly string[]> => {
  const { value: pkg } = await open({ handler: 'index.handler', runtime: 'nodejs22.x', candidates: [candidate] })
  if (!pkg) throw new Error('The package was not opened.')
  const { value } = await analyzeProgram(pkg)
  expect(value.completeness).toBe('complete')
  const { calls } = await withOriginalPlaces(value, pkg.sourceMaps)
  return calls.map(({ location }) => {
    const { file, line } = rangeOf(location)
    return `${file}:${line} ${location.file.text.slice(location.start, location.end).split('(')[0]}`
  })
}

/** Its line has changed in the bundle. */
const call = 'src/store.ts:7 PutObjectCommand'

test.each<[string, BuildOptions]>([
  ['beside it', { sourcemap: true }],
  ['inside it', { sourcemap: 'inline', minify: true }],
  ['that it does not name', { sourcemap: 'external', minify: true }],
  ['without texts', { sourcemap: true, sourcesContent: false, minify: true }],
  ['of a module', { sourcemap: true, minify: true, format: 'esm', outExtension: { '.js': '.mjs' } }],
  ['of its parts', { sourcemap: true, minify: true, format: 'esm', splitting: true, outExtension: { '.js': '.mjs' } }],
])('a bundle with a source map %s points at its source', async (_, options) => {
  const repository = checkout(sources)
  built(repository, options)
  expect(await placesOf(repository, { kind: 'dir', path: repository.at('dist') })).toEqual([call])
})

const zipped = (repository: Checkout, path: string): void => {
  const file = (name: string): Uint8Array => new Uint8Array(readFileSync(join(repository.folder, 'dist', name)))
  repository.write(path, zipSync({ 'index.js': file('index.js'), 'index.js.map': file('index.js.map') }))
}

test.each(['dist/function.zip', 'infra/packages/function.zip'])('a bundle in %s points at its source', async (path) => {
  const repository = checkout({ ...sources, 'infra/main.tf': '' })
  built(repository, { sourcemap: true, minify: true })
  zipped(repository, path)
  expect(await placesOf(repository, { kind: 'zip', path: repository.at(path) })).toEqual([call])
})

test('a source that has changed since the bundle was made is not pointed at', async () => {
  const repository = checkout(sources)
  built(repository, { sourcemap: true, minify: true })
  repository.write('src/store.ts', `// New\n${sources['src/store.ts']}`)
  expect(await placesOf(repository, { kind: 'dir', path: repository.at('dist') })).toEqual([
    expect.stringMatching(/^dist\/index\.js:1 /),
  ])
})

test.each([
  ['leads out of the repository', '{"version":3,"sources":["../../../../../../etc/passwd"],"names":[],"mappings":"AAAA"}'],
  ['is no JSON', '{'],
  ['is no map', '[]'],
  ['names no line of its source', '{"version":3,"sources":["../src/store.ts"],"names":[],"mappings":"AAg6Hg6H"}'],
  ['has sources that are no texts', '{"version":3,"sources":[1,null,{}],"names":[],"mappings":"AAAA"}'],
])('a source map that %s leaves the bundle', async (_, map) => {
  const repository = checkout(sources)
  built(repository, { minify: true })
  repository.write('dist/index.js.map', map)
  expect(await placesOf(repository, { kind: 'dir', path: repository.at('dist') })).toEqual([
    expect.stringMatching(/^dist\/index\.js:1 /),
  ])
})
