import { positionAt } from '../../source/source-file.ts'
import type { Attribute, Block, Body } from './ast.ts'
import { parseLabels } from './labels.ts'
import { advance, fail, is, type Lexer, MAX_DEPTH, MAX_ERRORS, report, tokenText, tooDeep } from './lexer.ts'
import { skipItem } from './recovery.ts'
import { takeOutside } from './unclosed-block.ts'
import { unexpected } from './unexpected.ts'

interface Items {
  readonly attributes: Attribute[]
  readonly blocks: Block[]
  /** By name, once there are many. */
  names: Map<string, Attribute> | null
}

/** Parses the arguments and blocks of a whole file. */
export const parseFileBody = (lexer: Lexer): Body => {
  const items = noItems()
  advance(lexer)
  do {
    parseItems(lexer, items)
    if (is(lexer, '}')) strayBrace(lexer)
  } while (!is(lexer, 'end'))
  return { attributes: items.attributes, blocks: items.blocks, start: 0, end: lexer.text.length }
}

const noItems = (): Items => ({ attributes: [], blocks: [], names: null })

const parseItems = (lexer: Lexer, items: Items): void => {
  while (!is(lexer, '}') && !is(lexer, 'end')) {
    if (is(lexer, 'newline')) advance(lexer)
    else {
      const { start, depth } = lexer
      parseItem(lexer, items)
      if (lexer.failed && !lexer.stopped) resume(lexer, start, depth)
    }
  }
}

/** Goes on behind the item at `start`, which is broken. */
const resume = (lexer: Lexer, start: number, depth: number): void => {
  if (lexer.diagnostics.length >= MAX_ERRORS) {
    const { text } = lexer
    lexer.stopped = true
    report(lexer, 'Too many errors', 'The rest of this file was not read.', { start: text.length, end: text.length })
    return
  }
  const { end, comments } = skipItem(lexer.text, start)
  while ((lexer.comments.at(-1)?.start ?? -1) >= start) lexer.comments.pop()
  lexer.comments.push(...comments)
  lexer.failed = false
  lexer.newlines = true
  lexer.depth = depth
  lexer.end = Math.max(start + 1, end)
  advance(lexer)
}

/** After an error, a brace too many is most likely a part of it. */
const strayBrace = (lexer: Lexer): void => {
  if (lexer.diagnostics.length === 0) {
    report(lexer, 'Unexpected closing brace', 'There is no open block that this brace could end.', {
      start: lexer.start,
      end: lexer.end,
    })
  }
  advance(lexer)
}

const parseItem = (lexer: Lexer, items: Items): void => {
  const { start, end } = lexer
  const name = tokenText(lexer)
  if (!is(lexer, 'identifier')) invalidItem(lexer)
  else advance(lexer)
  switch (lexer.kind) {
    case '=':
      parseAttribute(lexer, items, name, start, end)
      endOfLine(lexer, 'argument')
      break
    case '{':
    case 'quote':
    case 'identifier':
      parseBlock(lexer, items, name, start, end)
      break
    case 'newline':
    case 'end':
      fail(
        lexer,
        'Argument or block required',
        'After this name, "=" and a value or "{" and the content of a block are missing.',
        start,
        end,
      )
      break
    default:
      unexpected(
        lexer,
        'Argument or block required',
        'After a name, "=" and a value or "{" and the content of a block are expected.',
      )
  }
}

const invalidItem = (lexer: Lexer): void => {
  if (is(lexer, 'quote')) fail(lexer, 'Invalid argument name', 'The name of an argument is written without quotes.')
  else unexpected(lexer, 'Argument or block required', 'An argument (name = value) or a block (name { … }) is expected here.')
}

const endOfLine = (lexer: Lexer, what: 'argument' | 'block'): void => {
  if (is(lexer, 'newline') || is(lexer, 'end')) return
  if (is(lexer, ',')) fail(lexer, `Unexpected comma after ${what}`, 'Arguments are separated by line breaks, not by commas.')
  else unexpected(lexer, `Missing line break after ${what}`, 'Each argument and each block is on a line of its own.')
}

