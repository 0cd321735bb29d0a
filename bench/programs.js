// Called by bench.js: how long a cold scan takes of functions with much code, and whether its memory grows with the files.
// The yardstick, in the same run: a process that reads all bytes of the programs and parses the relevant ones with tree-sitter.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROUNDS = 5
const SERVICES = 38
const FILES_EACH = 37
const BYTES = 9 * 1024 * 1024

const here = fileURLToPath(new URL('.', import.meta.url))
const cli = process.argv[2] ?? join(here, '..', 'dist', 'tf-s3-guard.js')
const memoryFile = join(tmpdir(), `tf-s3-guard-programs-${process.pid}`)

const handler = (modules) => `import os

from . import store
${modules.map((name) => `from . import ${name}`).join('\n')}


def handler(event, context):
    rows = [${modules.map((name) => `${name}.total(event["rows"])`).join(', ')}]
    store.save(os.environ["BUCKET"], event["id"], rows)
`

const store = `import json

import boto3

s3 = boto3.client("s3")


def save(bucket, name, rows):
    s3.put_object(Bucket=bucket, Key=f"totals/{name}.json", Body=json.dumps(rows))
`

/** A module that computes, as most do. */
const computing = (index, bytes) => {
  let text = '"""Totals of rows."""\nimport decimal\nimport logging\n\nlogger = logging.getLogger(__name__)\n\n'
  for (let each = 0; text.length < bytes; each++) {
    text += `
class Row${each}:
    """One row of kind ${each} in table ${index}."""

    def __init__(self, price, count, labels=None):
        self.price = decimal.Decimal(price)
        self.count = int(count)
        self.labels = labels or {"kind": "${each}", "table": "${index}"}

    def amount(self):
        if self.count < 0:
            raise ValueError(f"row ${each} of {self.labels['table']} has {self.count} items")
        return sum(self.price * rate for rate in (1, decimal.Decimal("0.${each}"))) * self.count


def read_${each}(rows):
    found = [Row${each}(row["price"], row.get("count", 1)) for row in rows if row["kind"] == "${each}"]
    logger.info("read %d rows of kind ${each}", len(found))
    return {row.labels["kind"]: row.amount() for row in found}

`
  }
  return `${text}\ndef total(rows):\n    return read_0(rows)\n`
}

const lambda = (name) => `
data "archive_file" "${name}" {
  type        = "zip"
  source_dir  = "\${path.module}/src"
  output_path = "${name}.zip"
}
resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role          = aws_iam_role.export.arn
  runtime       = "python3.13"
  handler       = "${name}.app.handler"
  filename      = data.archive_file.${name}.output_path
  environment {
    variables = { BUCKET = aws_s3_bucket.totals.id }
  }
}
`

/** Writes the tree once: services of a package each, in which two files matter and the others are what \`imported\` of them are. */
const writeTree = (folder, services, imported) => {
  if (existsSync(join(folder, 'complete'))) return
  const bytes = BYTES / (SERVICES * FILES_EACH)
  const names = Array.from({ length: services }, (_, index) => `service_${index}`)
  mkdirSync(join(folder, 'src'), { recursive: true })
  const shared = 'resource "aws_s3_bucket" "totals" {\n}\nresource "aws_iam_role" "export" {\n  name = "export"\n}\n'
  writeFileSync(join(folder, 'main.tf'), shared + names.map(lambda).join(''))
  for (const name of names) {
    mkdirSync(join(folder, 'src', name))
    const modules = Array.from({ length: FILES_EACH - 3 }, (_, index) => `table_${index}`)
    const files = { '__init__.py': '', 'app.py': handler(modules.slice(0, imported)), 'store.py': store }
    for (const [index, module] of modules.entries()) files[`${module}.py`] = computing(index, bytes)
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'src', name, path), text)
  }
  writeFileSync(join(folder, 'complete'), '')
}

const time = (args, cwd, env = {}) => {
  const started = performance.now()
  const run = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1 << 28 })
  if (![0, 1].includes(run.status)) throw new Error(`The run failed: ${run.stderr}`)
  return performance.now() - started
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

const measure = (services, imported) => {
  const folder = join(here, '..', '.bench', `programs-${services}-${imported}`)
  writeTree(folder, services, imported)
  const scan = ['--require', join(here, 'peak-memory.cjs'), cli, 'scan', '.', '--format', 'json']
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const yardstick = time([join(here, 'programs-yardstick.js'), join(folder, 'src')], folder)
    const scanned = time(scan, folder, { TF_S3_GUARD_BENCH_MEMORY: memoryFile })
    rounds.push({ yardstick, scanned, memory: Number(readFileSync(memoryFile, 'utf8')) / 1024 })
  }
  const of = (name) => median(rounds.map((round) => round[name])).toFixed(0)
  const what = `${services * FILES_EACH} files of Python, ${services * 2} relevant, ${services * (imported + 3)} imported`
  console.log(`${what}: scan ${of('scanned')} ms, yardstick ${of('yardstick')} ms, peak memory ${of('memory')} MiB`)
}

measure(SERVICES / 2, 2)
measure(SERVICES, 2)
measure(SERVICES, FILES_EACH - 3)
rmSync(memoryFile, { force: true })
