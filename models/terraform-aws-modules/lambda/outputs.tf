output "lambda_cloudwatch_log_group_arn" { value = local.log_group_arn }
output "lambda_cloudwatch_log_group_name" { value = try(data.aws_cloudwatch_log_group.lambda[0].name, aws_cloudwatch_log_group.lambda[0].name, "") }
output "lambda_event_source_mapping_arn" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.arn } }
output "lambda_event_source_mapping_function_arn" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.function_arn } }
output "lambda_event_source_mapping_state" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.state } }
output "lambda_event_source_mapping_state_transition_reason" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.state_transition_reason } }
output "lambda_event_source_mapping_uuid" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.uuid } }
output "lambda_function_arn" { value = try(aws_lambda_function.this[0].arn, "") }
output "lambda_function_arn_static" { value = local.makes_function ? "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:function:${var.function_name}" : "" }
output "lambda_function_code_sha256" { value = try(aws_lambda_function.this[0].code_sha256, "") }
output "lambda_function_invoke_arn" { value = try(aws_lambda_function.this[0].invoke_arn, "") }
output "lambda_function_kms_key_arn" { value = try(aws_lambda_function.this[0].kms_key_arn, "") }
output "lambda_function_last_modified" { value = try(aws_lambda_function.this[0].last_modified, "") }
output "lambda_function_name" { value = try(aws_lambda_function.this[0].function_name, "") }
output "lambda_function_qualified_arn" { value = try(aws_lambda_function.this[0].qualified_arn, "") }
output "lambda_function_qualified_invoke_arn" { value = try(aws_lambda_function.this[0].qualified_invoke_arn, "") }
output "lambda_function_signing_job_arn" { value = try(aws_lambda_function.this[0].signing_job_arn, "") }
output "lambda_function_signing_profile_version_arn" { value = try(aws_lambda_function.this[0].signing_profile_version_arn, "") }
output "lambda_function_source_code_hash" { value = try(aws_lambda_function.this[0].source_code_hash, "") }
output "lambda_function_source_code_size" { value = try(aws_lambda_function.this[0].source_code_size, "") }
output "lambda_function_url" { value = try(aws_lambda_function_url.this[0].function_url, "") }
output "lambda_function_url_id" { value = try(aws_lambda_function_url.this[0].url_id, "") }
output "lambda_function_version" { value = try(aws_lambda_function.this[0].version, "") }
output "lambda_layer_arn" { value = try(aws_lambda_layer_version.this[0].arn, "") }
output "lambda_layer_code_sha256" { value = try(aws_lambda_layer_version.this[0].code_sha256, "") }
output "lambda_layer_created_date" { value = try(aws_lambda_layer_version.this[0].created_date, "") }
output "lambda_layer_layer_arn" { value = try(aws_lambda_layer_version.this[0].layer_arn, "") }
output "lambda_layer_source_code_hash" { value = try(aws_lambda_layer_version.this[0].source_code_hash, "") }
output "lambda_layer_source_code_size" { value = try(aws_lambda_layer_version.this[0].source_code_size, "") }
output "lambda_layer_version" { value = try(aws_lambda_layer_version.this[0].version, "") }
output "lambda_role_arn" { value = try(aws_iam_role.lambda[0].arn, "") }
output "lambda_role_name" { value = try(aws_iam_role.lambda[0].name, "") }
output "lambda_role_unique_id" { value = try(aws_iam_role.lambda[0].unique_id, "") }
output "local_filename" { value = local.filename }
output "s3_object" {
  value = {
    bucket     = local.s3_bucket
    key        = local.s3_key
    version_id = var.s3_existing_package != null ? try(var.s3_existing_package.version_id, null) : try(aws_s3_object.lambda_package[0].version_id, null)
  }
}
