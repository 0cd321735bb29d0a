provider "aws" {
  region = "us-west-2"
}

resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

resource "aws_iam_role" "upload" {
  name = "upload"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "upload" {
  role = aws_iam_role.upload.id

  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:PutObject"],
          "Resource": "*"
        }
      ]
    }
  EOT
}

data "archive_file" "upload" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/upload.zip"
}

resource "aws_lambda_function" "upload" {
  function_name = "upload"
  role          = aws_iam_role.upload.arn
  runtime       = "nodejs22.x"
  handler       = "upload.handler"
  filename      = data.archive_file.upload.output_path

  environment {
    variables = {
      UPLOADS = aws_s3_bucket.uploads.id
    }
  }
}
