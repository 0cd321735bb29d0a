output "lambda_alias_name" { value = local.alias.name }
output "lambda_alias_arn" { value = local.alias.arn }
output "lambda_alias_invoke_arn" { value = local.alias.invoke_arn }
output "lambda_alias_description" { value = local.alias.description }
output "lambda_alias_function_version" { value = local.alias.function_version }
output "lambda_alias_event_source_mapping_function_arn" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.function_arn } }
output "lambda_alias_event_source_mapping_state" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.state } }
output "lambda_alias_event_source_mapping_state_transition_reason" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.state_transition_reason } }
output "lambda_alias_event_source_mapping_uuid" { value = { for name, mapping in aws_lambda_event_source_mapping.this : name => mapping.uuid } }
