import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PROJECTS = 48
const FILES_EACH = 7
const BYTES = 819 * 1024

const variables = (name) => `variable "name" {
  description = "What the resources of ${name} are called."
  type        = string
  default     = "${name}"
}

variable "tags" {
  type    = map(string)
  default = { project = "${name}", stage = "dev" }
}
`

const main = (name) => `provider "aws" {
  region = "eu-central-1"
}

locals {
  prefixes = toset(["daily", "weekly", "monthly"])
  full     = "\${var.name}-\${lookup(var.tags, "stage", "dev")}"
}

resource "aws_s3_bucket" "reports" {
  bucket_prefix = "\${local.full}-reports-"
  tags          = merge(var.tags, { Name = "reports of ${name}" })
}

module "function" {
  source      = "./function"
  for_each    = local.prefixes
  name        = "\${local.full}-\${each.key}"
  source_dir  = "\${path.module}/src"
  bucket_arn  = aws_s3_bucket.reports.arn
  environment = { BUCKET = aws_s3_bucket.reports.id, PREFIX = each.key }
}
`

const functionModule = `variable "name" {}
variable "source_dir" {}
variable "bucket_arn" {}
variable "environment" { type = map(string) }

data "archive_file" "this" {
  type        = "zip"
  source_dir  = var.source_dir
  output_path = "\${path.module}/\${var.name}.zip"
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy" "this" {
  role = aws_iam_role.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:PutObject"], Resource = "\${var.bucket_arn}/*" },
      { Effect = "Allow", Action = ["logs:*"], Resource = "*" },
    ]
  })
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = aws_iam_role.this.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = data.archive_file.this.output_path

  environment {
    variables = var.environment
  }
}
`

const handler = `import json
import os

import boto3

from shape import rows

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        body = json.dumps(rows(record))
        s3.put_object(Bucket=os.environ["BUCKET"], Key=f"{os.environ['PREFIX']}/{record['id']}.json", Body=body)
`

const shape = `def rows(record):
    return [{"id": item["id"], "price": item["price"]} for item in record["items"]]
`

/** Configuration that any real project has around its functions, to a given size. */
const filler = (index, bytes) => {
  let text = ''
  for (let block = 0; text.length < bytes; block++) {
    text += `resource "aws_cloudwatch_metric_alarm" "alarm_${index}_${block}" {
  alarm_name          = "\${var.name}-errors-${block}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = ${(block % 5) + 1}
  threshold           = ${block * 10}
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 300
  statistic           = "Sum"
  alarm_actions       = [for topic in ["a", "b"] : "arn:aws:sns:eu-central-1:123456789012:\${topic}-\${var.name}"]

  dimensions = {
    FunctionName = "\${var.name}-${block}" # the function that is watched
  }

  tags = merge(var.tags, {
    Index = "${index}"
    Note  = <<-EOT
      Alarm ${block} of \${var.name}, for the team that
      %{if ${block} > 3}is on call%{else}is at its desks%{endif}.
    EOT
  })
}

`
  }
  return text
}

/** Writes the tree once: 48 root modules with a module and handlers each, 336 files of configuration in all, about 819 KB. */
export const writeTree = (folder) => {
  if (existsSync(join(folder, 'complete'))) return
  for (let project = 0; project < PROJECTS; project++) {
    const name = `project-${String(project).padStart(2, '0')}`
    const dir = join(folder, name)
    const own = { 'variables.tf': variables(name), 'main.tf': main(name), 'function/main.tf': functionModule }
    const written = Object.values(own).join('').length
    const fillers = FILES_EACH - Object.keys(own).length
    const each = (BYTES / PROJECTS - written) / fillers
    for (let index = 0; index < fillers; index++) own[`alarms-${index}.tf`] = filler(index, each - 450)
    for (const [path, text] of Object.entries({ ...own, 'src/app.py': handler, 'src/shape.py': shape })) {
      mkdirSync(join(dir, path, '..'), { recursive: true })
      writeFileSync(join(dir, path), text)
    }
  }
  writeFileSync(join(folder, 'complete'), '')
}
