# It makes no function, and the role is CodeDeploy's.
resource "aws_codedeploy_app" "this" {
  name = var.app_name
}

resource "aws_codedeploy_deployment_group" "this" {
  app_name              = var.app_name
  deployment_group_name = var.deployment_group_name
}

resource "terraform_data" "deployment" {}

resource "aws_iam_role" "codedeploy" {
  count = var.create && var.create_codedeploy_role ? 1 : 0

  name = coalesce(var.codedeploy_role_name, "${var.app_name}-codedeploy")
}
