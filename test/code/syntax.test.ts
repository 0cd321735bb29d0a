import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { Language, Parser } from 'web-tree-sitter'
import { exportedCursor, publicCursor } from '../../src/code/cursor.ts'
import grammars from '../../src/code/grammars.json' with { type: 'json' }
import { copyTree } from '../../src/code/syntax.ts'

const { resolve } = createRequire(import.meta.url)

const runtime = { wasmBinary: await readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')) }
await Parser.init(runtime)

test.each([
  ['python', 'def handler(event, context):\n  return s3.put_object(Bucket="b", **event)  # done\n'],
  ['python', 'def (:\n  x = [1, \n'],
  ['typescript', 'export const handler = async ({ id = 1, ...rest }: Event): Promise<void> => { await save(`a/${id}`, rest) }'],
  ['go', 'package main\nfunc main() { x, err := f(1'],
] as const)('a tree of %s is the same by either way to walk it', async (grammar, text) => {
  const language = await Language.load(await readFile(resolve(grammars[grammar])))
  const tree = new Parser().setLanguage(language).parse(text)
  const cursors = tree === null ? [] : [() => publicCursor(tree), () => exportedCursor(tree, runtime)]
  const copies = cursors.map((create) => {
    const cursor = create()
    const errors: { start: number; end: number }[] = []
    const root = cursor && copyTree(cursor, language, errors)
    cursor?.delete()
    return { root, errors }
  })
  expect(copies[1]).toEqual(copies[0])
  expect(copies[1]?.root?.children.length).toBeGreaterThan(0)
})
