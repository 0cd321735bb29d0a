# What the module accepts, and nothing here depends on.

variable "build_args" { default = null }
variable "build_target" { default = null }
variable "builder" { default = null }
variable "cache_from" { default = null }
variable "create_sam_metadata" { default = null }
variable "ecr_force_delete" { default = null }
variable "ecr_repo_lifecycle_policy" { default = null }
variable "ecr_repo_tags" { default = null }
variable "force_remove" { default = null }
variable "image_tag_mutability" { default = null }
variable "keep_locally" { default = null }
variable "keep_remotely" { default = null }
variable "platform" { default = null }
variable "scan_on_push" { default = null }
variable "triggers" { default = null }