/** At the equals sign. */
const parseAttribute = (lexer: Lexer, items: Items, name: string, start: number, nameEnd: number): void => {
  advance(lexer)
  const from = lexer.start
  const parsed = lexer.expression(lexer)
  const value = lexer.failed
    ? ({ kind: 'invalid', start: from, end: Math.max(from, skipItem(lexer.text, start).end) } as const)
    : parsed
  const nameSpan = { start, end: nameEnd }
  const attribute: Attribute = { name, nameSpan, value, start, end: value.end }
  const first = argumentNamed(items, name)
  if (first) duplicateArgument(lexer, attribute, first)
  else {
    items.attributes.push(attribute)
    items.names?.set(name, attribute)
  }
}

/** Few enough to look through. */
const FEW = 16

const argumentNamed = (items: Items, name: string): Attribute | undefined => {
  const { attributes } = items
  if (attributes.length < FEW) {
    for (const attribute of attributes) if (attribute.name === name) return attribute
    return undefined
  }
  items.names ??= new Map(attributes.map((attribute) => [attribute.name, attribute]))
  return items.names.get(name)
}

const duplicateArgument = (lexer: Lexer, { name, nameSpan }: Attribute, first: Attribute): void => {
  const { line } = positionAt(lexer.file, first.start)
  const detail = `The argument "${name}" is set on line ${line} already. An argument is set once.`
  report(lexer, 'Duplicate argument', detail, nameSpan)
}

const parseBlock = (lexer: Lexer, items: Items, type: string, start: number, typeEnd: number): void => {
  const labels = parseLabels(lexer)
  if (lexer.failed) return
  lexer.depth++
  if (lexer.depth > MAX_DEPTH) {
    tooDeep(lexer)
    lexer.stopped = true
    return
  }
  const brace = lexer.start
  const content = noItems()
  advance(lexer)
  if (is(lexer, 'newline') || is(lexer, '}') || is(lexer, 'end')) parseItems(lexer, content)
  else parseSingleArgument(lexer, content)
  const outside = is(lexer, 'end') && !lexer.failed ? unclosedBlock(lexer, content, start, brace) : undefined
  const end = lexer.failed ? Math.max(brace + 1, outside ? lexer.text.length : skipItem(lexer.text, start).end) : lexer.end
  const body = { attributes: content.attributes, blocks: content.blocks, start: brace, end }
  const typeSpan = { start, end: typeEnd }
  items.blocks.push({ type, typeSpan, labels, body, start, end })
  if (outside) addItems(items, outside)
  if (lexer.failed) return
  lexer.depth--
  advance(lexer)
  endOfLine(lexer, 'block')
}
/** The file ends in a block: that is one error, whatever else is open around it, and none if an error in the block explains it. */
const unclosedBlock = (lexer: Lexer, content: Items, start: number, brace: number): ReturnType<typeof takeOutside> => {
  if ((lexer.diagnostics.at(-1)?.location?.start ?? -1) > brace) lexer.failed = true
  else fail(lexer, 'Unclosed block', 'There is no closing brace for this block before the end of the file.', brace, brace + 1)
  lexer.stopped = true
  return takeOutside(lexer.text, content, start)
}

const addItems = (items: Items, { attributes, blocks }: ReturnType<typeof takeOutside>): void => {
  items.blocks.push(...blocks)
  items.attributes.push(...attributes)
}

/** `type { name = value }` on one line. */
const parseSingleArgument = (lexer: Lexer, items: Items): void => {
  const { start, end } = lexer
  const name = tokenText(lexer)
  if (is(lexer, 'identifier')) advance(lexer)
  else invalidItem(lexer)
  if (is(lexer, '=')) parseAttribute(lexer, items, name, start, end)
  else unexpected(lexer, 'Invalid block on one line', 'A block on one line has one argument, name = value, and no blocks in it.')
  if (is(lexer, '}')) return
  const detail =
    'A block on one line has one argument, and its closing brace right behind it. Give each argument a line of its own.'
  unexpected(lexer, 'Invalid block on one line', detail)
}
