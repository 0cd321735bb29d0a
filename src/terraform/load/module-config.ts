import { basename, join } from 'node:path'
import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, locate, type SourceFile } from '../../source/source-file.ts'
import type { Attribute, Block, ConfigFile, Expression } from '../hcl/ast.ts'
import { parseConfig } from '../hcl/parser.ts'
import { explainSyntaxErrors } from '../hcl/syntax-error.ts'
import { type Checkout, filesIn } from './checkout.ts'
import { isOverrideFile, overridden } from './override.ts'
import { wholeFile } from './read.ts'

/** One folder of `.tf` files: a module as it is written, before anything is evaluated. */
export interface ModuleConfig {
  readonly dir: string
  readonly files: readonly SourceFile[]
  readonly variables: ReadonlyMap<string, Declared<Block>>
  readonly locals: ReadonlyMap<string, Declared<Attribute>>
  readonly outputs: ReadonlyMap<string, Declared<Block>>
  /** By `aws_s3_bucket.logs` or `data.aws_iam_policy_document.logs`. */
  readonly resources: ReadonlyMap<string, Declared<Block>>
  readonly moduleCalls: ReadonlyMap<string, Declared<Block>>
  readonly providers: readonly Declared<Block>[]
  /** Files of the folder that declare what is not known here: a kind that is not read, or one with a syntax error. */
  readonly unread: readonly Location[]
  /** Terragrunt writes further files beside these before Terraform runs. */
  readonly isGenerated: boolean
}

export interface Declared<T> {
  readonly node: T
  readonly file: SourceFile
}

/** The argument of that name in a block's body. */
export const argumentOf = (block: Block, name: string): Expression | undefined => attributeOf(block, name)?.value

export const attributeOf = (block: Block, name: string): Attribute | undefined =>
  block.body.attributes.find((attribute) => attribute.name === name)

/** A string that is written out, without any interpolation. */
export const literalOf = (expression: Expression | undefined): string | undefined => {
  if (expression?.kind !== 'template') return undefined
  if (expression.parts.length === 0) return ''
  const [part] = expression.parts
  return expression.parts.length === 1 && part?.kind === 'text' ? part.value : undefined
}

const duplicate = (what: string, name: string, file: SourceFile, block: Block | Attribute): Diagnostic => ({
  severity: 'error',
  summary: `Duplicate ${what}`,
  detail: `A ${what} named "${name}" is declared twice in this module; the first declaration is used.`,
  location: locate(file, 'typeSpan' in block ? block.typeSpan : block.nameSpan),
})

const nothingToOverride = (what: string, name: string, file: SourceFile, block: Block | Attribute): Diagnostic => ({
  severity: 'error',
  summary: `Missing ${what} to override`,
  detail: `There is no ${what} named "${name}" in this module for this override file to override.`,
  location: locate(file, 'typeSpan' in block ? block.typeSpan : block.nameSpan),
})

const unreadSyntax = (dir: string, file: string, cwd: string): Diagnostic => ({
  severity: 'warning',
  summary: 'Configuration file not read',
  location: wholeFile(join(dir, file), cwd),
  detail: `"${file}" is a kind of configuration file that is not supported: what it declares or overrides is not part of this scan.`,
})

/** Files that Terraform would read, and this tool does not. */
const isUnread = (name: string): boolean => /\.(tf\.json|tofu|tofu\.json)$/.test(name)

/** The files that make up a module, by their names. */
export const isConfiguration = (name: string): boolean =>
  name.endsWith('.tf') && !name.startsWith('.') && !name.endsWith('~') && !isUnread(name)

interface ParsedFiles {
  readonly configs: readonly ConfigFile[]
  readonly unread: readonly Location[]
}

