provider "aws" {
  region = "eu-west-1"
}

resource "aws_s3_bucket" "audit" {
  bucket = "acme-audit"
}

resource "aws_iam_role" "audit" {
  name               = "audit"
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }
      ]
    }
  EOT
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.audit.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

data "archive_file" "audit" {
  type        = "zip"
  source_file = "${path.module}/src/audit.py"
  output_path = "${path.module}/audit.zip"
}

resource "aws_lambda_function" "audit" {
  function_name = "audit"
  role          = aws_iam_role.audit.arn
  runtime       = "python3.13"
  handler       = "audit.lambda_handler"
  filename      = data.archive_file.audit.output_path

  environment {
    variables = {
      AUDIT_BUCKET = aws_s3_bucket.audit.id
    }
  }
}
