import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const { resolve } = createRequire(import.meta.url)

/** Every grammar, and the package that its WebAssembly comes from. */
const grammars = {
  python: 'tree-sitter-python',
  javascript: 'tree-sitter-javascript',
  typescript: 'tree-sitter-typescript',
  tsx: 'tree-sitter-typescript',
  go: 'tree-sitter-go',
  java: 'tree-sitter-java',
}

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

const bundle = (outdir) =>
  build({
    absWorkingDir: root,
    entryPoints: { 'tf-s3-guard': 'src/cli/main.ts', index: 'src/index.ts', action: 'src/action/main.ts' },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    external: ['@cdktn/hcl2json'],
    plugins: [lightStringWidth],
    logLevel: 'warning',
  })

const copyGrammars = async (outdir) => {
  await mkdir(join(outdir, 'grammars'), { recursive: true })
  await copyFile(resolve('web-tree-sitter/web-tree-sitter.wasm'), join(outdir, 'grammars', 'web-tree-sitter.wasm'))
  for (const [name, packageName] of Object.entries(grammars)) {
    const file = findInPackage(`${packageName}/tree-sitter-${name}.wasm`)
    if (file) await copyFile(file, join(outdir, 'grammars', `${name}.wasm`))
  }
}

const findInPackage = (specifier) => {
  try {
    return resolve(specifier)
  } catch {
    return null
  }
}

/** The licences of what the bundle holds, which must go where their code goes. */
const writeLicences = async (outdir, { inputs }) => {
  const names = new Set(Object.values(grammars).filter((name) => findInPackage(`${name}/package.json`)))
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
    const [{ metafile }] = await Promise.all([bundle(fresh), copyGrammars(fresh)])
    await writeLicences(fresh, metafile)
    await chmod(join(fresh, 'tf-s3-guard.js'), 0o755)
    await rm(outdir, { recursive: true, force: true })
    await rename(fresh, outdir)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

await buildInto(join(root, process.argv[2] ?? 'dist'))
