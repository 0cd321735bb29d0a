import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import { folder } from '../support/folder.ts'

const python =
  'import boto3\n\ndef handler(event, context):\n    boto3.client("s3").put_object(Bucket="reports", Key="a", Body=b"")\n'
const quiet = 'def handler(event, context):\n    return 1\n'
const node =
  "import { S3 } from '@aws-sdk/client-s3'\nexport const handler = () => new S3({}).putObject({ Bucket: 'reports', Key: 'a' })\n"
const go = `package main

import (
	"context"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func handler(ctx context.Context) error {
	bucket := "reports"
	_, err := s3.New(s3.Options{}).PutObject(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: &bucket})
	return err
}

func main() { lambda.Start(handler) }
`
const other = { 'other/app.py': quiet, 'third/app.py': quiet, 'cmd/other/main.go': 'package main\n\nfunc main() {}\n' }

const lambda = (code: string): string => `
resource "aws_iam_role" "export" {
  name = "export"
}
resource "aws_lambda_function" "export" {
  function_name = "export"
  role          = aws_iam_role.export.arn
  ${code}
}
`
const zip = (code: string): string => lambda(`runtime = "python3.13"\n  handler = "app.handler"\n  ${code}`)
const image = (uri: string): string => lambda(`package_type = "Image"\n  image_uri = ${uri}`)
const archive = (body: string): string => `
data "archive_file" "package" {
  type        = "zip"
  output_path = "package.zip"
  ${body}
}
`
const packed = (body: string): string => archive(body) + zip('filename = data.archive_file.package.output_path')
const runs = (command: string, more = ''): string => `
resource "terraform_data" "build" {
  provisioner "local-exec" {
    command = "${command}"
    ${more}
  }
}
`
const dockerfile = (from = '.') => `FROM public.ecr.aws/lambda/python:3.13\nCOPY ${from}/app.py ./\nCMD ["app.handler"]\n`
const images = { 'a/Dockerfile': dockerfile(), 'a/app.py': quiet, 'b/Dockerfile': dockerfile(), 'b/app.py': python }

type Files = Readonly<Record<string, string>>

/** Where the writes of the only function are. */
const writesIn = async (main: string, files: Files) => {
  const cwd = folder({ '.git/HEAD': '', 'main.tf': main, ...files })
  const { report } = await scan({ root: cwd, cwd })
  const [found] = report.functions
  return found?.reason ?? found?.accesses.map(({ location }) => `${location.file}:${location.line}`)
}

test.each<[string, string, Files, string]>([
  [
    'a file that the configuration reads',
    packed('source {\n content = file("src/x.py")\n filename = "app.py"\n }'),
    { 'src/x.py': python },
    'src/x.py:4',
  ],
  [
    'a template that it fills in',
    packed('source_content_filename = "app.py"\n source_content = templatefile("src/x.py", { a = 1 })'),
    { 'src/x.py': python },
    'src/x.py:4',
  ],
  [
    'a block for each file',
    packed(
      'dynamic "source" {\n for_each = fileset("src", "**")\n content {\n content = file("src/${source.value}")\n filename = source.value\n }\n }',
    ),
    { 'src/app.py': 'from lib.save import handler\n', 'src/lib/save.py': python },
    'src/lib/save.py:4',
  ],
  [
    'a file that Terraform writes',
    `resource "local_file" "app" {\n  filename = "gen/app.py"\n  content = file("src/x.py")\n}\n${packed('source_dir = "gen"')}`,
    { 'src/x.py': python, ...other },
    'src/x.py:4',
  ],
  [
    'libraries installed beside it',
    runs('pip install -r svc/requirements.txt -t build/package && cp svc/*.py build/package/') +
      packed('source_dir = "build/package"'),
    { 'svc/app.py': python, 'svc/requirements.txt': '', ...other },
    'svc/app.py:4',
  ],
  [
    'a folder that is zipped',
    runs('cd svc && zip -qr ../pkg.zip . -x *.pyc') + zip('filename = "pkg.zip"'),
    { 'svc/app.py': python, ...other },
    'svc/app.py:4',
  ],
  [
    'the folder of a command',
    runs('make package', 'working_dir = "svc"') + zip('filename = "svc/out/pkg.zip"'),
    { 'svc/lib/app.py': python, ...other },
    'svc/lib/app.py:4',
  ],
])('the code is found of %s', async (_, main, files, place) => {
  expect(await writesIn(main, files)).toEqual([place])
})

