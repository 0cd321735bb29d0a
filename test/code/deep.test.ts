import { expect, test } from 'vitest'
import { analyzeProgram } from '../../src/code/analyze.ts'
import grammars from '../../src/code/grammars.json' with { type: 'json' }
import { loadParser } from '../../src/code/parser.ts'

const depth = 20_000

const nestings: Readonly<Record<string, string>> = {
  calls: `${'f('.repeat(depth)}1${')'.repeat(depth)}`,
  brackets: `x = ${'['.repeat(depth)}${']'.repeat(depth)}`,
  'open brackets': `x = ${'['.repeat(depth)}`,
  concatenations: `x = ${'"a" + '.repeat(depth)}"a"`,
  'chained calls': `a${'.b()'.repeat(depth)}`,
  blocks: `${'{'.repeat(depth)}${'}'.repeat(depth)}`,
}

test.each(Object.keys(grammars))(
  'the grammar of %s copes with what is nested 20,000 deep, and says that it did not read it',
  async (grammar) => {
    const parse = await loadParser(grammar)
    for (const text of Object.values(nestings)) {
      const { errors } = parse({ path: 'a', text: grammar === 'php' ? `<?php ${text};` : text })
      expect(errors.length).toBeGreaterThan(0)
    }
  },
  60_000,
)

const programs: Readonly<
  Record<string, (body: string) => readonly [path: string, handler: string, runtime: string, text: string]>
> = {
  python: (body) => [
    'app.py',
    'app.handler',
    'python3.13',
    `import boto3\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket="reports", Key="a")\n    ${body}\n`,
  ],
  javascript: (body) => [
    'app.js',
    'app.handler',
    'nodejs22.x',
    `const { S3 } = require('@aws-sdk/client-s3')\nexports.handler = () => {\n  new S3({}).putObject({ Bucket: 'reports', Key: 'a' })\n  ${body}\n}\n`,
  ],
  java: (body) => [
    'H.java',
    'H::handle',
    'java21',
    `import software.amazon.awssdk.services.s3.S3Client;\nclass H { String handle(String event) {\n S3Client.create().putObject(b -> b.bucket("reports").key("a"), (java.nio.file.Path) null);\n ${body};\n return ""; } }\n`,
  ],
}

test.each(Object.keys(programs))(
  'what is nested too deeply in a %s program leaves the analysis partial, and the writes before it',
  async (language) => {
    for (const name of ['calls', 'concatenations', 'chained calls']) {
      const [path, handler, runtime, text] = programs[language]?.(nestings[name] ?? '') ?? ['', '', '', '']
      const { value } = await analyzeProgram({ files: new Map([[path, () => ({ path, text })]]), handler, runtime })
      expect(value).toMatchObject({ completeness: 'partial', calls: [{ operation: 'PutObject' }] })
    }
  },
  60_000,
)

test.each([
  ['long before it', ['x = = 1', ...Array(2_000).fill('x = 1')], []],
  ['right after it', [], ['    x = = 1']],
  ['long after it', [], [...Array(2_000).fill('    x = 1'), '    y = (1']],
])('a syntax error %s leaves the write, and the analysis partial', async (_, above, below) => {
  const text = [
    'import boto3',
    ...above,
    'def handler(event, context):',
    '    boto3.client("s3").put_object(Bucket="reports", Key="a")',
    ...below,
    '    return 1',
    '',
  ].join('\n')
  const file = { path: 'app.py', text }
  const { value } = await analyzeProgram({
    files: new Map([['app.py', () => file]]),
    handler: 'app.handler',
    runtime: 'python3.13',
  })
  expect(value).toMatchObject({ completeness: 'partial', calls: [{ bucket: { text: 'reports' } }] })
})

test('modules that import each other are each read once', async () => {
  const files = {
    'app.py': 'import other\nBUCKET = "reports"\ndef handler(event, context):\n    other.save()\n',
    'other.py': 'import boto3\nimport app\ndef save():\n    boto3.client("s3").put_object(Bucket=app.BUCKET, Key="a")\n',
  }
  const pkg = new Map(Object.entries(files).map(([path, text]) => [path, () => ({ path, text })]))
  const { value } = await analyzeProgram({ files: pkg, handler: 'app.handler', runtime: 'python3.13' })
  expect(value).toMatchObject({ completeness: 'complete', calls: [{ bucket: { text: 'reports' } }] })
})
