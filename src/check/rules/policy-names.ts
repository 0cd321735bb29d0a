import type { Policy } from '../../aws/graph/graph.ts'
import type { SourceFile } from '../../source/source-file.ts'

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

const escaped = (name: string): string => name.replaceAll(/[^\w]/g, '\\$&')

/** A policy's ARN that is put together of parts: it may be that of any policy of the account. */
const MADE_UP_ARN = /:iam::(?!aws:)[^\n"]{0,200}?:policy\/[^\n"]{0,200}?\$\{/

/** `data "aws_iam_policy"`, by which a policy is found by its name. */
const LOOKED_UP = /\bdata\b[\s":{]{1,20}aws_iam_policy"/

/** What attaches a policy to roles. */
const ATTACHING = /^resource\s+"(?:aws_iam_role_policy_attachment|aws_iam_role_policy_attachments_exclusive|aws_iam_role)"/

/** The line that begins the block which a place is in: those of a module stand at the start of their lines. */
const headerBefore = (text: string, at: number): string => {
  let start = at
  do {
    const before = text.lastIndexOf('\n', start - 1)
    const line = text.slice(before + 1, Math.min(at, before + 200))
    if (/^\w/.test(line)) return line
    start = before
  } while (start > 0)
  return ''
}

/**
 * Whether anything in the configuration may mean the policy: a reference in its module (to an output, a group, a user, a
 * boundary, a module that is not installed), its ARN as it is written by hand, or one that is put together. Also where its own
 * files are not known. With `apartFrom`, what attaches it to roles does not count.
 */
export const isNamedElsewhere = ({ address, location }: Policy, files: readonly SourceFile[], apartFrom?: 'roles'): boolean => {
  const name = address.split('.').at(-1)?.replace(/\[.*$/, '')
  const file = location?.file
  if (!file || !name || !files.includes(file)) return true
  const reference = new RegExp(`(?<![\\w.-])aws_iam_policy\\s{0,20}\\.\\s{0,20}${escaped(name)}(?![\\w-])`, 'g')
  const counts = (text: string): boolean =>
    [...text.matchAll(reference)].some(({ index }) => apartFrom === undefined || !ATTACHING.test(headerBefore(text, index)))
  const folder = folderOf(file.path)
  return files.some(
    ({ path, text }) =>
      (folderOf(path) === folder && counts(text)) ||
      (text.includes('policy') && (MADE_UP_ARN.test(text) || LOOKED_UP.test(text) || writesArn(text, file, location.start))),
  )
}

/** The policy's `name`, as it is written in its block, at the end of an ARN. */
const writesArn = (text: string, { text: source }: SourceFile, start: number): boolean => {
  const name = /^[^}]{0,400}?\bname\s{0,20}[=:]\s{0,20}"([\w+=,.@-]{1,128})"/.exec(source.slice(start, start + 600))?.[1]
  return name !== undefined && new RegExp(`:policy/(?:[^\\s"]{1,200}/)?${escaped(name)}["'\\s]`).test(text)
}
