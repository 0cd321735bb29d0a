import { formatText, type Part, type Text } from '../../source/text.ts'

/** A partition that is not known is taken for the commercial one, as people write ARNs. */
const commonPartition = (part: Part): Part =>
  typeof part !== 'string' && part.kind === 'unknown' && part.domain === 'partition' ? 'aws' : part

/** An ARN for people. */
export const formatArn = (arn: Text): string => formatText(arn.map(commonPartition))
