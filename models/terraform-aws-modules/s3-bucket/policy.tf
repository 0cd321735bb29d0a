locals {
  # The module's own statements, each attached by a variable of its name.
  attached = compact([
    var.attach_elb_log_delivery_policy ? "elb" : "",
    var.attach_lb_log_delivery_policy ? "lb" : "",
    var.attach_access_log_delivery_policy ? "access-log" : "",
    var.attach_cloudtrail_log_delivery_policy ? "cloudtrail" : "",
    var.attach_waf_log_delivery_policy ? "waf" : "",
    var.attach_inventory_destination_policy || var.attach_analytics_destination_policy ? "inventory" : "",
    var.attach_require_latest_tls_policy ? "tls" : "",
    var.attach_deny_insecure_transport_policy ? "transport" : "",
    var.attach_deny_unencrypted_object_uploads ? "unencrypted" : "",
    var.attach_deny_ssec_encrypted_object_uploads ? "ssec" : "",
    var.attach_deny_incorrect_kms_key_sse ? "kms-key" : "",
    var.attach_deny_incorrect_encryption_headers ? "encryption" : "",
  ])

  bucket_arn = try(aws_s3_bucket.this[0].arn, aws_s3_directory_bucket.this[0].arn, null)
  bucket_id  = try(aws_s3_bucket.this[0].id, aws_s3_directory_bucket.this[0].bucket, null)
  objects    = try("${local.bucket_arn}/*", null)
  account    = data.aws_caller_identity.current.account_id
  algorithm  = try(var.server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm, null)

  denies = {
    transport = {
      sid       = "denyInsecureTransport"
      actions   = ["s3:*"]
      resources = [local.bucket_arn, local.objects]
      condition = { test = "Bool", variable = "aws:SecureTransport", values = ["false"] }
    }
    tls = {
      sid       = "denyOutdatedTLS"
      actions   = ["s3:*"]
      resources = [local.bucket_arn, local.objects]
      condition = { test = "NumericLessThan", variable = "s3:TlsVersion", values = ["1.2"] }
    }
    unencrypted = {
      sid       = "denyUnencryptedObjectUploads"
      actions   = ["s3:PutObject"]
      resources = [local.objects]
      condition = { test = "Null", variable = "s3:x-amz-server-side-encryption", values = ["true"] }
    }
    ssec = {
      sid       = "denySSECEncryptedObjectUploads"
      actions   = ["s3:PutObject"]
      resources = [local.objects]
      condition = { test = "Null", variable = "s3:x-amz-server-side-encryption-customer-algorithm", values = ["false"] }
    }
    kms-key = {
      sid       = "denyIncorrectKmsKeySse"
      actions   = ["s3:PutObject"]
      resources = [local.objects]
      condition = { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", values = [var.allowed_kms_key_arn] }
    }
    encryption = {
      sid       = "denyIncorrectEncryptionHeaders"
      actions   = ["s3:PutObject"]
      resources = [local.objects]
      condition = { test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption", values = [local.algorithm == "aws:kms" ? "aws:kms" : "AES256"] }
    }
  }

  # What AWS's own services are allowed: under which keys, and what else it depends on.
  deliveries = {
    elb        = { sid = "", service = "logdelivery.elasticloadbalancing.amazonaws.com", keys = "*" }
    lb         = { sid = "AlbNlbLogDeliveryWrite", service = "delivery.logs.amazonaws.com", keys = "*" }
    access-log = { sid = "AWSAccessLogDeliveryWrite", service = "logging.s3.amazonaws.com", keys = "*" }
    cloudtrail = { sid = "AWSCloudTrailWrite", service = "cloudtrail.amazonaws.com", keys = "AWSLogs/*" }
    waf        = { sid = "WafLogDeliveryWrite", service = "delivery.logs.amazonaws.com", keys = "AWSLogs/${local.account}/*" }
    inventory  = { sid = "destinationInventoryAndAnalyticsPolicy", service = "s3.amazonaws.com", keys = "*" }
  }
}

# No service is the role of a function, so on what else a delivery depends does not matter.
data "aws_iam_policy_document" "combined" {
  count = local.create_bucket && (var.attach_policy || length(local.attached) > 0) ? 1 : 0

  source_policy_documents = var.attach_policy ? [var.policy] : []

  dynamic "statement" {
    for_each = { for name, delivery in local.deliveries : name => delivery if contains(local.attached, name) && !var.is_directory_bucket }
    content {
      sid       = statement.value.sid
      actions   = ["s3:PutObject"]
      resources = ["${local.bucket_arn}/${statement.value.keys}"]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }
    }
  }

  dynamic "statement" {
    for_each = { for name, deny in local.denies : name => deny if contains(local.attached, name) && !var.is_directory_bucket }
    content {
      sid       = statement.value.sid
      effect    = "Deny"
      actions   = statement.value.actions
      resources = statement.value.resources

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = statement.value.condition.test
        variable = statement.value.condition.variable
        values   = statement.value.condition.values
      }
    }
  }
}

# A policy may name the bucket and the account before they are known.
locals {
  with_id  = try(replace(data.aws_iam_policy_document.combined[0].json, "_S3_BUCKET_ID_", local.bucket_id), "")
  with_arn = try(replace(local.with_id, "_S3_BUCKET_ARN_", local.bucket_arn), "")
}

resource "aws_s3_bucket_policy" "this" {
  count = local.create_bucket && (var.attach_policy || length(local.attached) > 0) ? 1 : 0

  bucket = local.bucket_id
  policy = replace(local.with_arn, "_AWS_ACCOUNT_ID_", local.account)
}

# What an argument that this model does not know may allow or deny

resource "terraform_data" "unmodelled" {
  for_each = toset(local.unmodelled)
}

resource "aws_s3_bucket_policy" "unmodelled" {
  for_each = toset([for argument in local.unmodelled : argument if local.create_bucket])

  bucket = local.bucket_id
  policy = terraform_data.unmodelled[each.key].output
}
