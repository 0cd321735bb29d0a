# What the module accepts, and nothing here depends on.

variable "acl" { default = null }
variable "bucket_key_enabled" { default = null }
variable "cache_control" { default = null }
variable "content_disposition" { default = null }
variable "content_encoding" { default = null }
variable "content_language" { default = null }
variable "content_type" { default = null }
variable "etag" { default = null }
variable "force_destroy" { default = null }
variable "kms_key_id" { default = null }
variable "metadata" { default = null }
variable "object_lock_legal_hold_status" { default = null }
variable "object_lock_mode" { default = null }
variable "object_lock_retain_until_date" { default = null }
variable "override_default_tags" { default = null }
variable "region" { default = null }
variable "server_side_encryption" { default = null }
variable "source_hash" { default = null }
variable "storage_class" { default = null }
variable "tags" { default = null }
variable "website_redirect" { default = null }
