data "aws_lambda_alias" "existing" {
  count = var.create && var.use_existing_alias ? 1 : 0

  function_name = var.function_name
  name          = var.name
}

resource "aws_lambda_alias" "no_refresh" {
  count = var.create && !var.use_existing_alias && !var.refresh_alias ? 1 : 0

  name             = var.name
  description      = var.description
  function_name    = var.function_name
  function_version = coalesce(var.function_version, "$LATEST")
}

resource "aws_lambda_alias" "with_refresh" {
  count = var.create && !var.use_existing_alias && var.refresh_alias ? 1 : 0

  name             = var.name
  description      = var.description
  function_name    = var.function_name
  function_version = coalesce(var.function_version, "$LATEST")
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each = { for name, mapping in var.event_source_mapping : name => mapping if var.create }

  function_name    = local.alias.arn
  event_source_arn = try(each.value.event_source_arn, null)
}

locals {
  alias = try(data.aws_lambda_alias.existing[0], aws_lambda_alias.with_refresh[0], aws_lambda_alias.no_refresh[0], { name = "", arn = "", invoke_arn = "", description = "", function_version = "" })
}
