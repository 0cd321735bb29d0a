# What the module accepts, and nothing here depends on.

variable "allowed_triggers" { default = null }
variable "create_async_event_config" { default = null }
variable "create_qualified_alias_allowed_triggers" { default = null }
variable "create_qualified_alias_async_event_config" { default = null }
variable "create_version_allowed_triggers" { default = null }
variable "create_version_async_event_config" { default = null }
variable "destination_on_failure" { default = null }
variable "destination_on_success" { default = null }
variable "maximum_event_age_in_seconds" { default = null }
variable "maximum_retry_attempts" { default = null }
variable "routing_additional_version_weights" { default = null }
