# What the module accepts, and nothing here depends on.

variable "account_id" { default = null }
variable "block_public_acls" { default = null }
variable "block_public_policy" { default = null }
variable "ignore_public_acls" { default = null }
variable "restrict_public_buckets" { default = null }
