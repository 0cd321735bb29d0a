variable "create" {
  type    = bool
  default = true
}

variable "create_codedeploy_role" {
  type    = bool
  default = true
}

variable "codedeploy_role_name" {
  type    = string
  default = ""
}

variable "app_name" {
  type    = string
  default = ""
}

variable "deployment_group_name" {
  type    = string
  default = ""
}
