variable "create" {
  type    = bool
  default = true
}

variable "use_existing_alias" {
  type    = bool
  default = false
}

variable "refresh_alias" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "description" {
  type    = string
  default = ""
}

variable "function_name" {
  type    = string
  default = ""
}

variable "function_version" {
  type    = string
  default = ""
}

variable "event_source_mapping" {
  type    = any
  default = {}
}
