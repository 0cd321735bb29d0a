import { expect, test } from 'vitest'
import { checkout } from './checkout.ts'

const main = 'fn main() {}\n'
const cargo = (name: string): string => `[package]\nname = "${name}"\n`

/** The handler of a package that a build makes, as its sources have it, and the folder of these. */
const find = async (
  files: Readonly<Record<string, string>>,
  missing: string,
  handler: string,
  runtime: string,
): Promise<unknown> => {
  const { at, open } = checkout(files)
  const { value, reason } = await open({ handler, runtime, names: [], candidates: [{ kind: 'zip', path: at(missing) }] })
  return value ? { handler: value.handler, folder: value.found.path } : reason
}

const rust = (files: Readonly<Record<string, string>>, missing: string): Promise<unknown> =>
  find(files, missing, 'bootstrap', 'provided.al2023')

test('a binary of Cargo is built from its package beside the folder of the build', async () => {
  const files = { 'rust/export/Cargo.toml': cargo('export'), 'rust/export/src/main.rs': main, 'infra/main.tf': '' }
  expect(await rust(files, 'rust/export/target/lambda/export/bootstrap.zip')).toEqual({
    handler: 'src/main.rs',
    folder: 'rust/export',
  })
})

test('the folder of cargo-lambda names the member of a workspace', async () => {
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["a", "b"]\n',
    'a/Cargo.toml': cargo('export'),
    'a/src/main.rs': main,
    'b/Cargo.toml': cargo('import'),
    'b/src/main.rs': main,
    'infra/main.tf': '',
  }
  expect(await rust(files, 'target/lambda/import/bootstrap.zip')).toEqual({ handler: 'src/main.rs', folder: 'b' })
})

test('a package of several binaries has them under src/bin and where its manifest says', async () => {
  const files = {
    'app/Cargo.toml': `${cargo('app')}\n[[bin]]\nname = "import"\npath = "src/import.rs"\n`,
    'app/src/bin/export.rs': main,
    'app/src/import.rs': main,
    'app/src/main.rs': main,
  }
  expect(await rust(files, 'app/target/lambda/export/bootstrap.zip')).toEqual({ handler: 'src/bin/export.rs', folder: 'app' })
  expect(await rust(files, 'app/target/lambda/import/bootstrap.zip')).toEqual({ handler: 'src/import.rs', folder: 'app' })
})

const gradle = { 'app/build.gradle.kts': '', 'infra/main.tf': '' }
const kotlin = (files: Readonly<Record<string, string>>, handler: string): Promise<unknown> =>
  find({ ...gradle, ...files }, 'app/build/libs/app-all.jar', handler, 'java21')

test('functions outside of classes are those of the class that is named for their file', async () => {
  const files = { 'app/src/main/kotlin/com/acme/App.kt': 'package com.acme\n\nfun handler(event: Any) = "ok"\n' }
  expect(await kotlin(files, 'com.acme.AppKt::handler')).toEqual({ handler: 'com.acme.AppKt::handler', folder: 'app' })
})

test('a class of Kotlin is found in a file of another name', async () => {
  const files = { 'app/src/main/kotlin/Handlers.kt': 'package com.acme\n\nclass Export {\n    fun handle(event: Any) = "ok"\n}\n' }
  expect(await kotlin(files, 'com.acme.Export::handle')).toEqual({ handler: 'com.acme.Export::handle', folder: 'app' })
})
