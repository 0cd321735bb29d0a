provider "aws" {
  region = "us-east-1"
}

variable "bucket_name" {
  type    = string
  default = "acme-media"
}

resource "aws_s3_bucket" "media" {
  bucket = var.bucket_name
}

resource "aws_lambda_function" "thumbnails" {
  function_name = "thumbnails"
  role          = aws_iam_role.thumbnails.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "${path.module}/build/thumbnails.zip"

  environment {
    variables = {
      MEDIA_BUCKET = aws_s3_bucket.media.bucket
    }
  }
}

data "archive_file" "thumbnails" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/thumbnails.zip"
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "thumbnails" {
  name               = "thumbnails"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "thumbnails" {
  statement {
    sid       = "ReadOriginals"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.media.arn}/originals/*"]
  }

  statement {
    sid       = "WriteThumbnails"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.media.arn}/thumbnail/*"]
  }
}

resource "aws_iam_role_policy" "thumbnails" {
  role   = aws_iam_role.thumbnails.id
  policy = data.aws_iam_policy_document.thumbnails.json
}
