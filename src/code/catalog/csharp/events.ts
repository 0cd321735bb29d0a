/**
 * The JSON name of a property of an event, as the types of Amazon.Lambda.*Events have them: in lower camel case, but for
 * `Records` and what SNS sends. https://github.com/aws/aws-lambda-dotnet/tree/master/Libraries/src
 */
export const eventField = (name: string, path: readonly string[]): string => {
  const known = exceptions.get(name)
  if (known !== undefined) return known
  const parent = path.at(-1)
  // What the program itself names is inside a body, a message or the input of a state machine.
  const isOfAmazon = path.length === 0 ? topLevel.has(name) : path[0] === 'Records' || path[0] === 'detail' || parent === 's3'
  if (!/^[A-Z]/.test(name) || !isOfAmazon || isOwn(path)) return name
  const initials = /^[A-Z]+(?=[A-Z][a-z]|\d|$)/.exec(name)?.[0] ?? name.slice(0, 1)
  return (initials.toLowerCase() + name.slice(initials.length)).replace(/ID$/, 'Id').replace(/ARN$/, 'Arn')
}

/** Inside what SNS says, and of a text that the program parses, unless that is a notification of S3. */
const isOwn = (path: readonly string[]): boolean => {
  if (path.includes('Sns') && !path.includes('s3')) return true
  const body = path.findLastIndex((part) => part === 'body' || part === 'Message')
  return body !== -1 && !path.slice(body).includes('Records')
}

const topLevel = new Set([
  'Body',
  'Headers',
  'MultiValueHeaders',
  'PathParameters',
  'QueryStringParameters',
  'MultiValueQueryStringParameters',
  'StageVariables',
  'RequestContext',
  'RawPath',
  'RawQueryString',
  'RouteKey',
  'HttpMethod',
  'IsBase64Encoded',
  'Detail',
])

const exceptions: ReadonlyMap<string, string> = new Map([
  ['Records', 'Records'],
  ['SNS', 'Sns'],
  ['Sns', 'Sns'],
  ['DetailType', 'detail-type'],
  ['KeyDecoded', 'key'],
  ['UrlDecodedKey', 'key'],
])
