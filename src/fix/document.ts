import type { SourceFile } from '../source/source-file.ts'
import type { Block, Expression, GetAttr } from '../terraform/hcl/ast.ts'
import { argumentOf, literalOf } from '../terraform/load/module-config.ts'
import { embeddedJson, inJsonString } from './embedded-json.ts'
import { isOneLine } from './lines.ts'
import type { Place } from './lists.ts'
import { entryNamed, type Node, nodeOf } from './node.ts'
import type { Style } from './render.ts'
import { blocksIn, folderOf, isJsonFile, labelsOf, localIn, mentionsIn, type Sources } from './sources.ts'

/** A policy's document as it is written. */
export type PlacedDocument = ObjectDocument | BlockDocument

/** `jsonencode`, or JSON in a string. */
export interface ObjectDocument extends Place {
  readonly kind: 'object'
  readonly list: Node
  readonly statements: readonly PlacedStatement[]
  readonly style: Style
}

/** `data.aws_iam_policy_document`. */
export interface BlockDocument extends Place {
  readonly kind: 'blocks'
  readonly block: Block
  /** Null where not all statements are written in it, or some more than once. */
  readonly statements: readonly PlacedStatement[]
}

export interface PlacedStatement {
  readonly start: number
  readonly end: number
  /** Of `jsonencode` or JSON. */
  readonly node: Node | null
  /** Of `aws_iam_policy_document`. */
  readonly block: Block | null
  readonly actions: Node | null
  readonly resources: Node | null
}

/** The document that an expression is, in the module of a folder; null where it is made by what cannot be followed exactly. */
export const documentOf = (expression: Expression, file: SourceFile, sources: Sources, depth = 0): PlacedDocument | null => {
  if (depth > 4) return null
  const follow = (inner: Expression, from = file): PlacedDocument | null => documentOf(inner, from, sources, depth + 1)
  switch (expression.kind) {
    case 'parentheses':
      return follow(expression.inner)
    case 'template': {
      const [part] = expression.parts
      if (expression.parts.length === 1 && part?.kind === 'interpolation') return follow(part.value)
      const json = embeddedJson(expression, file, isJsonFile(file))
      if (!json) return null
      return objectDocument(json.node, { file, encode: json.encode, syntax: 'json', isEscaped: json.isEscaped })
    }
    case 'call': {
      const [argument] = expression.args
      if (expression.name !== 'jsonencode' || expression.args.length !== 1 || !argument) return null
      // In a JSON file an expression is written in a string.
      const isEscaped = isJsonFile(file)
      const encode = isEscaped ? inJsonString : (text: string) => text
      return objectDocument(nodeOf(argument), { file, encode, syntax: 'hcl', isEscaped })
    }
    case 'attr':
      return referredDocument(expression, file, sources, follow)
    default:
      return null
  }
}

const referredDocument = (
  { name, object }: GetAttr,
  file: SourceFile,
  sources: Sources,
  follow: (inner: Expression, from: SourceFile) => PlacedDocument | null,
): PlacedDocument | null => {
  const folder = folderOf(file)
  if (object.kind === 'variable' && object.name === 'local') {
    const local = localIn(sources, folder, name)
    return local && mentionsIn(sources, folder, `local.${name}`) === 1 ? follow(local.node.value, local.file) : null
  }
  const type = object.kind === 'attr' && object.object.kind === 'attr' ? object.object : null
  if (name !== 'json' || object.kind !== 'attr' || type?.name !== 'aws_iam_policy_document') return null
  if (type.object.kind !== 'variable' || type.object.name !== 'data') return null
  const label = `${type.name}.${object.name}`
  const found = blocksIn(sources, folder, 'data').find(({ node }) => labelsOf(node) === label)
  // What others read it for must not change.
  if (!found || mentionsIn(sources, folder, `data.${label}`) !== 1) return null
  return blockDocument(found.node, found.file)
}

const objectDocument = (node: Node, place: Place): ObjectDocument | null => {
  const statement = entryNamed(node, 'Statement')
  if (!statement) return null
  const list = statement.value
  if (list.kind !== 'list' && list.kind !== 'object') return null
  const written = list.kind === 'list' ? list.elements : [list]
  const last = written.filter(({ kind }) => kind === 'object').at(-1)
  return {
    kind: 'object',
    ...place,
    list,
    statements: written.map((each) => ({
      start: each.start,
      end: each.end,
      node: each,
      block: null,
      actions: entryNamed(each, 'Action')?.value ?? null,
      resources: entryNamed(each, 'Resource')?.value ?? null,
    })),
    style: styleOf(last ?? node, place),
  }
}

const styleOf = (node: Node, { file, isEscaped, syntax }: Place): Style => {
  const entry = node.kind === 'object' ? node.entries[0] : undefined
  const between = entry ? file.text.slice(entry.key.end, entry.value.start) : ''
  const isJson = syntax === 'json'
  return {
    syntax,
    lines: !isEscaped && !isOneLine(file.text, node),
    quotes: isJson || (entry !== undefined && /^\\?"/.test(file.text.slice(entry.key.start))),
    separator: isJson || between.includes(':') ? ':' : '=',
  }
}

const blockDocument = (block: Block, file: SourceFile): BlockDocument | null => {
  if (isJsonFile(file) || block.body.attributes.some(({ name }) => name === 'count' || name === 'for_each')) return null
  const isWhole =
    !block.body.blocks.some(({ type }) => type === 'dynamic') && !block.body.attributes.some(({ name }) => SOURCES.includes(name))
  const statements = block.body.blocks.filter(({ type }) => type === 'statement')
  return {
    kind: 'blocks',
    file,
    encode: (text) => text,
    syntax: 'hcl',
    isEscaped: false,
    block,
    statements: isWhole ? statements.map(blockStatement) : [],
  }
}

/** Statements of other documents stand before or in place of those that are written. */
const SOURCES = ['source_policy_documents', 'source_json', 'override_policy_documents', 'override_json']

const blockStatement = (block: Block): PlacedStatement => {
  const listOf = (name: string): Node | null => {
    const value = argumentOf(block, name)
    return value ? nodeOf(value) : null
  }
  return { start: block.start, end: block.end, node: null, block, actions: listOf('actions'), resources: listOf('resources') }
}

/** The strings of a list that are all written out, or null. */
export const literalsOf = (node: Node | null, file: SourceFile): readonly string[] | null => {
  if (!node) return null
  const each = node.kind === 'list' ? node.elements : [node]
  const texts = each.map((element) =>
    element.kind === 'value' ? /^\\?"([^"\\$%]*)\\?"$/.exec(file.text.slice(element.start, element.end))?.[1] : undefined,
  )
  return texts.every((text) => text !== undefined) ? texts : null
}

export const literalArgument = (block: Block, name: string): string | undefined => literalOf(argumentOf(block, name))
