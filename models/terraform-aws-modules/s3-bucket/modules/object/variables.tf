variable "create" {
  type    = bool
  default = true
}

variable "bucket" {
  type    = string
  default = ""
}

variable "key" {
  type    = string
  default = ""
}

variable "file_source" {
  type    = string
  default = null
}

variable "content" {
  type    = string
  default = null
}

variable "content_base64" {
  type    = string
  default = null
}
