import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { type Location, locate, type SourceFile, type Span } from '../../source/source-file.ts'
import type { Attribute, Block, Expression } from '../hcl/ast.ts'
import { type Checkout, filesIn } from './checkout.ts'
import { overridden } from './override.ts'
import { type ParsedFile, parseFiles } from './parse-files.ts'

/** One folder of configuration files: a module as it is written, before anything is evaluated. */
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
  /** The `removed` blocks. */
  readonly removed: readonly Declared<Block>[]
  /** Files of the folder that declare what is not known here: they cannot be read, or have a syntax error. */
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

/** The argument of that name in a block's body, with its place. */
export const attributeOf = (block: Block, name: string): Attribute | undefined =>
  block.body.attributes.find((attribute) => attribute.name === name)

/** A block's header: from its type to its last label. */
export const headerOf = ({ typeSpan, labels }: Block): Span => ({ start: typeSpan.start, end: (labels.at(-1) ?? typeSpan).end })

/** Arguments of a module call that are for Terraform, not for the module. */
const NOT_PASSED = new Set(['source', 'version', 'count', 'for_each', 'depends_on', 'providers'])

/** The arguments that a call gives to its module. */
export const passedArguments = (call: Block): readonly Attribute[] =>
  call.body.attributes.filter(({ name }) => !NOT_PASSED.has(name))

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

/** Providers of a type are told apart by their aliases. */
const declareProvider = (into: Declared<Block>[], block: Block, file: SourceFile, overrides: boolean): void => {
  const nameOf = (node: Block): string => `${node.labels[0]?.value} ${literalOf(argumentOf(node, 'alias')) ?? ''}`
  const at = overrides ? into.findIndex(({ node }) => nameOf(node) === nameOf(block)) : -1
  const known = into[at]
  if (known) into[at] = { ...known, node: overridden(known.node, block, file) }
  else into.push({ node: block, file })
}

/** Reads and indexes one module. A block that Terraform does not know is left for Terraform to complain about. */
export const loadModuleConfig = async (dir: string, checkout: Checkout): Promise<Outcome<ModuleConfig>> => {
  const parsed = await parseFiles(dir, checkout)
  const diagnostics = [...parsed.diagnostics]
  const variables = new Map<string, Declared<Block>>()
  const locals = new Map<string, Declared<Attribute>>()
  const outputs = new Map<string, Declared<Block>>()
  const resources = new Map<string, Declared<Block>>()
  const moduleCalls = new Map<string, Declared<Block>>()
  const providers: Declared<Block>[] = []
  const removed: Declared<Block>[] = []

  const declare = <T extends Block | Attribute>(
    into: Map<string, Declared<T>>,
    what: string,
    name: string,
    node: T,
    { config: { file }, overrides }: ParsedFile,
  ) => {
    const known = into.get(name)
    if (overrides) {
      if (!known) diagnostics.push(nothingToOverride(what, name, file, node))
      else
        into.set(
          name,
          'body' in node && 'body' in known.node ? { ...known, node: overridden(known.node, node, file) as T } : { node, file },
        )
    } else if (known) diagnostics.push(duplicate(what, name, file, node))
    else into.set(name, { node, file })
  }

  for (const each of parsed.value.files) {
    const { file, body } = each.config
    for (const block of body.blocks) {
      const [first, second] = block.labels.map((label) => label.value)
      switch (block.type) {
        case 'variable':
          if (first !== undefined) declare(variables, 'variable', first, block, each)
          break
        case 'output':
          if (first !== undefined) declare(outputs, 'output', first, block, each)
          break
        case 'locals':
          for (const attribute of block.body.attributes) declare(locals, 'local value', attribute.name, attribute, each)
          break
        case 'resource':
          if (first !== undefined && second !== undefined) declare(resources, 'resource', `${first}.${second}`, block, each)
          break
        case 'data':
          if (first !== undefined && second !== undefined) declare(resources, 'data source', `data.${first}.${second}`, block, each)
          break
        case 'module':
          if (first !== undefined) declare(moduleCalls, 'module call', first, block, each)
          break
        case 'provider':
          declareProvider(providers, block, file, each.overrides)
          break
        case 'removed':
          removed.push({ node: block, file })
          break
      }
    }
  }
  const files = parsed.value.files.map(({ config }) => config.file)
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
      removed,
      unread: parsed.value.unread,
      isGenerated: filesIn(checkout, dir).includes('terragrunt.hcl'),
    },
    diagnostics,
  }
}
