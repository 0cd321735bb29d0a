import type { ResourceInstance } from '../../../terraform/evaluate/resource-model.ts'
import type { Value } from '../../../terraform/value/value.ts'

/** The file that is uploaded: `source` of an `aws_s3_object`. */
export const readObjectSource = ({ body }: ResourceInstance): Value | undefined => body.argument('source')
