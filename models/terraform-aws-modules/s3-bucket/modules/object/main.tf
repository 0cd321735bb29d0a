resource "aws_s3_object" "this" {
  count = var.create ? 1 : 0

  bucket         = var.bucket
  key            = var.key
  source         = var.file_source
  content        = var.content
  content_base64 = var.content_base64
}
