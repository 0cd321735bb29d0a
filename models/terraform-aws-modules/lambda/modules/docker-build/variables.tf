variable "create_ecr_repo" {
  type    = bool
  default = false
}

variable "ecr_address" {
  type    = string
  default = null
}

variable "ecr_repo" {
  type    = string
  default = null
}

variable "use_image_tag" {
  type    = bool
  default = true
}

variable "image_tag" {
  type    = string
  default = null
}

variable "source_path" {
  type    = string
  default = null
}

variable "docker_file_path" {
  type    = string
  default = "Dockerfile"
}
