terraform {
  required_providers {
    aws     = { source = "hashicorp/aws", version = "~> 5.0" }
    archive = { source = "hashicorp/archive", version = "~> 2.0" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_s3_bucket" "reports" {
  bucket_prefix = "acme-reports-"
}

data "archive_file" "export" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/export.zip"
}

resource "aws_lambda_function" "export" {
  function_name    = "export"
  role             = aws_iam_role.export.arn
  runtime          = "python3.13"
  handler          = "export.handler"
  filename         = data.archive_file.export.output_path
  source_code_hash = data.archive_file.export.output_base64sha256

  environment {
    variables = {
      REPORTS_BUCKET = aws_s3_bucket.reports.id
    }
  }
}

resource "aws_iam_role" "export" {
  name = "export"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "export" {
  name = "write-reports"
  role = aws_iam_role.export.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:ListBucket", "s3:PutObject"]
      Resource = aws_s3_bucket.reports.arn
    }]
  })
}
