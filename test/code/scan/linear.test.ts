import { expect, test } from 'vitest'
import { createLibrary } from '../../../src/code/catalog/library.ts'
import { languages } from '../../../src/code/languages.ts'
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

const size = 150_000

/** A search that takes the square of the length takes seconds here, and hours for a bundle. */
const longest = 1_000

test.each(languages)(
  'what $id searches a program’s words for takes time in proportion to its length',
  async (language) => {
    const { extensions } = language
    const { mentions } = createLibrary(await language.loadCatalog())
    const slow = beginnings.filter((beginning) => {
      const text = `handler\n${beginning.repeat(size / beginning.length)}`
      const started = performance.now()
      language.importsIn(text)
      mentions.test(text)
      sourceEntry(new Map([[`a${extensions[0]}`, () => ({ path: 'a', text })]]), {
        kind: 'module',
        module: 'a',
        name: 'handler',
        extensions,
      })
      return performance.now() - started > longest
    })
    expect(slow).toEqual([])
  },
  600_000,
)
