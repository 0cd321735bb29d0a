import type { SourceFile } from '../../source/source-file.ts'
import type { Module } from '../ir.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { lowerEntries } from './entries.ts'
import { lowerExpression } from './expressions.ts'
import type { Lowering } from './lowering.ts'
import { resolveHandler, resolveImport } from './resolve.ts'
import { lowerBlock } from './statements.ts'
import { readUnit } from './unit.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const textOf: Lowering['textOf'] = (span) => file.text.slice(span.start, span.end)
  const lowering: Lowering = {
    file,
    textOf,
    unit: readUnit(parsed?.root, textOf),
    owner: null,
    isTopLevel: true,
    parts: { expression: lowerExpression, block: lowerBlock },
  }
  const body = parsed ? [...lowerEntries(parsed.root, lowering), ...lowerBlock(parsed.root, lowering)] : []
  return { file, body, exports: 'scope', unreadable: parsed?.errors ?? [] }
}

export const php: LanguageFrontEnd = {
  id: 'php',
  grammarOf: (path) => (/\.(?:php|phtml|inc)$/.test(path) ? 'php' : null),
  lower,
  resolveImport,
  submodule: null,
  resolveHandler,
}
