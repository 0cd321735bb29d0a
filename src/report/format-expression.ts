import type { Expression } from '../code/storage-call.ts'

/**
 * A text as a program builds it, for people: what is known as it is, an environment variable as `${env.BUCKET}` (with what is
 * used if it is not set as `${env.BUCKET ?? reports}`), a field of the event as `${event.Records[*].s3.bucket.name}` (or a part
 * of it as `${a part of event.key}`), an SSM parameter as `${ssm./app/bucket}`, a function's parameter as `${parameter.bucket}`,
 * one of several as `${a | b}`, and `*` for what is not known.
 */
export const formatExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return expression.text
    case 'env':
      return `\${env.${expression.name}${expression.otherwise ? ` ?? ${inside(expression.otherwise)}` : ''}}`
    case 'event':
      return `\${${expression.isPart || expression.replaced ? 'a part of ' : ''}event${fieldsOf(expression.path)}}`
    case 'ssm':
      return `\${ssm.${inside(expression.name)}}`
    case 'secret':
      return `\${secret.${inside(expression.name)}}`
    case 'concat':
      return expression.parts.map(formatExpression).join('')
    case 'alternatives':
      return `\${${expression.options.map(inside).join(' | ')}}`
    case 'stripped':
      return formatExpression(expression.of)
    case 'field':
      return `\${json(${inside(expression.of)})${fieldsOf(expression.path)}${expression.otherwise ? ` ?? ${inside(expression.otherwise)}` : ''}}`
    case 'opaque':
      return expression.parameter === undefined ? '*' : `\${parameter.${expression.parameter}}`
  }
}

const fieldsOf = (path: readonly string[]): string => path.map((name) => (name === '*' ? '[*]' : `.${name}`)).join('')

/** Inside of braces there are no further ones. */
const inside = (expression: Expression): string => {
  const text = formatExpression(expression)
  return expression.kind === 'concat' ? text : text.replace(/^\$\{(.*)\}$/s, '$1')
}
