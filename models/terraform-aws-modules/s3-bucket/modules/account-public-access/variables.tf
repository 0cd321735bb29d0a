variable "create" {
  type    = bool
  default = true
}
