import type { SourceFile } from '../../source/source-file.ts'
import type { Module, Statement } from '../ir.ts'
import { nameOf, spanOf } from '../ir-build.ts'
import type { ParsedFile } from '../parser.ts'
import type { LanguageFrontEnd } from '../program.ts'
import { describeAll, describeClass } from './class-info.ts'
import { lowerClass } from './classes.ts'
import { lowerExpression } from './expressions.ts'
import { lowerHandlers } from './handlers.ts'
import type { ClassInfo, Lowering } from './lowering.ts'
import { partsOf as childrenOf } from './nodes.ts'
import { resolveHandler, resolveImport } from './resolve.ts'
import { lowerBlock } from './statements.ts'
import { lowerStatics } from './statics.ts'
import { readUnit } from './unit.ts'

const lower = (file: SourceFile, parsed: ParsedFile | null): Module => {
  const textOf: Lowering['textOf'] = (span) => file.text.slice(span.start, span.end)
  const lowering: Lowering = {
    file,
    textOf,
    unit: readUnit(parsed?.root, textOf),
    owner: null,
    isStatic: true,
    scope: { names: new Map(), parent: null },
    parts: {
      expression: lowerExpression,
      block: lowerBlock,
      localClass: (node, name, base, around) => lowerClass(describeClass(node, name, 'local', around.owner, around), base, around),
    },
  }
  const classes = parsed ? describeAll(childrenOf(parsed.root), null, lowering) : []
  return { file, body: bodyOf(classes, lowering), exports: 'scope', unreadable: parsed?.errors ?? [] }
}

const bodyOf = (classes: readonly ClassInfo[], lowering: Lowering): readonly Statement[] => [
  ...basesFirst(classes, lowering).map((info): Statement => declared(info.name, lowerClass(info, null, lowering), info)),
  ...mainClass(classes, lowering).map((info): Statement => declared('default', nameOf(info.name, info.node), info)),
  ...lowerStatics(classes, lowering),
  ...classes.flatMap((info) => lowerHandlers(info, lowering)),
]

const declared = (name: string, value: Extract<Statement, { kind: 'declare' }>['value'], { node }: ClassInfo): Statement => ({
  kind: 'declare',
  scope: 'function',
  pattern: { kind: 'name', name, ...spanOf(node) },
  value,
  ...spanOf(node),
})

/** The class that other files mean by the name of the file. */
const mainClass = (classes: readonly ClassInfo[], { file }: Lowering): readonly ClassInfo[] => {
  const name = /([^/!]+)\.java$/.exec(file.path)?.[1]
  const main = classes.find((info) => info.name === name) ?? classes.find((info) => info.outer === null)
  return main ? [main] : []
}

/** A class is made from its bases, which may stand after it or around it. */
const basesFirst = (classes: readonly ClassInfo[], lowering: Lowering): readonly ClassInfo[] => {
  const ordered = new Set<ClassInfo>()
  const visiting = new Set<ClassInfo>()
  const visit = (info: ClassInfo): void => {
    if (ordered.has(info) || visiting.has(info)) return
    visiting.add(info)
    const heads = info.node.children.filter((child) => /^(?:superclass|super_interfaces|extends_interfaces)$/.test(child.type))
    const text = heads.map(lowering.textOf).join(' ')
    const words = new Set(text.match(/\w+/g) ?? [])
    for (const other of classes) if (words.has(other.name.replace(/^.*\$/, ''))) visit(other)
    ordered.add(info)
  }
  for (const info of classes) visit(info)
  return [...ordered]
}

export const java: LanguageFrontEnd = {
  id: 'java',
  grammarOf: (path) => (path.endsWith('.java') ? 'java' : null),
  lower,
  resolveImport,
  submodule: null,
  resolveHandler,
}
