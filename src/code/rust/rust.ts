import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerExpression } from './expressions.ts'
import { lowerItems, lowerUses } from './items.ts'
import type { Lowering } from './lowering.ts'
import { lowerPath } from './paths.ts'
import { prepare } from './prepare.ts'
import { resolveHandler, resolveImport } from './resolve.ts'
import { lowerStatement } from './statements.ts'
import { readUnit } from './unit.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const textOf: Lowering['textOf'] = (span) => file.text.slice(span.start, span.end)
  const lowering: Lowering = {
    file,
    textOf,
    unit: readUnit(parsed?.root, file.text, textOf),
    path: [],
    owner: null,
    scope: { names: new Set(), parent: null },
    sink: [],
    parts: {
      expression: lowerExpression,
      statement: lowerStatement,
      items: lowerItems,
      name: (name, at, inner) => lowerPath([name], at, inner),
    },
  }
  const nodes = parsed?.root.children ?? []
  const body = parsed ? [...lowerItems(nodes, lowering), ...lowerUses(lowering)] : []
  return { file, body, exports: 'scope', unreadable: [...(parsed?.errors ?? []), ...hidden(nodes, textOf)] }
}

/** Macros whose text is no program, in which something is written. */
const hidden = (nodes: readonly SyntaxNode[], textOf: Lowering['textOf']): readonly SyntaxNode[] =>
  nodes.flatMap((node) =>
    node.type === 'macro_invocation' &&
    /\b(?:put|copy|upload|save|store|write)_?\w*\s*\(|\bsend\s*\(/.test(textOf(node)) &&
    !logs.test(textOf(node))
      ? [node]
      : hidden(node.children, textOf),
  )

const logs =
  /^(?:\w+::)*(?:println|print|eprintln|eprint|info|debug|warn|error|trace|log|write|writeln|assert\w*|debug_assert\w*|json)!/

/** Rust. */
export const rust: LanguageFrontEnd = {
  id: 'rust',
  grammarOf: (path) => (path.endsWith('.rs') ? 'rust' : null),
  prepare,
  lower,
  resolveImport,
  submodule: null,
  resolveHandler,
}
