// What any tool has to do with these programs: reads every file, and parses those that mention S3.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Language, Parser } from 'web-tree-sitter'

await Parser.init()
const parser = new Parser()
const grammar = createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm')
parser.setLanguage(await Language.load(grammar))
const [folder] = process.argv.slice(2)
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.py')) continue
  const text = readFileSync(join(folder, path), 'utf8')
  if (/s3|store/i.test(text)) parser.parse(text)?.delete()
}
