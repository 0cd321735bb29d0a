/**
 * The JSON name of a field of an event, as aws-lambda-go's types have them: in lower camel case, but for `Records` and what
 * SNS sends. https://pkg.go.dev/github.com/aws/aws-lambda-go/events
 */
export const eventField = (name: string, path: readonly string[]): string => {
  const known = exceptions.get(name)
  if (known !== undefined) return known
  // A name that begins in lower case is a key that the program itself wrote; what SNS sends begins with capitals.
  if (!/^[A-Z]/.test(name) || path.at(-1) === 'Sns') return name
  const initials = /^[A-Z]+(?=[A-Z][a-z]|\d|$)/.exec(name)?.[0] ?? name.slice(0, 1)
  return (initials.toLowerCase() + name.slice(initials.length)).replace(/ID$/, 'Id').replace(/ARN$/, 'Arn')
}

const exceptions: ReadonlyMap<string, string> = new Map([
  ['Records', 'Records'],
  ['SNS', 'Sns'],
  ['DetailType', 'detail-type'],
  // Decoded by the library from what the event has.
  ['URLDecodedKey', 'key'],
])