test.each([
  ['from here', 'GOOS=linux GOARCH=arm64 go build -tags lambda.norpc -o build/bootstrap ./cmd/export', ''],
  ['from its folder', 'go build -o ../../build/bootstrap .', 'working_dir = "cmd/export"'],
])('a program that a command compiles %s is the one that it names', async (_, command, more) => {
  const main =
    archive('source_file = "build/bootstrap"') +
    lambda('runtime = "provided.al2023"\n  handler = "bootstrap"\n  filename = "package.zip"')
  expect(await writesIn(runs(command, more) + main, { 'cmd/export/main.go': go, 'go.mod': 'module x\n', ...other })).toEqual([
    'cmd/export/main.go:11',
  ])
})

test.each<[string, string, Files, string]>([
  [
    'docker_image',
    `resource "docker_image" "x" {\n  name = "export"\n  build {\n    context = "b"\n  }\n}\n${image('docker_image.x.name')}`,
    images,
    'b/app.py:4',
  ],
  [
    'docker_registry_image',
    `resource "docker_image" "x" {\n  name = "export"\n  build {\n    context = "b"\n  }\n}\nresource "docker_registry_image" "y" {\n  name = docker_image.x.name\n}\n${image('"${docker_registry_image.y.name}@${docker_registry_image.y.sha256_digest}"')}`,
    images,
    'b/app.py:4',
  ],
  [
    'a command',
    `resource "aws_ecr_repository" "x" {\n  name = "x"\n}\n${runs('docker build --platform linux/arm64 -t ${aws_ecr_repository.x.repository_url}:1 -f b/Dockerfile . && docker push x')}${image('"${aws_ecr_repository.x.repository_url}:1"')}`,
    { ...images, 'b/Dockerfile': dockerfile('b') },
    'b/app.py:4',
  ],
  [
    'its entry point',
    image('"x:1"'),
    {
      Dockerfile: 'FROM python:3.13\nCOPY src/ /app/\nWORKDIR /app\nENTRYPOINT ["python", "-m", "awslambdaric", "app.handler"]\n',
      'src/app.py': python,
      ...other,
    },
    'src/app.py:4',
  ],
])('the code of an image is found by %s', async (_, main, files, place) => {
  expect(await writesIn(main, files)).toEqual([place])
})

test('the code of an image is found by the module that builds it', async () => {
  const build = `module "image" {
  source      = "terraform-aws-modules/lambda/aws//modules/docker-build"
  ecr_repo    = "export"
  source_path = "b"
}
`
  expect(await writesIn(build + image('module.image.image_uri'), images)).toEqual(['b/app.py:4'])
})

test('a module packs a list of folders, with commands and patterns', async () => {
  const main = `module "export" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "export"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path = [
    "libraries",
    { path = "svc", prefix_in_zip = "", commands = ["npm ci", ":zip"], patterns = ["!.*/.*[.]txt", "app[.]py"], pip_requirements = false },
  ]
}
`
  expect(await writesIn(main, { 'svc/app.py': python, 'libraries/notes.txt': '', ...other })).toEqual(['svc/app.py:4'])
})

test('a library that is written in a layer is read', async () => {
  const layer = `
data "archive_file" "layer" {
  type        = "zip"
  source_dir  = "layer"
  output_path = "layer.zip"
}
resource "aws_lambda_layer_version" "layer" {
  layer_name = "layer"
  filename   = data.archive_file.layer.output_path
}
`
  const main = `${layer}${archive('source_dir = "src"')}${lambda('runtime = "nodejs22.x"\n  handler = "index.handler"\n  filename = "package.zip"\n  layers = [aws_lambda_layer_version.layer.arn]')}`
  const files = {
    'src/index.js': "exports.handler = () => require('our-store').handler()\n",
    'layer/nodejs/node_modules/our-store/index.js': node,
  }
  expect(await writesIn(main, files)).toEqual(['layer/nodejs/node_modules/our-store/index.js:2'])
})

test('commands that name several folders with such a handler name none', async () => {
  const main = runs('cp a/*.py b/*.py pkg && zip pkg.zip pkg') + zip('filename = "pkg.zip"')
  expect(await writesIn(main, { 'a/app.py': quiet, 'b/app.py': python })).toMatch(
    /^Its code was not found.* Name its folder under "code" in tf-s3-guard\.yaml\.$/,
  )
})
