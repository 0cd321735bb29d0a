locals {
  create_bucket = var.create_bucket && var.putin_khuylo
  is_general    = local.create_bucket && !var.is_directory_bucket

  # Set where the model is read.
  unmodelled = []
}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

resource "aws_s3_bucket" "this" {
  count = local.is_general ? 1 : 0

  bucket              = var.bucket
  bucket_prefix       = var.bucket_prefix
  object_lock_enabled = var.object_lock_enabled
  tags                = var.tags
}

resource "aws_s3_directory_bucket" "this" {
  count = local.create_bucket && var.is_directory_bucket ? 1 : 0

  bucket = "${var.bucket}--${var.availability_zone_id}--x-s3"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count = local.create_bucket && length(var.server_side_encryption_configuration) > 0 ? 1 : 0

  bucket = var.is_directory_bucket ? aws_s3_directory_bucket.this[0].bucket : aws_s3_bucket.this[0].id

  dynamic "rule" {
    for_each = try(flatten([var.server_side_encryption_configuration.rule]), [])
    content {
      bucket_key_enabled = try(rule.value.bucket_key_enabled, null)

      dynamic "apply_server_side_encryption_by_default" {
        for_each = try(flatten([rule.value.apply_server_side_encryption_by_default]), [])
        content {
          sse_algorithm     = apply_server_side_encryption_by_default.value.sse_algorithm
          kms_master_key_id = try(apply_server_side_encryption_by_default.value.kms_master_key_id, null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  count = local.is_general && length(var.versioning) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  versioning_configuration {
    status = try(var.versioning.status, var.versioning.enabled ? "Enabled" : "Suspended", "Enabled")
  }
}

resource "aws_s3_bucket_website_configuration" "this" {
  count = local.is_general && length(var.website) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
}

resource "aws_s3_bucket_public_access_block" "this" {
  count = local.is_general && var.attach_public_policy ? 1 : 0

  bucket                  = aws_s3_bucket.this[0].id
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count = local.is_general && var.control_object_ownership ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    object_ownership = var.object_ownership
  }
}
