resource "aws_s3_account_public_access_block" "this" {
  count = var.create ? 1 : 0
}
