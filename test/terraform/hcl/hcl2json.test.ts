import { expect, test } from 'vitest'
import type { SourceFile } from '../../../src/source/source-file.ts'
import { parseConfig } from '../../../src/terraform/hcl/parser.ts'
import { fixtures } from './fixtures.ts'
import { disagreement } from './hcl2json-oracle.ts'

const withText = (file: SourceFile, text: string): SourceFile => ({ ...file, text })

test.each(fixtures('valid'))('%s is read as HashiCorp’s parser reads it', async (_, file) => {
  expect(parseConfig(file).diagnostics).toEqual([])
  expect(await disagreement(file)).toBeNull()
})

test.each(fixtures('valid'))('%s is read alike with Windows line breaks and a byte order mark', async (_, file) => {
  expect(await disagreement(withText(file, `\ufeff${file.text.replaceAll('\n', '\r\n')}`))).toBeNull()
})

test.each(fixtures('invalid'))('%s is an error for HashiCorp’s parser and for ours', async (_, file) => {
  expect(parseConfig(file).diagnostics).not.toEqual([])
  expect(await disagreement(file)).toBeNull()
})

test.each(fixtures('valid'))('%s is an error wherever it is cut off, if it is one for HashiCorp’s parser', async (_, file) => {
  for (let end = 0; end < file.text.length; end += 7) expect(await disagreement(withText(file, file.text.slice(0, end)))).toBeNull()
})
