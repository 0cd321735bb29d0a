import { expect, test } from 'vitest'
import { evaluateExpressionIn } from '../../../support/evaluation.ts'

const reports = 'resource "aws_s3_bucket" "reports" {\n}\n'

test.each(['aws_s3_bucket_policy', 'aws_s3_bucket_public_access_block', 'aws_s3_bucket_versioning'])(
  "the id of an %s is its bucket's name",
  async (type) => {
    const setting = `resource "${type}" "setting" {\n  bucket = aws_s3_bucket.reports.id\n}\n`
    expect(await evaluateExpressionIn(`${type}.setting.id`, reports + setting)).toBe('aws_s3_bucket.reports.bucket')
  },
)
