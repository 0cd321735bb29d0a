import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Statement } from '../ir.ts'
import { memberOf, nameOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Unit } from './unit.ts'

/** Where a part of a file stands while it is lowered. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly unit: Unit
  /** The innermost class around; null in functions and at the top level. */
  readonly owner: Owner | null
  readonly isTopLevel: boolean
  readonly parts: Parts
}

export interface Owner {
  /** With its namespace; null for an anonymous class. */
  readonly name: string | null
  /** While its constants are evaluated, the class is not there yet: these have been. */
  readonly constants: ReadonlySet<string> | null
}

/** The parts of the front end call each other through this, so that they need not import each other. */
export interface Parts {
  readonly expression: (node: SyntaxNode, lowering: Lowering) => Expression
  readonly block: (node: SyntaxNode | undefined, lowering: Lowering) => readonly Statement[]
}

/** What the language does itself, as the catalogue calls it: `$php.require`. */
export const builtIn = (name: string, node: Span): Expression => memberOf(nameOf('$php', node), name, node)

/** Nothing is known of what is chosen while the program runs, so that it may write. */
export const chosenAtRunTime = (what: string, node: Span, lowering: Lowering): Expression => ({
  kind: 'import',
  module: `!${what} is chosen while the program runs, in ${lowering.file.path}`,
  ...spanOf(node),
})

/** The name of a variable without its `$`. */
export const variableName = (node: SyntaxNode, lowering: Lowering): string => lowering.textOf(node).replace(/^[&$\s]+/, '')

/** The folder of a path; those of the program's own files are told from where the file is, with `.` and `..`. */
export const folderOf = (path: string): string => {
  if (/(?:^|\/)\.{1,2}$/.test(path)) return `${path}/..`
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
}
