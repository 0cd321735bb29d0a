/**
 * Fields of events that are read as attributes of Powertools' data classes, by the event's own names.
 * https://docs.powertools.aws.dev/lambda/python/latest/utilities/data_classes/
 */
export const eventField = (name: string, path: readonly string[]): string | readonly string[] => {
  const at = path.join('.')
  if (at === '') return ofRoot.get(name) ?? name
  if (at === 'Records.*') return name === 'sns' ? 'Sns' : (ofRecord.get(name) ?? name)
  if (at === 'Records.*.Sns') return name.charAt(0).toUpperCase() + name.slice(1)
  return at === 'Records.*.s3' && name === 'get_object' ? 'object' : name
}

const s3 = ['Records', '*', 's3']

const ofRoot: ReadonlyMap<string, string | readonly string[]> = new Map<string, string | readonly string[]>([
  ['records', 'Records'],
  ['record', ['Records', '*']],
  ['bucket_name', [...s3, 'bucket', 'name']],
  ['object_key', [...s3, 'object', 'key']],
  ['sns_message', ['Records', '*', 'Sns', 'Message']],
  ['json_body', 'body'],
  ['decoded_body', 'body'],
  ['path_parameters', 'pathParameters'],
  ['query_string_parameters', 'queryStringParameters'],
  ['detail_type', 'detail-type'],
])

const ofRecord: ReadonlyMap<string, string> = new Map([
  ['json_body', 'body'],
  ['message_attributes', 'messageAttributes'],
])
