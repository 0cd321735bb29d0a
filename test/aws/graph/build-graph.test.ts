import { expect, test } from 'vitest'
import { buildGraph } from '../../../src/aws/graph/build-graph.ts'
import type { Graph, Role } from '../../../src/aws/graph/graph.ts'
import { positionAt } from '../../../src/source/source-file.ts'
import { formatText } from '../../../src/source/text.ts'
import { evaluateFiles } from '../../support/evaluation.ts'

const graphOf = async (configuration: string, others: Readonly<Record<string, string>> = {}): Promise<Graph> => {
  const evaluated = await evaluateFiles({
    'main.tf': `provider "aws" {\n  region = "eu-west-1"\n}\n${configuration}`,
    ...others,
  })
  return buildGraph(evaluated).value
}

const grants = (role: Role | undefined): readonly string[] =>
  [...(role?.policies ?? [])].flatMap(({ address, document }) =>
    document
      ? document.statements.flatMap(({ resources }) => (resources?.patterns ?? []).map(({ text }) => formatText(text)))
      : [address],
  )

const role = 'resource "aws_iam_role" "export" {\n  name = "export"\n}\n'
const document =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::reports/*"}]}'
const policy = `resource "aws_iam_policy" "write" {\n  name = "write"\n  policy = <<EOT\n${document}\nEOT\n}\n`

test.each([
  [
    'aws_iam_role_policy',
    `${role}resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.export.id\n  policy = <<EOT\n${document}\nEOT\n}\n`,
  ],
  [
    'an attachment',
    `${role}${policy}resource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.export.name\n  policy_arn = aws_iam_policy.write.arn\n}\n`,
  ],
  [
    "an attachment by the role's name",
    `${role}${policy}resource "aws_iam_role_policy_attachment" "a" {\n  role = "export"\n  policy_arn = aws_iam_policy.write.arn\n}\n`,
  ],
  [
    'aws_iam_policy_attachment',
    `${role}${policy}resource "aws_iam_policy_attachment" "a" {\n  name = "a"\n  roles = [aws_iam_role.export.name]\n  policy_arn = aws_iam_policy.write.arn\n}\n`,
  ],
  [
    'an exclusive attachment',
    `${role}${policy}resource "aws_iam_role_policy_attachments_exclusive" "a" {\n  role_name = aws_iam_role.export.name\n  policy_arns = [aws_iam_policy.write.arn]\n}\n`,
  ],
  [
    'inline_policy',
    `resource "aws_iam_role" "export" {\n  name = "export"\n  inline_policy {\n    name = "p"\n    policy = <<EOT\n${document}\nEOT\n  }\n}\n`,
  ],
  [
    'managed_policy_arns',
    `resource "aws_iam_role" "export" {\n  name = "export"\n  managed_policy_arns = [aws_iam_policy.write.arn]\n}\n${policy}`,
  ],
  [
    'for_each over policy ARNs',
    `${role}${policy}resource "aws_iam_role_policy_attachment" "a" {\n  for_each = { write = aws_iam_policy.write.arn }\n  role = aws_iam_role.export.name\n  policy_arn = each.value\n}\n`,
  ],
])('a policy counts for a role by %s', async (_, configuration) => {
  expect(grants((await graphOf(configuration)).roles[0])).toEqual(['arn:aws:s3:::reports/*'])
})

test.each([
  ['a literal ARN', '"arn:aws:iam::aws:policy/AmazonS3FullAccess"'],
  ['an ARN with data.aws_partition', '"arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonS3FullAccess"'],
  ['data.aws_iam_policy by name', 'data.aws_iam_policy.full.arn'],
])('a policy that AWS manages is known by %s', async (_, arn) => {
  const { roles } = await graphOf(
    `${role}data "aws_partition" "current" {}\ndata "aws_iam_policy" "full" {\n  name = "AmazonS3FullAccess"\n}\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.export.name\n  policy_arn = ${arn}\n}\n`,
  )
  expect(roles[0]?.policies).toMatchObject([{ address: 'AmazonS3FullAccess', kind: 'aws-managed' }])
})

test('a policy of which the ARN is not known leaves the role with an unknown policy', async () => {
  const { roles } = await graphOf(
    `${role}variable "arn" {}\nresource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.export.name\n  policy_arn = var.arn\n}\n`,
  )
  expect(roles[0]).toMatchObject({
    policies: [],
    unresolved: [
      { reason: expect.stringMatching(/^the policy "\$\{var\.arn\}" is not known: no value is given for the variable "arn"/) },
    ],
  })
})

test('a policy that only exists under an unknown condition is a possible one', async () => {
  const { roles } = await graphOf(
    `${role}${policy}variable "enabled" {}\nresource "aws_iam_role_policy_attachment" "a" {\n  count = var.enabled ? 1 : 0\n  role = aws_iam_role.export.name\n  policy_arn = aws_iam_policy.write.arn\n}\n`,
  )
  expect(roles[0]).toMatchObject({ policies: [], possiblePolicies: [{ address: 'aws_iam_policy.write' }] })
})

const inline = (more: string): string =>
  `resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.export[0].id\n  policy = <<EOT\n${document}\nEOT\n  ${more}\n}\n`
const counted = 'resource "aws_iam_role" "export" {\n  count = var.create ? 1 : 0\n  name = "export"\n}\n'
const variables = 'variable "create" {}\nvariable "grant" {}\n'

test('a role and its policy of the same unknown count exist together', async () => {
  const { roles } = await graphOf(`${variables}${counted}${inline('count = var.create ? 1 : 0')}`)
  expect(roles[0]).toMatchObject({ policies: [{ address: 'aws_iam_role_policy.p[*]' }], possiblePolicies: [] })
})

test('a role and a policy of two unknown counts may not exist together', async () => {
  const { roles } = await graphOf(`${variables}${counted}${inline('count = var.grant ? 1 : 0')}`)
  expect(roles[0]).toMatchObject({ policies: [], possiblePolicies: [{ address: 'aws_iam_role_policy.p[*]' }] })
})

test('a policy in a module that may not be called is a possible one', async () => {
  const { roles } = await graphOf(
    `${variables}${role}module "grant" {\n  source = "./grant"\n  count = var.grant ? 1 : 0\n  role = aws_iam_role.export.id\n}\n`,
    {
      'grant/main.tf': `variable "role" {}\nresource "aws_iam_role_policy" "p" {\n  role = var.role\n  policy = <<EOT\n${document}\nEOT\n}\n`,
    },
  )
  expect(roles[0]).toMatchObject({
    policies: [],
    possiblePolicies: [{ address: 'module.grant[*].aws_iam_role_policy.p' }],
  })
})

test('an inline_policy of a dynamic block that may make none is a possible one', async () => {
  const { roles } = await graphOf(
    `${variables}resource "aws_iam_role" "export" {\n  name = "export"\n  dynamic "inline_policy" {\n    for_each = var.grant ? [1] : []\n    content {\n      name = "p"\n      policy = <<EOT\n${document}\nEOT\n    }\n  }\n}\n`,
  )
  expect(roles[0]).toMatchObject({ policies: [], possiblePolicies: [{ kind: 'inline' }] })
})

test.each([
  ['count is not known', 'count = var.grant ? 1 : 0\n  bucket = aws_s3_bucket.logs.id'],
  ['bucket is not known', 'bucket = var.grant'],
])('a bucket policy whose %s is a possible one', async (_, more) => {
  const { buckets } = await graphOf(
    `${variables}resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\nresource "aws_s3_bucket_policy" "p" {\n  ${more}\n  policy = <<EOT\n${document}\nEOT\n}\n`,
  )
  expect(buckets[0]).toMatchObject({ policies: [], possiblePolicies: [{ document: { statements: [{}] } }] })
})

test('a policy knows the roles that it is attached to', async () => {
  const { policies } = await graphOf(`${role}${policy}`)
  expect(policies).toMatchObject([{ address: 'aws_iam_policy.write', attachedTo: [] }])
})

test('a statement in a heredoc, a jsonencode, a policy document or a file has its line', async () => {
  const { roles } = await graphOf(
    `${role}
data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["a"]
  }
}
resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.export.id
  policy = data.aws_iam_policy_document.p.json
}
resource "aws_iam_role_policy" "encoded" {
  role   = aws_iam_role.export.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:PutObject", Resource = "b" },
    ]
  })
}
resource "aws_iam_role_policy" "heredoc" {
  role   = aws_iam_role.export.id
  policy = <<-EOT
    {
      "Statement": {
        "Effect": "Allow", "Action": "s3:PutObject",
        "Resource": "c"
      }
    }
  EOT
}
resource "aws_iam_role_policy" "file" {
  role   = aws_iam_role.export.id
  policy = file("policy.json")
}
`,
    { 'policy.json': '{\n  "Statement": [\n    {"Effect": "Allow", "Action": "s3:PutObject",\n     "Resource": "d"}\n  ]\n}\n' },
  )
  const places = roles[0]?.policies.flatMap(({ document }) =>
    (document?.statements ?? []).flatMap(({ resources }) =>
      (resources?.patterns ?? []).map(({ text, location }) => {
        if (!location) return formatText(text)
        return `${formatText(text)} ${location.file.path}:${positionAt(location.file, location.start).line}`
      }),
    ),
  )
  expect(places).toEqual(['a main.tf:11', 'b main.tf:22', 'c main.tf:32', 'd policy.json:4'])
})

test('source and override documents are merged as the provider merges them', async () => {
  const { roles } = await graphOf(
    `${role}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Write"
    actions   = ["s3:PutObject"]
    resources = ["base"]
  }
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["read"]
  }
}
data "aws_iam_policy_document" "over" {
  statement {
    sid       = "Write"
    actions   = ["s3:PutObject"]
    resources = ["over"]
  }
}
data "aws_iam_policy_document" "merged" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.export.id
  policy = data.aws_iam_policy_document.merged.json
}
`,
  )
  expect(grants(roles[0])).toEqual(['over', 'read'])
})

test('a bucket without a name has one of its own, and its ARN is made of it', async () => {
  const { buckets } = await graphOf('resource "aws_s3_bucket" "logs" {\n  bucket_prefix = "logs-"\n}\n')
  expect(buckets[0]?.name).toMatchObject([
    { id: 'aws_s3_bucket.logs.bucket', domain: 'bucket', expansion: ['logs-', { kind: 'unknown' }] },
  ])
})

test('a function knows its role, its code, its environment and the bucket that triggers it', async () => {
  const { lambdas } = await graphOf(
    `${role}
resource "aws_s3_bucket" "inbox" {
  bucket = "inbox"
}
data "archive_file" "code" {
  type        = "zip"
  source_dir  = "src"
  output_path = "code.zip"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.export.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.code.output_path
  environment {
    variables = { BUCKET = aws_s3_bucket.inbox.id }
  }
}
resource "aws_s3_bucket_notification" "n" {
  bucket = aws_s3_bucket.inbox.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.f.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
`,
  )
  expect(lambdas).toMatchObject([
    {
      role: { kind: 'role', role: { address: 'aws_iam_role.export' } },
      code: {
        handler: 'app.handler',
        sources: [
          { kind: 'archive', entries: [{ kind: 'dir', path: 'src' }] },
          { kind: 'zip', path: 'code.zip' },
        ],
      },
    },
  ])
  expect(lambdas[0]?.invocations().triggers).toMatchObject([
    { message: 'the notifications of aws_s3_bucket.inbox invoke aws_lambda_function.f' },
  ])
  expect(lambdas[0]?.environment.variables.get('BUCKET')).toMatchObject({ parts: ['inbox'], reference: 'aws_s3_bucket.inbox' })
})

test('a role that is not in the configuration is unresolved, with the reason', async () => {
  const { lambdas } = await graphOf('variable "role" {}\nresource "aws_lambda_function" "f" {\n  role = var.role\n}\n')
  expect(lambdas[0]?.role).toMatchObject({
    kind: 'unresolved',
    reason: expect.stringMatching(/^its role "\$\{var\.role\}" is not known: no value is given for the variable "role"/),
  })
})

test.each([
  ['not known', 'var.names'],
  ['known in part', 'toset(["in-${var.stage}", "out-${var.stage}"])'],
])('a policy of one of several buckets, %s, is no possible policy of another bucket resource', async (_, names) => {
  const { buckets } = await graphOf(`
variable "names" { type = set(string) }
variable "name" {}
variable "stage" {}
resource "aws_s3_bucket" "many" {
  for_each = ${names}
}
resource "aws_s3_bucket" "reports" {
  bucket = var.name
}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.many["in-\${var.stage}"].bucket
  policy = jsonencode({ Statement = [] })
}
`)
  expect(buckets.find(({ address }) => address === 'aws_s3_bucket.reports')).toMatchObject({ policies: [], possiblePolicies: [] })
  expect(buckets.find(({ address }) => address !== 'aws_s3_bucket.reports')?.possiblePolicies).toHaveLength(1)
})

test('a statement of a dynamic block that may make none is one whose condition is not known', async () => {
  const { roles } = await graphOf(`
variable "more" {}
${role}
data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = var.more
    content {
      actions   = ["s3:PutObject"]
      resources = ["arn:aws:s3:::reports/*"]
    }
  }
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.export.id
  policy = data.aws_iam_policy_document.d.json
}
`)
  expect(roles[0]?.policies[0]?.document?.statements).toMatchObject([
    { effect: 'Allow', resources: { patterns: [{}] }, conditions: expect.anything() },
  ])
})
