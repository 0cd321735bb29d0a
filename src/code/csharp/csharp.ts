import type { SourceFile } from '../../source/source-file.ts'
import type { Module, Statement } from '../ir.ts'
import { functionOf, literalOf, nameOf, spanOf } from '../ir-build.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerClass } from './classes.ts'
import { lowerExpression, lowerTyped } from './expressions.ts'
import { resolveHandler } from './handler.ts'
import { lowerHandlers } from './handlers.ts'
import { innerScope, type Lowering, type TypeInfo } from './lowering.ts'
import { flatParts } from './nodes.ts'
import { extensionsNamed, filesOfModule, resolveImport } from './resolve.ts'
import { lowerRegistrations, lowerRoutes } from './routes.ts'
import { notAType, programName } from './special-names.ts'
import { lowerBlock, lowerStatement, lowerStatements } from './statements.ts'
import { lowerStatics } from './statics.ts'
import { describeAll, readUnit } from './type-info.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const textOf: Lowering['textOf'] = (span) => file.text.slice(span.start, span.end)
  const lowering: Lowering = {
    file,
    textOf,
    unit: readUnit(parsed?.root, { textOf }),
    namespace: '',
    owner: null,
    isStatic: true,
    scope: { names: new Map(), parent: null },
    parts: { expression: lowerExpression, typed: lowerTyped, statement: lowerStatement, block: lowerBlock },
  }
  const phases = parsed ? phasesOf(parsed.root, lowering) : []
  return { file, body: [], exports: 'scope', phases, unreadable: parsed?.errors ?? [] }
}

/** Types first, of all files that make up a module; then what is static about them, and the program at the top level. */
const phasesOf = (root: SyntaxNode, lowering: Lowering): readonly (readonly Statement[])[] => {
  const types = describeAll(root, lowering)
  const { first, then } = lowerStatics(types, lowering)
  return [
    [
      declared(notAType, literalOf(false, root), root),
      ...basesFirst(types, lowering).map((info) => declared(info.name, lowerClass(info, lowering), info.node)),
    ],
    [...types.flatMap((info) => lowerHandlers(info, lowering)), ...lowerRegistrations(root, types, lowering)],
    first,
    then,
    [...lowerRoutes(types, lowering), ...topLevel(root, lowering)],
  ]
}

const declared = (name: string, value: Extract<Statement, { kind: 'declare' }>['value'], node: SyntaxNode): Statement => ({
  kind: 'declare',
  scope: 'function',
  pattern: nameOf(name, node),
  value,
  ...spanOf(node),
})

/** https://learn.microsoft.com/dotnet/csharp/fundamentals/program-structure/top-level-statements */
const topLevel = (root: SyntaxNode, outside: Lowering): readonly Statement[] => {
  const nodes = flatParts(root).flatMap((node) => (node.type === 'global_statement' ? flatParts(node) : []))
  if (nodes.length === 0) return []
  const lowering = innerScope(outside)
  lowering.scope.names.set('args', { type: null })
  const parameter = { pattern: nameOf('args', root), otherwise: null, takes: 'one' } as const
  return [declared(programName, functionOf(root, 'Main', [parameter], lowerStatements(nodes, lowering), 'enclosing'), root)]
}

/** A type is made from its bases, which may stand after it. */
const basesFirst = (types: readonly TypeInfo[], lowering: Lowering): readonly TypeInfo[] => {
  const ordered = new Set<TypeInfo>()
  const visiting = new Set<TypeInfo>()
  const visit = (info: TypeInfo): void => {
    if (ordered.has(info) || visiting.has(info)) return
    visiting.add(info)
    const bases = info.node.children.find((child) => child.type === 'base_list')
    const words = new Set(bases ? (lowering.textOf(bases).match(/\w+/g) ?? []) : [])
    for (const other of types) if (words.has(other.simpleName)) visit(other)
    ordered.add(info)
  }
  for (const info of types) if (!info.node.children.some((child) => child.type === 'base_list')) visit(info)
  for (const info of types) visit(info)
  return [...ordered]
}

export const csharp: LanguageFrontEnd = {
  id: 'csharp',
  grammarOf: (path) => (path.endsWith('.cs') ? 'csharp' : null),
  lower,
  resolveImport,
  submodule: null,
  moduleOf: filesOfModule,
  resolveHandler,
  extensionsNamed,
}
