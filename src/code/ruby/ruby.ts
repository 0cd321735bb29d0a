import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { lowerPattern } from './assignments.ts'
import { lowerExpression } from './expressions.ts'
import { lowerBlock, lowerMethod } from './functions.ts'
import { type Lowering, newLocals, type Place } from './lowering.ts'
import { resolveHandler, resolveImport } from './resolve.ts'
import { lowerStatements } from './statements.ts'
import { heredocsIn } from './strings.ts'

const createLowering = (file: SourceFile, heredocs: Lowering['heredocs'], place: Place): Lowering => {
  const lowering: Lowering = {
    file,
    place,
    heredocs,
    textOf: (span) => file.text.slice(span.start, span.end),
    expression: (node) => lowerExpression(node, lowering),
    statements: (nodes, tail) => lowerStatements(nodes, tail, lowering),
    pattern: (node) => lowerPattern(node, lowering),
    method: (node) => lowerMethod(node, lowering),
    block: (node, isLambda) => lowerBlock(node, lowering, isLambda),
    at: (other) => createLowering(file, heredocs, { ...place, ...other }),
  }
  return lowering
}

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const place: Place = { locals: newLocals(null), nesting: [], method: null, inside: 'method' }
  const lowering = createLowering(file, parsed ? heredocsIn(parsed.root) : new Map(), place)
  const body = parsed ? lowering.statements([parsed.root], 'drop') : []
  return { file, body, exports: 'scope', unreadable: parsed?.errors ?? [] }
}

export const ruby: LanguageFrontEnd = {
  id: 'ruby',
  sharesScope: true,
  grammarOf: (path) => (path.endsWith('.rb') ? 'ruby' : null),
  lower,
  resolveImport,
  submodule: null,
  resolveHandler,
}
