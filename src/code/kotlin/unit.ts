import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { memberOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { partsOf } from './nodes.ts'

/** What the names in a file mean. */
export interface Unit {
  /** With `/`; empty for the unnamed package. */
  readonly package: string
  /** By the name that the file uses: the segments of the full name. */
  readonly imports: ReadonlyMap<string, readonly string[]>
  /** Packages of `import p.*`, with `/`. */
  readonly wildcards: readonly string[]
  /** What the file itself declares outside of classes. */
  readonly names: ReadonlySet<string>
  /** Functions of the file whose last argument may be a lambda after the parentheses, with the name of that parameter. */
  readonly lastParameters: ReadonlyMap<string, string>
  /** Names of variables that are builders of a text. */
  readonly textBuilders: ReadonlySet<string>
  /** Names of parameters and properties that are functions. */
  readonly functionVariables: ReadonlySet<string>
  /** Names of properties and variables. */
  readonly properties: ReadonlySet<string>
}

export const readUnit = (root: SyntaxNode | undefined, text: string, textOf: (node: Span) => string): Unit => {
  const imports = new Map<string, readonly string[]>()
  const wildcards: string[] = []
  const names = new Set<string>()
  let itsPackage = ''
  for (const node of root ? partsOf(root) : []) {
    const path = node.children.find((child) => child.type === 'qualified_identifier' || child.type === 'identifier')
    const segments = path
      ? textOf(path)
          .replace(/[\s`]+/g, '')
          .split('.')
      : []
    if (node.type === 'package_header') itsPackage = segments.join('/')
    if (node.type === 'import') {
      const alias = node.children.at(-1)
      if (alias && textOf(alias) === '*') wildcards.push(segments.join('/'))
      else imports.set(alias && alias !== path ? textOf(alias) : (segments.at(-1) ?? ''), segments)
    }
    const name = declaredName(node)
    if (name && !textOf(name).includes('.')) names.add(textOf(name).replaceAll('`', ''))
  }
  const lastParameters = new Map(functionsIn(root).flatMap((node) => lastParameterOf(node, textOf)))
  const textBuilders = namesIn(text, /\b(?:val|var)\s+(\w+)[^=\n]{0,80}=\s*(?:java\.lang\.)?String(?:Builder|Buffer)\s*\(/g)
  const functionVariables = namesIn(text, /(\w+)\s*:\s*\(?\s*(?:suspend\s+)?(?:[\w.]{1,60}\.)?\([^()\n]{0,120}\)\s*->/g)
  const properties = namesIn(text, /\b(?:val|var)\s+(?:[\w?]+\.)?(\w+)/g)
  return { package: itsPackage, imports, wildcards, names, lastParameters, textBuilders, functionVariables, properties }
}

const namesIn = (text: string, pattern: RegExp): ReadonlySet<string> =>
  new Set([...text.matchAll(pattern)].map(([, name = '']) => name))

const declaredName = (node: SyntaxNode): SyntaxNode | undefined => {
  if (node.type === 'property_declaration')
    return node.children
      .find((child) => child.type === 'variable_declaration')
      ?.children.find((child) => child.type === 'identifier')
  return /_declaration$|^type_alias$/.test(node.type)
    ? node.children.find((child) => child.field === 'name' || child.field === 'type')
    : undefined
}

const functionsIn = (node: SyntaxNode | undefined): readonly SyntaxNode[] =>
  (node ? partsOf(node) : []).flatMap((child) =>
    child.type === 'function_declaration'
      ? [child]
      : /^(?:class_declaration|object_declaration|companion_object|class_body)$/.test(child.type)
        ? functionsIn(child)
        : [],
  )

const lastParameterOf = (node: SyntaxNode, textOf: (node: Span) => string): readonly (readonly [string, string])[] => {
  const name = node.children.find((child) => child.field === 'name')
  const list = node.children.find((child) => child.type === 'function_value_parameters')
  const parameters = list ? partsOf(list).filter((child) => child.type === 'parameter') : []
  const last = parameters.at(-1)
  const isFunction = last?.children.some((child) => /function_type|nullable_type/.test(child.type)) ?? false
  const own = last && partsOf(last).find((child) => child.type === 'identifier')
  return name && own && isFunction && parameters.length > 1 ? [[textOf(name).replace(/^.*\./, ''), textOf(own)]] : []
}

/**
 * A name that another file may declare, or a library: it is looked up in these packages when it is used, so that files
 * which mention each other need no order. `isMaybe`: it may as well be nobody's.
 */
export const inPackages = (packages: readonly string[], name: string, at: Span, isMaybe = false): Expression => {
  const module: Expression = { kind: 'import', module: `${packages.join('|')}#${name}${isMaybe ? '?' : ''}`, ...spanOf(at) }
  return isMaybe
    ? { kind: 'index', object: module, index: { kind: 'literal', value: name, ...spanOf(at) }, ...spanOf(at) }
    : memberOf(module, name, at)
}

/** By the convention that only types begin with a capital: what is in the package, then what is inside that. */
export const byFullName = (segments: readonly string[], at: Span): Expression => {
  const first = segments.findIndex((segment) => /^[A-Z_]/.test(segment))
  const count = first === -1 ? segments.length - 1 : first
  const name = segments[count] ?? ''
  const top = inPackages([segments.slice(0, count).join('/')], name, at)
  return segments.slice(count + 1).reduce<Expression>((object, inner) => memberOf(object, inner, at), top)
}
