import { expect, test } from 'vitest'
import { javascriptImports, pythonImports } from '../../../src/code/scan/imports.ts'

test.each([
  ['import a.b as c, d', ['a', 'a.b', 'd']],
  ['import a, \\\n  b', ['a', 'b']],
  ['from . import storage', ['.', '.storage']],
  ['from ..lib.s3 import (\n  save,  # comment\n  load as read,\n)', ['..lib.s3', '..lib.s3.save', '..lib.s3.load']],
  ['    from lazy import *', ['lazy']],
])('Python: %j', (text, modules) => {
  expect(pythonImports(text)).toEqual(expect.arrayContaining(modules))
})

test('Python: what is imported from a module is no module of its own', () => {
  expect(pythonImports('from os import environ')).toEqual(['os', 'os.environ'])
})

test.each([
  ['import { save } from "./storage.js"', './storage.js'],
  ["import './polyfill'", './polyfill'],
  ["export * from '../shared'", '../shared'],
  ["const { save } = require('./storage')", './storage'],
  ['const m = await import(`./lazy.mjs`)', './lazy.mjs'],
  ['var s=__require("./bundled")', './bundled'],
])('JavaScript: %j', (text, module) => {
  expect(javascriptImports(text)).toContain(module)
})
