# What versions 0 and 1 call their outputs.

output "arn" { value = try(aws_s3_bucket.this[0].arn, "") }
output "bucket_domain_name" { value = try(aws_s3_bucket.this[0].bucket_domain_name, "") }
output "bucket_regional_domain_name" { value = try(aws_s3_bucket.this[0].bucket_regional_domain_name, "") }
output "hosted_zone_id" { value = try(aws_s3_bucket.this[0].hosted_zone_id, "") }
output "id" { value = try(aws_s3_bucket.this[0].id, aws_s3_directory_bucket.this[0].bucket, "") }
output "region" { value = try(aws_s3_bucket.this[0].bucket_region, "") }
output "this_s3_bucket_arn" { value = try(aws_s3_bucket.this[0].arn, "") }
output "this_s3_bucket_bucket_domain_name" { value = try(aws_s3_bucket.this[0].bucket_domain_name, "") }
output "this_s3_bucket_bucket_regional_domain_name" { value = try(aws_s3_bucket.this[0].bucket_regional_domain_name, "") }
output "this_s3_bucket_hosted_zone_id" { value = try(aws_s3_bucket.this[0].hosted_zone_id, "") }
output "this_s3_bucket_id" { value = try(aws_s3_bucket.this[0].id, aws_s3_directory_bucket.this[0].bucket, "") }
output "this_s3_bucket_region" { value = try(aws_s3_bucket.this[0].bucket_region, "") }
output "this_s3_bucket_website_domain" { value = try(aws_s3_bucket_website_configuration.this[0].website_domain, "") }
output "this_s3_bucket_website_endpoint" { value = try(aws_s3_bucket_website_configuration.this[0].website_endpoint, "") }
output "website_domain" { value = try(aws_s3_bucket_website_configuration.this[0].website_domain, "") }
output "website_endpoint" { value = try(aws_s3_bucket_website_configuration.this[0].website_endpoint, "") }
