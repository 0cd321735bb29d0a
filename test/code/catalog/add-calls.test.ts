import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { analyzeProgram } from '../../../src/code/analyze.ts'
import type { AddedCall } from '../../../src/code/catalog/added-call.ts'
import schema from '../../../src/code/catalog/calls.schema.json' with { type: 'json' }
import { formatExpression } from '../format-expression.ts'

const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile<readonly AddedCall[]>(schema)

const runtimes: Readonly<Record<string, string>> = {
  python: 'python3.12',
  javascript: 'nodejs22.x',
  typescript: 'nodejs22.x',
  go: 'provided.al2023',
  java: 'java21',
  csharp: 'dotnet8',
  kotlin: 'java21',
  ruby: 'ruby3.3',
  php: 'provided.al2023',
  rust: 'provided.al2023',
}

/** What programs of these files write, by their first call's language. */
const writesOf = async (calls: readonly AddedCall[], files: Readonly<Record<string, string>>, handler = 'app.handler') => {
  expect(accepts(calls)).toBe(true)
  const { value } = await analyzeProgram(
    {
      files: new Map(Object.entries(files).map(([path, text]) => [path, () => ({ path, text })])),
      handler,
      runtime: runtimes[calls[0]?.language ?? ''] ?? null,
    },
    calls,
  )
  return {
    reason: value.reason,
    calls: value.calls.map(({ bucket, certainty, deferred, key, operation, parameters }) => ({
      to: `${operation} ${formatExpression(bucket)} ${formatExpression(key)}`,
      ...(certainty === 'possible' && { certainty }),
      ...(deferred && { deferred }),
      ...(parameters.size > 0 && { parameters: [...parameters.keys()] }),
    })),
  }
}

const python: AddedCall = {
  language: 'python',
  module: 'acme.storage',
  name: 'ReportStore',
  call: 'save',
  bucket: '@bucket|@0',
  key: 'name|0',
  parameters: { Tagging: 'tags' },
}

test('a method of a class that is not in the package writes', async () => {
  const app = `
from acme.storage import ReportStore

def handler(event, context):
    ReportStore(bucket="reports").save(event["name"], b"", tags="a=b")
`
  expect(await writesOf([python], { 'app.py': app })).toEqual({
    reason: null,
    calls: [{ to: 'PutObject reports {event.name}', parameters: ['Tagging'] }],
  })
})

test('a class that is in the package is what the configuration says', async () => {
  const storage =
    'class ReportStore:\n    def save(self, name, data):\n        getattr(self, self.how)(name, data)\n\ndef other(): pass\n'
  const app = `
from .acme.storage import ReportStore, other
import acme.storage

def save(store: ReportStore):
    store.save("daily.csv", b"")

def handler(event, context):
    other()
    save(acme.storage.ReportStore.create(bucket="reports"))
`
  const files = { 'app.py': app, 'acme/storage.py': storage, 'acme/__init__.py': '' }
  expect(await writesOf([python], files)).toEqual({ reason: null, calls: [{ to: 'PutObject reports daily.csv' }] })
})

test('a class that is imported with all others is what the configuration says', async () => {
  const files = {
    'app.py': 'from acme.storage import *\n\ndef handler(event, context):\n    ReportStore("reports").save("daily.csv")\n',
    'acme/storage.py': 'class ReportStore:\n    def save(self, name): pass\n',
    'acme/__init__.py': '',
  }
  expect(await writesOf([python], files)).toEqual({ reason: null, calls: [{ to: 'PutObject reports daily.csv' }] })
})

test('what the configuration does not say of a module that is not there is not known', async () => {
  const app = 'import acme.storage\n\ndef handler(event, context):\n    acme.storage.archive("daily.csv")\n'
  const found = await writesOf([python], { 'app.py': app })
  expect(found.calls).toEqual([])
  expect(found.reason).toContain('handler calls acme.storage.archive')
})

test('a function writes to the bucket of a variable, if its mode says so', async () => {
  const call: AddedCall = {
    language: 'python',
    module: 'acme.files',
    call: 'open_report',
    bucket: { env: 'REPORTS' },
    key: 'name|0',
    when: { argument: 'mode|1', in: ['w', 'wb'] },
  }
  const app = `
from acme import files

def handler(event, context):
    files.open_report("read.csv")
    files.open_report("read.csv", "r")
    files.open_report("daily.csv", mode="wb")
`
  expect((await writesOf([call], { 'app.py': app })).calls).toEqual([{ to: 'PutObject {env REPORTS} daily.csv' }])
})

test('a method of an object that a factory gives writes', async () => {
  const call: AddedCall = {
    language: 'typescript',
    module: '@acme/storage',
    name: ['createStore', 'Store'],
    call: ['put', 'putAll'],
    uri: { text: 's3://reports/daily/' },
    certainty: 'possible',
  }
  const app = `
import { createStore, type Store } from '@acme/storage'

const store: Store = createStore({ region: 'eu-west-1' }).withRetries(3)
export const handler = async (event: { id: string }) => { await store.put(event.id, {}) }
`
  expect((await writesOf([call], { 'app.ts': app })).calls).toEqual([{ to: 'PutObject reports daily/', certainty: 'possible' }])
})

