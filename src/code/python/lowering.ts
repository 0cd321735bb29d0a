import type { SourceFile, Span } from '../../source/source-file.ts'
import type { Expression, Pattern } from '../ir.ts'
import type { SyntaxNode } from '../syntax.ts'

export { opaque, spanOf } from '../ir-build.ts'

/** What the parts of the front end share while they lower one file, so that they need not import each other. */
export interface Lowering {
  readonly file: SourceFile
  readonly textOf: (node: Span) => string
  readonly expression: (node: SyntaxNode) => Expression
  readonly pattern: (node: SyntaxNode) => Pattern
}

/** Python's `__init__` under the name that the constructor has in every language. */
export const memberName = (name: string): string => (name === '__init__' ? 'constructor' : name)