const parseFiles = async (dir: string, checkout: Checkout): Promise<Outcome<ParsedFiles>> => {
  const diagnostics: Diagnostic[] = []
  const configs: ConfigFile[] = []
  const unread: Location[] = []
  const { cwd } = checkout
  const names = filesIn(checkout, dir)
  const inOrder = [...names.filter((name) => !isOverrideFile(name)), ...names.filter(isOverrideFile)]
  for (const name of inOrder) {
    if (isUnread(name)) {
      diagnostics.push(unreadSyntax(dir, name, cwd))
      unread.push(wholeFile(join(dir, name), cwd))
    }
    if (!isConfiguration(name)) continue
    const read = checkout.read(join(dir, name))
    if (!read.ok) {
      diagnostics.push({
        severity: 'error',
        summary: 'Cannot read a configuration file',
        detail: `"${name}" is left out, because ${read.reason}.`,
        location: wholeFile(join(dir, name), cwd),
      })
      unread.push(wholeFile(join(dir, name), cwd))
      continue
    }
    const parsed = parseConfig(read.file)
    const failed = parsed.diagnostics.some((diagnostic) => diagnostic.severity === 'error')
    diagnostics.push(...(failed ? await explainSyntaxErrors(read.file, parsed.diagnostics) : parsed.diagnostics))
    if (failed) unread.push(wholeFile(join(dir, name), cwd))
    configs.push(parsed.value)
  }
  return { value: { configs, unread }, diagnostics }
}

/** Providers of a type are told apart by their aliases. */
const declareProvider = (into: Declared<Block>[], block: Block, file: SourceFile): void => {
  const nameOf = (node: Block): string => `${node.labels[0]?.value} ${literalOf(argumentOf(node, 'alias')) ?? ''}`
  const at = isOverrideFile(basename(file.path)) ? into.findIndex(({ node }) => nameOf(node) === nameOf(block)) : -1
  const known = into[at]
  if (known) into[at] = { ...known, node: overridden(known.node, block, file) }
  else into.push({ node: block, file })
}

/** Reads and indexes one module. A block that Terraform does not know is left for Terraform to complain about. */
export const loadModuleConfig = async (dir: string, checkout: Checkout): Promise<Outcome<ModuleConfig>> => {
  const {
    value: { configs, unread },
    diagnostics: found,
  } = await parseFiles(dir, checkout)
  const diagnostics = [...found]
  const variables = new Map<string, Declared<Block>>()
  const locals = new Map<string, Declared<Attribute>>()
  const outputs = new Map<string, Declared<Block>>()
  const resources = new Map<string, Declared<Block>>()
  const moduleCalls = new Map<string, Declared<Block>>()
  const providers: Declared<Block>[] = []

  const declare = <T extends Block | Attribute>(
    into: Map<string, Declared<T>>,
    what: string,
    name: string,
    node: T,
    file: SourceFile,
  ) => {
    const known = into.get(name)
    if (isOverrideFile(basename(file.path))) {
      if (!known) diagnostics.push(nothingToOverride(what, name, file, node))
      else
        into.set(
          name,
          'body' in node && 'body' in known.node ? { ...known, node: overridden(known.node, node, file) as T } : { node, file },
        )
    } else if (known) diagnostics.push(duplicate(what, name, file, node))
    else into.set(name, { node, file })
  }

  for (const { file, body } of configs) {
    for (const block of body.blocks) {
      const [first, second] = block.labels.map((label) => label.value)
      switch (block.type) {
        case 'variable':
          if (first !== undefined) declare(variables, 'variable', first, block, file)
          break
        case 'output':
          if (first !== undefined) declare(outputs, 'output', first, block, file)
          break
        case 'locals':
          for (const attribute of block.body.attributes) declare(locals, 'local value', attribute.name, attribute, file)
          break
        case 'resource':
          if (first !== undefined && second !== undefined) declare(resources, 'resource', `${first}.${second}`, block, file)
          break
        case 'data':
          if (first !== undefined && second !== undefined) declare(resources, 'data source', `data.${first}.${second}`, block, file)
          break
        case 'module':
          if (first !== undefined) declare(moduleCalls, 'module call', first, block, file)
          break
        case 'provider':
          declareProvider(providers, block, file)
          break
      }
    }
  }
  const files = configs.map((config) => config.file)
  return {
    value: {
      dir,
      files,
      variables,
      locals,
      outputs,
      resources,
      moduleCalls,
      providers,
      unread,
      isGenerated: filesIn(checkout, dir).includes('terragrunt.hcl'),
    },
    diagnostics,
  }
}
