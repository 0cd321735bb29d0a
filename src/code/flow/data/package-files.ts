import type { SourceFile } from '../../../source/source-file.ts'
import { repositoryRoot, shownPath } from '../../program.ts'
import type { Expression } from '../../storage-call.ts'
import type { Machine } from '../machine.ts'
import { toExpression } from '../values/expression.ts'
import { literalText, type ModuleInstance, type Value } from '../values/value.ts'

/** Where AWS unpacks a package; a program starts there. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const root = '/var/task/'

/** A file's path as the program has it. */
const absolute = (path: string): string => (path.startsWith('/') ? path : root + path)

export const fileOfModule = ({ name }: ModuleInstance): Value => literalText(absolute(name))

export const folderOfModule = ({ name }: ModuleInstance): Value =>
  literalText(absolute(name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '').replace(/\/$/, ''))

export type FoundFile =
  | { readonly kind: 'file'; readonly file: SourceFile; readonly path: string }
  /** `why` as `Expression` has it. */
  | { readonly kind: 'none'; readonly why: string }

/** The file of the package that a program reads by this path. */
export const findFile = (machine: Machine, path: Value): FoundFile => {
  const written = knownPath(toExpression(path))
  if (written === undefined) return { kind: 'none', why: 'it is of a file whose name is chosen while the program runs' }
  const plain = normalized(written)
  const key = plain.startsWith(repositoryRoot) ? plain : plain.startsWith(root) ? plain.slice(root.length) : plain
  const file = key.startsWith('/') && !key.startsWith(repositoryRoot) ? undefined : machine.pkg.files.get(key)?.()
  const shown = shownPath(key, machine.pkg)
  return file
    ? { kind: 'file', file, path: shown }
    : { kind: 'none', why: `it is of the file "${shown}", which is not in the package` }
}

const knownPath = (expression: Expression): string | undefined => {
  switch (expression.kind) {
    case 'literal':
      return expression.text
    case 'env':
      return expression.name === 'LAMBDA_TASK_ROOT' ? root.slice(0, -1) : undefined
    case 'concat': {
      const parts = expression.parts.map(knownPath)
      return parts.includes(undefined) ? undefined : parts.join('')
    }
    case 'event':
    case 'alternatives':
    case 'stripped':
    case 'ssm':
    case 'secret':
    case 'field':
    case 'opaque':
      return undefined
  }
}

/** Without `.` and `..`; `file:` is how JavaScript modules know themselves. */
const normalized = (path: string): string => {
  const plain = path.replace(/^file:(?:\/\/)?/, '')
  const segments: string[] = []
  for (const segment of plain.split('/')) {
    if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return (plain.startsWith('/') ? '/' : '') + segments.join('/')
}
