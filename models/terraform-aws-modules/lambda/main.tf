locals {
  create         = var.create && var.putin_khuylo
  makes_function = local.create && var.create_function && !var.create_layer

  log_group_name = coalesce(var.logging_log_group, "/aws/lambda/${var.lambda_at_edge ? "us-east-1." : ""}${var.function_name}")

  # Set where the model is read.
  unmodelled = []
}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

resource "aws_lambda_function" "this" {
  count = local.makes_function ? 1 : 0

  function_name = var.function_name
  role          = var.create_role ? aws_iam_role.lambda[0].arn : var.lambda_role
  handler       = var.package_type == "Zip" ? var.handler : null
  runtime       = var.package_type == "Zip" ? var.runtime : null
  layers        = var.layers
  package_type  = var.package_type
  image_uri     = var.image_uri

  filename  = local.filename
  s3_bucket = local.s3_bucket
  s3_key    = local.s3_key

  dynamic "image_config" {
    for_each = length(concat(var.image_config_entry_point, var.image_config_command)) > 0 || var.image_config_working_directory != null ? ["set"] : []
    content {
      entry_point       = var.image_config_entry_point
      command           = var.image_config_command
      working_directory = var.image_config_working_directory
    }
  }

  dynamic "environment" {
    for_each = length(var.environment_variables) > 0 ? ["set"] : []
    content {
      variables = var.environment_variables
    }
  }
}

resource "aws_lambda_layer_version" "this" {
  count = local.create && var.create_layer ? 1 : 0

  layer_name          = var.layer_name
  compatible_runtimes = var.compatible_runtimes

  filename  = local.filename
  s3_bucket = local.s3_bucket
  s3_key    = local.s3_key
}

resource "aws_lambda_function_url" "this" {
  count = local.makes_function && var.create_lambda_function_url ? 1 : 0

  function_name = aws_lambda_function.this[0].function_name
}

resource "aws_lambda_permission" "unqualified_alias_triggers" {
  for_each = { for name, trigger in var.allowed_triggers : name => trigger if local.makes_function && var.create_unqualified_alias_allowed_triggers }

  function_name = aws_lambda_function.this[0].function_name
  principal     = try(each.value.principal, format("%s.amazonaws.com", try(each.value.service, "")))
  source_arn    = try(each.value.source_arn, null)
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each = { for name, mapping in var.event_source_mapping : name => mapping if local.makes_function }

  function_name    = aws_lambda_function.this[0].arn
  event_source_arn = try(each.value.event_source_arn, null)
}

resource "aws_cloudwatch_log_group" "lambda" {
  count = local.makes_function && !var.use_existing_cloudwatch_log_group ? 1 : 0

  name = local.log_group_name
}

data "aws_cloudwatch_log_group" "lambda" {
  count = local.makes_function && var.use_existing_cloudwatch_log_group ? 1 : 0

  name = local.log_group_name
}
