import { knownText, type Text } from '../../source/text.ts'

/** Keys of these aliases are AWS's own, one for each service. https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk */
export const isManagedAlias = (name: Text): boolean => /(?:^|:)alias\/aws\/[\w-]+$/.test(knownEnd(name))

const knownEnd = (name: Text): string => {
  const last = name.at(-1)
  return knownText(name) ?? (typeof last === 'string' ? last : '')
}
