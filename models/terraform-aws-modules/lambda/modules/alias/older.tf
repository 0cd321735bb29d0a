# What version 1 calls its outputs.

output "this_lambda_alias_name" { value = local.alias.name }
output "this_lambda_alias_arn" { value = local.alias.arn }
output "this_lambda_alias_invoke_arn" { value = local.alias.invoke_arn }
output "this_lambda_alias_description" { value = local.alias.description }
output "this_lambda_alias_function_version" { value = local.alias.function_version }
