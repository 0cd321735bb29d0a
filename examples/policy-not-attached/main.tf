provider "aws" {
  region = "eu-west-1"
}

module "orders" {
  source     = "./modules/function"
  name       = "orders"
  source_dir = "${path.module}/src"
  environment = {
    EXPORT_BUCKET = aws_s3_bucket.exports.id
  }
}

resource "aws_s3_bucket" "exports" {
  bucket = "acme-order-exports"
}

# Written, reviewed, and never attached to module.orders.
resource "aws_iam_policy" "write_exports" {
  name = "write-exports"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.exports.arn}/orders/*"
    }]
  })
}
