import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How deep modules are nested in each other. */
const LEVELS = 12
/** The resource instances of one call of the module: 5 keys, with 20 each. */
const INSTANCES_OF_A_CALL = 100

const root = (calls) => `locals {
  settings = { for key in ["a", "b", "c", "d", "e"] : key => { name = "team-\${key}", prefixes = ["in", "out"] } }
}
${Array.from(
  { length: calls },
  (_, call) => `
module "team_${call}" {
  source   = "./level-1"
  for_each = local.settings
  name     = "\${each.value.name}-${call}"
  settings = each.value
}
`,
).join('')}`

const variables = `variable "name" {
  type = string
}

variable "settings" {
  type = object({ name = string, prefixes = list(string), retries = optional(number, 3) })
}
`

const level = (number) => `${variables}
locals {
  full = "\${var.name}-${number}"
}

resource "aws_s3_bucket" "logs" {
  count  = var.settings.retries > 2 ? 1 : 0
  bucket = "\${local.full}-logs"
}

module "next" {
  source   = "../${number + 1 === LEVELS ? 'leaf' : `level-${number + 1}`}"
  name     = local.full
  settings = var.settings
}

output "bucket" {
  value = module.next.bucket
}
`

const leaf = `${variables}
resource "aws_s3_bucket" "reports" {
  bucket_prefix = "\${var.name}-reports-"
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

data "aws_iam_policy_document" "write" {
  dynamic "statement" {
    for_each = var.settings.prefixes
    content {
      actions   = ["s3:PutObject"]
      resources = ["\${aws_s3_bucket.reports.arn}/\${statement.value}/*"]
      dynamic "condition" {
        for_each = statement.key == 0 ? [] : ["x"]
        content {
          test     = "StringEquals"
          variable = "s3:x-amz-acl"
          values   = [condition.value]
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "write" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.write.json
}

resource "aws_lambda_function" "this" {
  for_each      = toset(["read", "write", "delete"])
  function_name = "\${var.name}-\${each.key}"
  role          = aws_iam_role.this.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "app.zip"

  environment {
    variables = merge({ BUCKET = aws_s3_bucket.reports.id }, { for prefix in var.settings.prefixes : upper(prefix) => prefix })
  }
}

resource "aws_ssm_parameter" "setting" {
  count = 2
  name  = "/\${var.name}/\${count.index}"
  value = var.settings.prefixes[count.index]
}

output "bucket" {
  value = aws_s3_bucket.reports.id
}
`

/** Writes a root module with this many resource instances, once: a hundred for each of its calls of a module that is nested 12 deep. */
export const writeInstances = (folder, instances) => {
  if (existsSync(join(folder, 'complete'))) return
  const files = { 'main.tf': root(instances / INSTANCES_OF_A_CALL), 'leaf/main.tf': leaf }
  for (let number = 1; number < LEVELS; number++) files[`level-${number}/main.tf`] = level(number)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(join(folder, 'complete'), '')
}
