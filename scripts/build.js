import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const { resolve } = createRequire(import.meta.url)

/** Every grammar, and the file of a package that its WebAssembly is. */
const grammars = JSON.parse(readFileSync(join(root, 'src/code/grammars.json'), 'utf8'))

const packageOf = (path) =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')

/** yargs lays out its help with `string-width`, whose tables of emoji take longer to load than all of the tool; ours knows what we print. */
const lightStringWidth = {
  name: 'light-string-width',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^string-width$/ }, () => ({ path: 'string-width', namespace: 'light' }))
    onLoad({ filter: /.*/, namespace: 'light' }, () => ({
      contents: "export { displayWidth as default } from './src/report/display-width.ts'",
      resolveDir: root,
    }))
  },
}

/** Generated tables stay files beside the bundle: most scans need none, and as JSON they are read much faster than as a program. */
const tablesBeside = (outdir) => ({
  name: 'tables-beside',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.generated\.json$/ }, async ({ path }) => {
      const name = basename(path)
      await mkdir(outdir, { recursive: true })
      await copyFile(path, join(outdir, name))
      return {
        contents: `import { readFileSync } from 'node:fs'\nexport default JSON.parse(readFileSync(new URL(${JSON.stringify(`./${name}`)}, import.meta.url), 'utf8'))`,
      }
    })
  },
})

/** Its `import()` of Node's own modules has nobody to answer it in a script that was compiled before. */
const builtinsOfTreeSitter = {
  name: 'builtins-of-tree-sitter',
  setup: ({ onLoad }) => {
    onLoad({ filter: /web-tree-sitter\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /await import\("(module|fs\/promises)"\)/g,
        'process.getBuiltinModule("$1")',
      ),
    }))
  },
}

/** Libraries that few scans need are loaded by their first use: in a bundle by its own `require`, which has them inside it. */
const librariesInside = {
  name: 'libraries-inside',
  setup: ({ onLoad }) => {
    onLoad({ filter: /functions[\\/]libraries\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8'))
        .replace('const load = createRequire(import.meta.url)', '')
        .replaceAll("load('", "require('"),
    }))
  },
}

const common = (outdir) => ({
  absWorkingDir: root,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  external: ['@cdktn/hcl2json'],
  logLevel: 'warning',
})

/** What is imported: modules, of which those that are rarely needed are loaded late. */
const bundleModules = (outdir) =>
  build({
    ...common(outdir),
    entryPoints: { 'tf-s3-guard': 'src/cli/launch.ts', index: 'src/index.ts', action: 'src/action/main.ts' },
    splitting: true,
    format: 'esm',
    // What is bundled from CommonJS asks for Node's own modules with `require`.
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
    plugins: [lightStringWidth, librariesInside, tablesBeside(outdir)],
  })

/** The command: one script, which can be kept compiled. */
const bundleCommand = (outdir) =>
  build({
    ...common(outdir),
    entryPoints: { command: 'src/cli/main.ts' },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    // One byte a character is half as much to load.
    charset: 'ascii',
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    supported: { 'dynamic-import': false },
    plugins: [lightStringWidth, librariesInside, tablesBeside(outdir), builtinsOfTreeSitter],
  })

/** What launches the command takes each of its bytes for a character. */
const requireAscii = async (path) => {
  const [found] = /[^\0-\x7f]/.exec(await readFile(path, 'utf8')) ?? []
  if (found) throw new Error(`The command holds "${found}", which stands in a regular expression: write it as an escape there.`)
}

/** Roots with programs in every language that is read, so that all of them are compiled. */
const rehearsal = 'test/fixtures/scenarios'

/** Runs the command once, so that what a scan needs is compiled, and keeps that. */
const keepCompiled = (outdir) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(outdir, 'tf-s3-guard.js'), 'scan', rehearsal, '--fail-on', 'never'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, TF_S3_GUARD_KEEP_COMPILED: '1' },
    },
  )
  if (status !== 0) throw new Error(`The command that was built does not run: ${stderr}`)
}

/** Large ones are kept small, and take a moment to unpack; those of the common languages are read as they are. */
const copyGrammars = async (outdir) => {
  await mkdir(join(outdir, 'grammars'), { recursive: true })
  await copyFile(resolve('web-tree-sitter/web-tree-sitter.wasm'), join(outdir, 'grammars', 'web-tree-sitter.wasm'))
  for (const [name, path] of Object.entries(grammars)) {
    const wasm = await readFile(resolve(path))
    if (wasm.length < 1_500_000) await writeFile(join(outdir, 'grammars', `${name}.wasm`), wasm)
    else await writeFile(join(outdir, 'grammars', `${name}.wasm.gz`), gzipSync(wasm, { level: 9 }))
  }
}

/** What is known of modules that are not installed: a scan that meets one reads its model. */
const copyModels = (outdir) => cp(join(root, 'models'), join(outdir, 'models'), { recursive: true })

/** The licences of what the bundle holds, which must go where their code goes. */
const writeLicences = async (outdir, { inputs }) => {
  const names = new Set(Object.values(grammars).map(packageOf))
  for (const path of Object.keys(inputs)) {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? []
    if (name) names.add(name)
  }
  const texts = await Promise.all([...names].sort().map(async (name) => `# ${name}\n\n${(await licenceOf(name)).trim()}\n`))
  await writeFile(join(outdir, 'THIRD-PARTY-LICENSES.txt'), texts.join('\n\n'))
}

const licenceOf = async (name) => {
  const folder = join(root, 'node_modules', name)
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
  if (file) return readFile(join(folder, file), 'utf8')
  const { license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  return `Licence: ${license}`
}

/** Builds the command, the library and the action into a folder; what was there is replaced when all is done. */
const buildInto = async (outdir) => {
  const fresh = `${outdir}.${process.pid}`
  try {
    const [{ metafile }] = await Promise.all([bundleCommand(fresh), bundleModules(fresh), copyGrammars(fresh), copyModels(fresh)])
    await writeLicences(fresh, metafile)
    await chmod(join(fresh, 'tf-s3-guard.js'), 0o755)
    await requireAscii(join(fresh, 'command.cjs'))
    keepCompiled(fresh)
    await rm(outdir, { recursive: true, force: true })
    await rename(fresh, outdir)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

await buildInto(join(root, process.argv[2] ?? 'dist'))
