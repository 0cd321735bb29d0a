import { expect, test } from 'vitest'
import { checkout, zipOf } from './checkout.ts'

const open = async (files: Readonly<Record<string, string | Uint8Array>>, handler: string, jar: string) => {
  const { at, open: openIn } = checkout(files)
  return openIn({ handler, runtime: 'java21', candidates: [{ kind: 'zip', path: at(jar) }] })
}

const app = 'package com.acme; class App { void handleRequest() {} }'
const own = 'export/src/main/java/com/acme/App.java'

test.each([
  [
    'beside a Maven project',
    { 'export/pom.xml': '', [own]: app },
    'export/target/export-1.0.jar',
    'src/main/java/com/acme/App.java',
  ],
  [
    'beside a Gradle project',
    { 'export/build.gradle.kts': '', [own]: app },
    'export/build/libs/x.jar',
    'src/main/java/com/acme/App.java',
  ],
  ['without a build file', { [own]: app }, 'export/target/writer.jar.zip', 'com/acme/App.java'],
  [
    'of compiled classes',
    { 'export/pom.xml': '', [own]: app, 'export/target/x.jar': zipOf({ 'com/acme/App.class': 'x' }) },
    'export/target/x.jar',
    'src/main/java/com/acme/App.java',
  ],
])('a jar %s is its sources', async (_, files, jar, expected) => {
  const { value } = await open(files, 'com.acme.App::handleRequest', jar)
  expect([...(value?.files.keys() ?? [])]).toContain(expected)
})

test('a handler may be inherited', async () => {
  const files = { 'export/pom.xml': '', [own]: 'package com.acme; class App extends Base {}' }
  const { value } = await open(files, 'com.acme.App::handleRequest', 'export/target/x.jar')
  expect(value?.handler).toBe('com.acme.App::handleRequest')
})

test('a handler may be a class inside another', async () => {
  const { value } = await open({ 'export/pom.xml': '', [own]: app }, 'com.acme.App$Daily::handleRequest', 'export/target/x.jar')
  expect(value?.files.has('src/main/java/com/acme/App.java')).toBe(true)
})

test('compiled classes without their sources cannot be read', async () => {
  const jar = zipOf({ 'com/acme/App.class': 'x' })
  const { reason } = await open({ 'lib/app.jar': jar }, 'com.acme.App::handleRequest', 'lib/app.jar')
  expect(reason).toBe(
    'Its code was not found: its package "lib/app.jar" holds no source of it, and no file there is evidently "com/acme/App.java". Name its folder under "code" in tf-s3-guard.yaml.',
  )
})

const spring = 'org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest'

test('what a framework calls is the only class that it can call', async () => {
  const files = {
    'export/pom.xml': '',
    [own]: 'package com.acme; class App implements Function<String, String> { public String apply(String a) {} }',
    'export/src/main/java/com/acme/Other.java': 'class Other {}',
  }
  const { value } = await open(files, spring, 'export/target/x.jar')
  expect(value?.files.has('src/main/java/com/acme/App.java')).toBe(true)
})

test('what a framework calls is not guessed', async () => {
  const files = {
    'export/pom.xml': '',
    [own]: 'class App implements Function<String, String> {}',
    'export/src/main/java/com/acme/Other.java': 'class Other implements Function<String, String> {}',
  }
  const { reason } = await open(files, spring, 'export/target/x.jar')
  expect(reason).toContain('several files could be its handler')
})
