data "aws_region" "current" {}

data "aws_caller_identity" "this" {}

locals {
  registry   = coalesce(var.ecr_address, "${data.aws_caller_identity.this.account_id}.dkr.ecr.${data.aws_region.current.name}.amazonaws.com")
  repository = var.create_ecr_repo ? aws_ecr_repository.this[0].id : var.ecr_repo
  tag        = var.use_image_tag ? coalesce(var.image_tag, formatdate("YYYYMMDDhhmmss", timestamp())) : ""
}

resource "docker_image" "this" {
  name = "${local.registry}/${local.repository}${var.use_image_tag ? ":${local.tag}" : ""}"

  build {
    context    = var.source_path
    dockerfile = var.docker_file_path
  }
}

resource "docker_registry_image" "this" {
  name = docker_image.this.name
}

resource "aws_ecr_repository" "this" {
  count = var.create_ecr_repo ? 1 : 0

  name = var.ecr_repo
}
