import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { lowerExpression } from './expressions.ts'
import { type Facts, factsOf } from './facts.ts'
import { phasesOf } from './files.ts'
import { lowerFunction } from './functions.ts'
import { packageAround } from './layout.ts'
import type { Lowering, Results } from './lowering.ts'
import { resolveHandler, resolveImport } from './resolve.ts'
import { lowerStatements } from './statements.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const unreadable = parsed?.errors ?? []
  if (!parsed) return { file, body: [], exports: 'scope', unreadable }
  const facts = factsOf(parsed.root, (span) => file.text.slice(span.start, span.end))
  return {
    file,
    body: [],
    phases: phasesOf(parsed.root, createLowering(file, facts, { names: [], canFail: false })),
    exports: 'scope',
    unreadable,
  }
}

const createLowering = (file: SourceFile, facts: Facts, results: Results): Lowering => {
  const lowering: Lowering = {
    file,
    facts,
    results,
    textOf: (span) => file.text.slice(span.start, span.end),
    expression: (node) => lowerExpression(node, lowering),
    statements: (node) => lowerStatements(node, lowering),
    function: (node, receiver) => lowerFunction(node, lowering, receiver),
    within: (inner) => createLowering(file, facts, inner),
  }
  return lowering
}

/** Go. */
export const go: LanguageFrontEnd = {
  id: 'go',
  grammarOf: (path) => (path.endsWith('.go') ? 'go' : null),
  lower,
  moduleOf: (path, pkg) => packageAround(pkg, path),
  resolveImport,
  submodule: null,
  resolveHandler,
}
