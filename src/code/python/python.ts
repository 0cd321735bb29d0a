import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { lowerExpression } from './expressions.ts'
import type { Lowering } from './lowering.ts'
import { lowerPattern } from './patterns.ts'
import { resolveHandler, resolveImport, submodule } from './resolve.ts'
import { lowerBlock } from './statements.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const lowering: Lowering = {
    file,
    textOf: (span) => file.text.slice(span.start, span.end),
    expression: (node) => lowerExpression(node, lowering),
    pattern: (node) => lowerPattern(node, lowering),
  }
  return { file, body: lowerBlock(parsed?.root, lowering), exports: 'scope', unreadable: parsed?.errors ?? [] }
}

export const python: LanguageFrontEnd = {
  id: 'python',
  grammarOf: (path) => (path.endsWith('.py') ? 'python' : null),
  lower,
  resolveImport,
  submodule,
  resolveHandler,
}
