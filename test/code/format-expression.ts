import type { Expression } from '../../src/code/storage-call.ts'

/** A short form for expectations: known text as it is, everything else in braces. */
export const formatExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return expression.text
    case 'env':
      return expression.otherwise
        ? `{env ${expression.name} or ${formatExpression(expression.otherwise)}}`
        : `{env ${expression.name}}`
    case 'event':
      return `{${['event', ...expression.path].join('.')}}`
    case 'concat':
      return expression.parts.map(formatExpression).join('')
    case 'alternatives':
      return `{one of ${expression.options.map(formatExpression).join(', ')}}`
    case 'stripped':
      return `{${formatExpression(expression.of)} stripped at its ${expression.end}}`
    case 'field':
      return `{json ${formatExpression(expression.of)} ${expression.path.join('.')}${expression.otherwise ? ` or ${formatExpression(expression.otherwise)}` : ''}}`
    case 'ssm':
      return `{ssm ${formatExpression(expression.name)}}`
    case 'secret':
      return `{secret ${formatExpression(expression.name)}}`
    case 'opaque':
      return '{?}'
  }
}
