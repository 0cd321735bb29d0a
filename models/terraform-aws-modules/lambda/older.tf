# What version 1 calls its outputs.

output "this_lambda_alias_arn" { value = try(aws_lambda_alias.this[0].arn, "") }
output "this_lambda_alias_invoke_arn" { value = try(aws_lambda_alias.this[0].invoke_arn, "") }
output "this_lambda_event_source_mapping_function_arn" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.function_arn } }
output "this_lambda_event_source_mapping_state" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.state } }
output "this_lambda_event_source_mapping_state_transition_reason" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.state_transition_reason } }
output "this_lambda_event_source_mapping_uuid" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.uuid } }
output "this_lambda_function_arn" { value = try(aws_lambda_function.this[0].arn, "") }
output "this_lambda_function_invoke_arn" { value = try(aws_lambda_function.this[0].invoke_arn, "") }
output "this_lambda_function_kms_key_arn" { value = try(aws_lambda_function.this[0].kms_key_arn, "") }
output "this_lambda_function_last_modified" { value = try(aws_lambda_function.this[0].last_modified, "") }
output "this_lambda_function_name" { value = try(aws_lambda_function.this[0].function_name, "") }
output "this_lambda_function_qualified_arn" { value = try(aws_lambda_function.this[0].qualified_arn, "") }
output "this_lambda_function_source_code_hash" { value = try(aws_lambda_function.this[0].source_code_hash, "") }
output "this_lambda_function_source_code_size" { value = try(aws_lambda_function.this[0].source_code_size, "") }
output "this_lambda_function_version" { value = try(aws_lambda_function.this[0].version, "") }
output "this_lambda_layer_arn" { value = try(aws_lambda_layer_version.this[0].arn, "") }
output "this_lambda_layer_created_date" { value = try(aws_lambda_layer_version.this[0].created_date, "") }
output "this_lambda_layer_layer_arn" { value = try(aws_lambda_layer_version.this[0].layer_arn, "") }
output "this_lambda_layer_source_code_size" { value = try(aws_lambda_layer_version.this[0].source_code_size, "") }
output "this_lambda_layer_version" { value = try(aws_lambda_layer_version.this[0].version, "") }

resource "aws_lambda_alias" "this" {
  count = local.makes_function && var.create_alias == true ? 1 : 0

  function_name = aws_lambda_function.this[0].function_name
}
