locals {
  built = try(data.external.archive_prepare[0].result.filename, null)

  filename  = var.local_existing_package != null ? var.local_existing_package : var.store_on_s3 ? null : local.built
  s3_bucket = var.s3_existing_package != null ? try(var.s3_existing_package.bucket, null) : var.store_on_s3 ? var.s3_bucket : null
  s3_key    = var.s3_existing_package != null ? try(var.s3_existing_package.key, null) : var.store_on_s3 ? try(aws_s3_object.lambda_package[0].key, null) : null
}

# The program is the module's own, and makes a package of its sources.
data "external" "archive_prepare" {
  count = var.create && var.create_package ? 1 : 0

  program = ["python3", "package.py", "prepare"]

  query = {
    runtime     = var.runtime
    source_path = try(tostring(var.source_path), jsonencode(var.source_path))
  }
}

resource "aws_s3_object" "lambda_package" {
  count = local.create && var.store_on_s3 && var.create_package ? 1 : 0

  bucket = var.s3_bucket
  source = local.built
}