test('a file of the package is named by its path', async () => {
  const call: AddedCall = {
    language: 'javascript',
    module: './lib/storage',
    call: 'sign',
    bucket: '0.bucket',
    key: '0.key',
    deferred: true,
  }
  const files = {
    'src/app.js':
      "const { sign } = require('../lib/storage')\nexports.handler = (event) => sign({ bucket: process.env.B, key: 'a' })\n",
    'lib/storage.js': 'exports.sign = (request) => signers[request.kind](request)\n',
  }
  expect((await writesOf([call], files, 'src/app.handler')).calls).toEqual([{ to: 'PutObject {env B} a', deferred: true }])
})

test('a method of what a function of Go gives beside an error writes', async () => {
  const call: AddedCall = {
    language: 'go',
    module: 'github.com/acme/storage',
    name: ['NewStore', 'Store'],
    call: 'Save',
    bucket: '@0',
    key: '1',
  }
  const main = `package main

import (
	"context"

	"github.com/acme/storage"
	"github.com/aws/aws-lambda-go/lambda"
)

func handle(ctx context.Context) error {
	store, err := storage.NewStore("reports")
	if err != nil {
		return err
	}
	return store.Save(ctx, "daily.csv")
}

func main() { lambda.Start(handle) }
`
  expect((await writesOf([call], { 'main.go': main }, 'bootstrap')).calls).toEqual([{ to: 'PutObject reports daily.csv' }])
})

test('a method of an injected class of Java writes, in the package or not', async () => {
  const call: AddedCall = {
    language: 'java',
    module: 'com.acme.storage',
    name: 'ReportStore',
    call: 'save',
    bucket: '0',
    key: '1',
  }
  const app = `package com.acme;

import com.acme.storage.ReportStore;

public class App {
  private final ReportStore store;
  public App() { this.store = new ReportStore(); }
  public void handler(java.util.Map<String, String> event) { store.save(System.getenv("BUCKET"), "daily.csv"); }
}
`
  const storage = 'package com.acme.storage;\npublic class ReportStore { public void save(String bucket, String key) { } }\n'
  const expected = { reason: null, calls: [{ to: 'PutObject {env BUCKET} daily.csv' }] }
  expect(await writesOf([call], { 'com/acme/App.java': app }, 'com.acme.App::handler')).toEqual(expected)
  const files = { 'com/acme/App.java': app, 'com/acme/storage/ReportStore.java': storage }
  expect(await writesOf([call], files, 'com.acme.App::handler')).toEqual(expected)
})

test('a row with a misspelt key or no call is not accepted', () => {
  expect(accepts([{ language: 'python', module: 'acme', call: 'save', buckets: '0' }])).toBe(false)
  expect(accepts([{ language: 'python', module: 'acme', bucket: '0' }])).toBe(false)
  expect(accepts([{ language: 'python', module: 'acme', call: 'save', bucket: '0..a' }])).toBe(false)
})

const store = { name: 'ReportStore', bucket: '@0', key: '0' } as const
const programs: readonly (readonly [AddedCall, string, Readonly<Record<string, string>>])[] = [
  [
    { language: 'csharp', module: 'Acme.Storage', call: 'SaveAsync', ...store },
    'App::Acme.App.Function::Handler',
    {
      'Function.cs': `using Acme.Storage;
namespace Acme.App;
public class Function {
  private readonly ReportStore store = new ReportStore("reports");
  public async Task Handler(string input) { await store.SaveAsync("daily.csv"); }
}
`,
    },
  ],
  [
    { language: 'kotlin', module: 'com.acme.storage', call: 'save', ...store },
    'com.acme.App::handleRequest',
    {
      'src/main/kotlin/com/acme/App.kt': `package com.acme
import com.acme.storage.ReportStore
class App {
  private val store = ReportStore("reports")
  fun handleRequest(input: Map<String, String>) { store.save("daily.csv") }
}
`,
    },
  ],
  [
    { language: 'ruby', module: 'Acme::Storage', call: 'save', ...store },
    'app.handler',
    { 'app.rb': "def handler(event:, context:)\n  Acme::Storage::ReportStore.new('reports').save('daily.csv')\nend\n" },
  ],
  [
    { language: 'php', module: 'Acme\\Storage', call: 'save', ...store },
    'index.php',
    {
      'index.php': `<?php
use Acme\\Storage\\ReportStore;
return function ($event) {
  $store = new ReportStore('reports');
  $store->save('daily.csv');
};
`,
    },
  ],
  [
    { language: 'rust', module: 'acme_storage', call: 'save', ...store },
    'bootstrap',
    {
      'Cargo.toml': '[package]\nname = "app"\n',
      'src/main.rs': `use acme_storage::ReportStore;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
async fn handler(event: LambdaEvent<String>) -> Result<(), Error> {
  ReportStore::new("reports").save("daily.csv").await?;
  Ok(())
}
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
`,
    },
  ],
]

test.each(programs.map((program) => [program[0].language, program] as const))(
  'a method of a class of %s that is not in the package writes',
  async (_, [call, handler, files]) => {
    expect(await writesOf([call], files, handler)).toEqual({ reason: null, calls: [{ to: 'PutObject reports daily.csv' }] })
  },
)
