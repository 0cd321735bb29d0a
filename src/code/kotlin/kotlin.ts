import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import { java } from '../java/java.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { describeAll } from './class-info.ts'
import { lowerLocalClass } from './classes.ts'
import { phasesOf } from './declarations.ts'
import { lowerExpression, lowerQualified } from './expressions.ts'
import { type Lowering, variableOf } from './lowering.ts'
import { lowerName, lowerType } from './names.ts'
import { partsOf } from './nodes.ts'
import { prepare } from './prepare.ts'
import { resolveHandler, resolveImport } from './resolve.ts'
import { lowerStatement } from './statements.ts'
import { readUnit } from './unit.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  if (file.path.endsWith('.java')) return java.lower(file, parsed)
  const textOf: Lowering['textOf'] = (span) => file.text.slice(span.start, span.end)
  const nodes = parsed ? partsOf(parsed.root) : []
  const lowering: Lowering = {
    file,
    textOf,
    unit: readUnit(parsed?.root, file.text, textOf),
    owner: null,
    isStatic: true,
    scope: { names: new Map(), parent: null },
    receivers: [],
    sink: [],
    loops: new Set(),
    parts: {
      expression: lowerExpression,
      statement: lowerStatement,
      qualified: lowerQualified,
      isVariable: (name, { scope }) => variableOf(scope, name) !== undefined,
      name: lowerName,
      type: lowerType,
      localClass: lowerLocalClass,
    },
  }
  const phases = parsed ? phasesOf(nodes, describeAll(nodes, null, lowering), lowering) : []
  return { file, body: [], phases, exports: 'scope', unreadable: parsed?.errors ?? [] }
}

/** Kotlin, and the Java that it stands beside. */
export const kotlin: LanguageFrontEnd = {
  id: 'kotlin',
  grammarOf: (path) => (path.endsWith('.kt') ? 'kotlin' : path.endsWith('.java') ? 'java' : null),
  prepare: (text, path) => (path.endsWith('.kt') ? prepare(text) : text),
  lower,
  resolveImport,
  submodule: null,
  resolveHandler,
  // An extension is imported by its name, or is of the package: what holds it has run.
  extensionsNamed: () => [],
}
