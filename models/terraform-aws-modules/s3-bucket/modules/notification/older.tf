# What version 1 calls its output.

output "this_s3_bucket_notification_id" { value = try(aws_s3_bucket_notification.this[0].id, "") }
