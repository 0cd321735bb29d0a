import { expect, test } from 'vitest'
import { packageNames } from '../../../src/code/go/imports.ts'
import { resolveHandler, resolveImport } from '../../../src/code/go/resolve.ts'
import type { CodePackage } from '../../../src/code/program.ts'

const main = 'package main\n\nfunc main() {}\n'

const packageOf = (files: Readonly<Record<string, string>>, more: Partial<CodePackage> = {}): CodePackage => ({
  files: new Map(Object.entries(files).map(([path, text]) => [path, () => ({ path, text })])),
  handler: 'bootstrap',
  runtime: 'provided.al2023',
  ...more,
})

test('a package of the module is the folder that its path names, without tests and files for other systems', () => {
  const pkg = packageOf({
    'go.mod': 'module example.com/acme/reports\n\ngo 1.24\n',
    'main.go': main,
    'store/store.go': 'package store\n',
    'store/store_linux.go': 'package store\n',
    'store/store_windows.go': 'package store\n',
    'store/store_test.go': 'package store\n',
    'store/generate.go': '//go:build ignore\n\npackage main\n',
  })
  expect(resolveImport('example.com/acme/reports/store', 'main.go', pkg)).toEqual({
    kind: 'files',
    paths: ['store/store.go', 'store/store_linux.go'],
  })
})

test('a module beside the program’s own is found by its go.mod', () => {
  const files = {
    'go.mod': 'module acme/export',
    'main.go': main,
    '../shared/go.mod': 'module acme/shared',
    '../shared/s3/s3.go': 'package s3',
  }
  const pkg = packageOf(files, { surroundings: () => ['../shared/go.mod', '../shared/s3/s3.go'] })
  expect(resolveImport('acme/shared/s3', 'main.go', pkg)).toEqual({ kind: 'files', paths: ['../shared/s3/s3.go'] })
})

test.each([
  ['example.com/acme/reports/missing', 'missing'],
  ['example.com/acme/reports/v2/other', 'missing'],
  ['github.com/aws/aws-sdk-go-v2/service/s3', 'external'],
  ['strings', 'external'],
])('%s is %s', (module, kind) => {
  const pkg = packageOf({ 'cmd/export/go.mod': 'module example.com/acme/reports/cmd/export', 'cmd/export/main.go': main })
  expect(resolveImport(module, 'cmd/export/main.go', pkg).kind).toBe(kind)
})

test('the entry is the package main, whatever the handler is called', () => {
  const pkg = packageOf({ 'go.mod': 'module acme', 'cmd/export/handler.go': main, 'cmd/export/put.go': 'package main\n' })
  expect(resolveHandler(pkg)).toEqual({ kind: 'found', paths: ['cmd/export/handler.go', 'cmd/export/put.go'], member: ['main'] })
})

test('of several programs, the one that the handler names is the entry', () => {
  const files = { 'cmd/export/main.go': main, 'cmd/import/main.go': main }
  expect(resolveHandler(packageOf(files, { handler: 'import' }))).toMatchObject({ paths: ['cmd/import/main.go'] })
  expect(resolveHandler(packageOf(files, { handler: 'cmd/export/main.go' }))).toMatchObject({ paths: ['cmd/export/main.go'] })
  expect(resolveHandler(packageOf(files))).toEqual({
    kind: 'not-found',
    reason: 'the package has several Go programs: cmd/export/, cmd/import/',
  })
})

test.each([
  ['github.com/aws/aws-sdk-go-v2/service/s3', 's3'],
  ['github.com/caarlos0/env/v11', 'env'],
  ['gopkg.in/yaml.v3', 'yaml'],
  ['github.com/mattn/go-sqlite3', 'sqlite3'],
])('%s may be called %s', (module, name) => {
  expect(packageNames(module)).toContain(name)
})
