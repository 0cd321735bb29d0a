import { expect, test } from 'vitest'
import { string } from '../../../src/terraform/value/construct.ts'
import { call, result } from './support.ts'

// OpenTofu's own functions, by the examples of its documentation. https://opentofu.org/docs/language/functions/

test.each([
  ['192.168.2.0/20', '192.168.2.1', 'true'],
  ['192.168.2.0/20', '192.168.2.0/22', 'true'],
  ['192.168.2.0/20', '192.126.2.1', 'false'],
  ['192.168.2.0/20', '192.126.2.0/18', 'false'],
  ['fe80::/48', 'fe80::1', 'true'],
  ['fe80::/48', 'fe81::1', 'false'],
])('cidrcontains("%s", "%s") is %s', (prefix, contained, expected) => {
  expect(result('cidrcontains', string(prefix), string(contained))).toBe(expected)
})

test.each([
  ['Hello+World%21', 'Hello World!'],
  ['%E2%98%83', '\u2603'],
  ['foo%3Abar%40localhost%3Ffoo%3Dbar%26bar%3Dbaz', 'foo:bar@localhost?foo=bar&bar=baz'],
])('urldecode("%s") is "%s"', (encoded, expected) => {
  expect(call('urldecode', string(encoded)).value).toMatchObject({ parts: [expected] })
})

test('base64gunzip unpacks what gzip packed', () => {
  const packed = 'H4sIAAAAAAAAA/NIzcnJVwjPL8pJAQBWsRdKCwAAAA=='
  expect(result('base64gunzip', string(packed))).toBe('"Hello World"')
  expect(call('base64gunzip', string('aGVsbG8=')).diagnostics[0]?.detail).toMatch(/failed to gunzip bytestream/)
  expect(call('base64gunzip', string('!')).diagnostics[0]?.detail).toMatch(/failed to decode base64 data "!"/)
})
