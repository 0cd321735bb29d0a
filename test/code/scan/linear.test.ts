import { expect, test } from 'vitest'
import { createLibrary } from '../../../src/code/catalog/library.ts'
import { type Language, languages } from '../../../src/code/languages.ts'
import { sourceEntry } from '../../../src/code/package/entry.ts'

/** What a program may begin many times and never end. */
const beginnings = [
  ...[
    'from a ',
    'from a import (',
    'from a import (#x',
    'from a import (\n',
    'from a import b\\\n',
    'from . import ',
    'import a,',
    'import {',
  ],
  ...[
    'require',
    'require(',
    'require ',
    "require '",
    'import(',
    'export ',
    'export {',
    'export { a',
    'module.exports = {',
    'import static ',
  ],
  ...[
    'a.b.',
    'a.',
    'A.',
    'a . ',
    ' ',
    '\n',
    '\t\n',
    '"',
    "'",
    '`',
    '/*',
    '/* ',
    '//',
    '(',
    '{',
    '"""',
    'a',
    'A',
    '\\',
    '"\\',
    '@',
    '#',
    '$',
  ],
  ...[
    'use A\\',
    'use a::{',
    'using A.',
    'using static ',
    'namespace A.',
    'package a.',
    'class A ',
    'new A',
    'extends A',
    'include ',
    'include(',
  ],
  ...[
    'import a.*;',
    'func ',
    'type ',
    '<?php ',
    '<<<',
    '<<~A\n',
    '=begin\n',
    '%w(',
    'r#"',
    'A::',
    'fn ',
    'fun ',
    'mod ',
    'require_relative ',
  ],
  ...['aws s3 ', 'aws\ts3 x ', 'as3', 's3.', 'put_object', 'upload', 'store', 'write'],
]

/** What may follow a beginning for long: where two parts of a search take the same, each way to share it is tried. */
const runs = ['a', 'A', '1', ' ', '\n', '.', ' a', '\\', ';']

const hostileTexts = (size: number): ReadonlyMap<string, string> => {
  const texts = new Map<string, string>()
  for (const beginning of beginnings) {
    texts.set(`${beginning} over and over`, `handler\n${beginning.repeat(size / beginning.length)}`)
    for (const run of runs)
      texts.set(`${beginning} before a run of ${run}`, `handler\n${beginning}${run.repeat(size / run.length)}'`)
  }
  return texts
}

const searches = async ({ extensions, importsIn, loadCatalog }: Language): Promise<(text: string) => void> => {
  const { mentions } = createLibrary(await loadCatalog())
  return (text) => {
    importsIn(text)
    mentions.test(text)
    sourceEntry(new Map([[`a${extensions[0]}`, () => ({ path: 'a', text })]]), {
      kind: 'module',
      module: 'a',
      name: 'handler',
      extensions,
    })
  }
}

/** In milliseconds of the processor's: others that use it make it no longer. */
const timeOf = (run: () => void): number => {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const small = 2_500
const growth = 16

/** Sixteen times the text takes 256 times as long where the time is the square: then seconds, where it otherwise takes a moment. */
const slowest = 150

test.each(languages)('what $id searches a program’s words for takes time in proportion to its length', async (language) => {
  const search = await searches(language)
  const short = hostileTexts(small)
  const slow = [...hostileTexts(small * growth)].flatMap(([name, text]) => {
    const once = timeOf(() => search(short.get(name) ?? ''))
    const long = timeOf(() => search(text))
    return long > Math.max(slowest, 4 * growth * once) ? [`${name}: ${once} ms, then ${long} ms`] : []
  })
  expect(slow).toEqual([])
})
