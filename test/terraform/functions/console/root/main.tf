# What the expressions beside this folder refer to. terraform_data is built into Terraform, so planning needs no provider.

variable "secret" {
  default   = "hunter2"
  sensitive = true
}

variable "secrets" {
  default   = ["hunter2", "swordfish"]
  sensitive = true
}

variable "names" {
  type    = list(string)
  default = ["b", "a"]
}

variable "ages" {
  type    = map(number)
  default = { ann = 30, bob = 41.5 }
}

variable "zones" {
  type    = set(string)
  default = ["eu", "us"]
}

variable "nothing" {
  type    = string
  default = null
}

variable "short_lived" {
  type      = string
  default   = "token"
  ephemeral = true
}

variable "template" {
  default = "Hello, $${name}!"
}

locals {
  template = "Hello, $${name}!"
  # Of a type that is not known either.
  later    = jsondecode(terraform_data.later.id)
  person   = { name = "Ann", tags = ["x", "y"] }
}

# What it outputs is not known before apply.
resource "terraform_data" "later" {
  input = "later"
}
