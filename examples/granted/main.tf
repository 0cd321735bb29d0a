provider "aws" {
  region = "eu-central-1"
}

locals {
  prefixes = toset(["daily", "weekly"])
}

resource "aws_s3_bucket" "reports" {
  bucket_prefix = "acme-reports-"
}

data "archive_file" "report" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/report.zip"
}

resource "aws_lambda_function" "report" {
  for_each = local.prefixes

  function_name = "report-${each.key}"
  role          = aws_iam_role.report.arn
  runtime       = "python3.13"
  handler       = "report.handler"
  filename      = data.archive_file.report.output_path

  environment {
    variables = {
      BUCKET = aws_s3_bucket.reports.bucket
      PREFIX = each.key
    }
  }
}

resource "aws_iam_role" "report" {
  name = "report"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_policy" "report" {
  name = "report"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for prefix in local.prefixes : {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.reports.arn}/${prefix}/*"
      }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "report" {
  role       = aws_iam_role.report.name
  policy_arn = aws_iam_policy.report.arn
}
