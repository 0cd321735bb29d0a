# What the module accepts, and nothing here depends on.

variable "bucket_arn" { default = null }
variable "create_lambda_permission" { default = null }
variable "create_sns_policy" { default = null }
variable "create_sqs_policy" { default = null }
variable "region" { default = null }
