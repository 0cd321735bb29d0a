variable "name" {
  type = string
}

variable "source_dir" {
  type = string
}

variable "environment" {
  type    = map(string)
  default = {}
}

data "archive_file" "this" {
  type        = "zip"
  source_dir  = var.source_dir
  output_path = "${path.root}/build/${var.name}.zip"
}

resource "aws_iam_role" "this" {
  name = "${var.name}-function"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = aws_iam_role.this.arn
  runtime       = "nodejs22.x"
  handler       = "orders.handler"
  filename      = data.archive_file.this.output_path

  environment {
    variables = var.environment
  }
}

output "role_name" {
  value = aws_iam_role.this.name
}
