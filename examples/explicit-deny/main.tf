provider "aws" {
  region = "eu-central-1"
}

resource "aws_s3_bucket" "documents" {
  bucket = "acme-documents"
}

resource "aws_iam_role" "signer" {
  name               = "signer"
  assume_role_policy = data.aws_iam_policy_document.trust.json

  inline_policy {
    name   = "documents"
    policy = data.aws_iam_policy_document.documents.json
  }
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

data "aws_iam_policy_document" "documents" {
  statement {
    sid       = "Documents"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.documents.arn}/*"]
  }

  statement {
    sid       = "SignedIsFinal"
    effect    = "Deny"
    actions   = ["s3:PutObject*", "s3:DeleteObject*"]
    resources = ["${aws_s3_bucket.documents.arn}/signed/*"]
  }
}

data "archive_file" "signer" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/signer.zip"
}

resource "aws_lambda_function" "signer" {
  function_name = "signer"
  role          = aws_iam_role.signer.arn
  runtime       = "python3.13"
  handler       = "signer.handler"
  filename      = data.archive_file.signer.output_path
}
