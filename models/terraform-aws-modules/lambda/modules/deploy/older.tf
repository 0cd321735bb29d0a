# What version 1 calls its outputs.

output "this_codedeploy_app_name" { value = var.app_name }
output "this_codedeploy_deployment_group_id" { value = aws_codedeploy_deployment_group.this.id }
