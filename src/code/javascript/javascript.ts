import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { lowerClass } from './classes.ts'
import { valueNames } from './elision.ts'
import { lowerExpression } from './expressions.ts'
import { lowerFunction } from './functions.ts'
import { findHelpers, type Helpers } from './helpers.ts'
import { lowerJson } from './json.ts'
import type { Lowering } from './lowering.ts'
import { lowerPattern } from './patterns.ts'
import { grammarOf, resolveHandler, resolveImport } from './resolve.ts'
import { lowerStatements } from './statements.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  if (!parsed) return { file, body: lowerJson(file), exports: 'exports', unreadable: [] }
  const values =
    grammarOf(file.path) === 'javascript' ? null : valueNames(parsed.root, (node) => file.text.slice(node.start, node.end))
  const isValue = (name: string): boolean => values === null || values.has(name)
  const lowering = createLowering(file, findHelpers(file, parsed.root), isValue, false)
  return { file, body: lowering.statements(parsed.root.children), exports: 'exports', unreadable: parsed.errors }
}

const createLowering = (file: SourceFile, helpers: Helpers, isValue: Lowering['isValue'], isAsync: boolean): Lowering => {
  const lowering: Lowering = {
    file,
    helpers,
    isAsync,
    isValue,
    textOf: (span) => file.text.slice(span.start, span.end),
    expression: (node) => lowerExpression(node, lowering),
    pattern: (node) => lowerPattern(node, lowering),
    statements: (nodes) => lowerStatements(nodes, lowering),
    function: (node, options) => lowerFunction(node, lowering, options),
    class: (node) => lowerClass(node, lowering),
    inAsync: () => createLowering(file, helpers, isValue, true),
  }
  return lowering
}

/** JavaScript and TypeScript. */
export const javascript: LanguageFrontEnd = {
  id: 'javascript',
  grammarOf,
  lower,
  resolveImport,
  submodule: null,
  resolveHandler,
}
