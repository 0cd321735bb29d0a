import type { Span } from '../../source/source-file.ts'
import type { Expression, FunctionExpression, Parameter, Statement } from '../ir.ts'
import { functionOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'

export const thisOf = (node: Span): Expression => ({ kind: 'this', ...spanOf(node) })

/** Assigns to a place that is there, or to a new name of the function. */
export const assigned = (place: Expression, value: Expression, node: Span, declares = false): Expression => {
  const at = spanOf(node)
  if (place.kind === 'name') return { kind: 'assignment', declares, pattern: place, value, ...at }
  if (place.kind !== 'member' && place.kind !== 'index') return { kind: 'sequence', expressions: [place, value], ...at }
  return { kind: 'assignment', declares: false, pattern: { kind: 'place', place, ...spanOf(place) }, value, ...at }
}

const meaningless = new Set(['comment', 'empty_statement'])

/** Children that mean something: comments, directives and the empty statement stand anywhere. */
export const partsOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((child) => child.named && !meaningless.has(child.type) && !child.type.startsWith('preproc_'))

/** What directives like `#if` and `#region` enclose stands where they do. */
export const flatParts = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.flatMap((child) =>
    /^preproc_(?:if|elif|else|region)/.test(child.type)
      ? flatParts(child)
      : child.named && !meaningless.has(child.type) && !child.type.startsWith('preproc_')
        ? [child]
        : [],
  )

export const hasWord = (node: SyntaxNode, word: string): boolean => node.children.some((child) => child.type === word)

/** A function that only the runtime or a container calls. */
export const madeFunction = (
  node: Span,
  name: string,
  parameters: readonly Parameter[],
  body: readonly Statement[],
): FunctionExpression => ({
  ...functionOf(node, name, parameters, body, 'enclosing'),
  isMade: true,
})
