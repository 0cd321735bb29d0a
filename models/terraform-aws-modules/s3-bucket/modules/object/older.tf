# What earlier versions call its outputs.

output "s3_bucket_object_id" { value = try(aws_s3_object.this[0].id, "") }
output "s3_bucket_object_etag" { value = try(aws_s3_object.this[0].etag, "") }
output "s3_bucket_object_version_id" { value = try(aws_s3_object.this[0].version_id, "") }
output "this_s3_bucket_object_id" { value = try(aws_s3_object.this[0].id, "") }
output "this_s3_bucket_object_etag" { value = try(aws_s3_object.this[0].etag, "") }
output "this_s3_bucket_object_version_id" { value = try(aws_s3_object.this[0].version_id, "") }
