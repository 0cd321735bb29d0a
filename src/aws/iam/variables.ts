import { knownText, type Part, type Text, text } from '../../source/text.ts'
import { contextValue, type RequestContext } from './context.ts'
import type { PolicyDocument } from './policy-document.ts'

const variable = /\$\{\s*([A-Za-z0-9][A-Za-z0-9:/_.@=+-]*)\s*(?:,\s*'([^'{}]*)'\s*)?\}/g

/** A wildcard in a value has no meaning: only those that the policy itself has do. */
const quoted = (literal: string): string => literal.replaceAll(/[*?$]/g, (found) => `\${${found}}`)

/**
 * The text of a policy with its variables replaced by what the request brings, or else by their defaults; null if it brings
 * nothing for one that has no default, so that the text matches nothing. A variable whose value is not known stays.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const withVariables = (of: Text, context: RequestContext, version: PolicyDocument['version']): Text | null => {
  if (version === '2008-10-17' || !of.some((part) => typeof part === 'string' && part.includes('${'))) return of
  let isMissing = false
  const partsOf = (literal: string): readonly Part[] => {
    const parts: Part[] = []
    let end = 0
    for (const match of literal.matchAll(variable)) {
      const [written, name = '', otherwise] = match
      const found = valueFor(name, otherwise, context)
      if (found === null) isMissing = true
      parts.push(literal.slice(end, match.index), ...(found ?? [written]))
      end = match.index + written.length
    }
    return [...parts, literal.slice(end)]
  }
  const replaced = text(...of.flatMap((part) => (typeof part === 'string' ? partsOf(part) : [part])))
  return isMissing ? null : replaced
}

/** Null if there is none; undefined if it is not known. Only a key with one value can be a variable. */
const valueFor = (name: string, otherwise: string | undefined, context: RequestContext): Text | null | undefined => {
  const found = contextValue(context, name)
  switch (found.kind) {
    case 'absent':
      return otherwise === undefined ? null : [quoted(otherwise)]
    case 'values': {
      const [only] = found.values
      if (found.values.length !== 1 || only === undefined) return undefined
      const known = knownText(only)
      return known === undefined ? only : [quoted(known)]
    }
    case 'one-of':
    case 'unknown':
      return undefined
  }
}
