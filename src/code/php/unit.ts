import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { spanOf } from '../ir-build.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'

/** What names mean in a file: its namespace, and what it uses. https://www.php.net/manual/en/language.namespaces.rules.php */
export interface Unit {
  readonly namespace: string
  /** By the first segment, in lower case. */
  readonly classes: ReadonlyMap<string, string>
  readonly functions: ReadonlyMap<string, string>
  readonly constants: ReadonlyMap<string, string>
  /** What the file declares itself: `class App\Store`, `function App\save`, `const LIMIT`. */
  readonly declared: ReadonlySet<string>
}

type TextOf = (node: Span) => string

export const readUnit = (root: SyntaxNode | undefined, textOf: TextOf): Unit => {
  const uses = { class: new Map<string, string>(), function: new Map<string, string>(), const: new Map<string, string>() }
  const declared = new Set<string>()
  let namespace = ''
  const visit = (nodes: readonly SyntaxNode[]): void => {
    for (const node of nodes) {
      const name = childOf(node, 'name')
      if (node.type === 'namespace_definition') {
        namespace = name ? textOf(name) : ''
        const body = childOf(node, 'body')
        if (body) visit(namedChildren(body))
      } else if (node.type === 'namespace_use_declaration') readUses(node, textOf, uses)
      else if (node.type === 'function_definition' && name) declared.add(`function ${within(namespace, textOf(name))}`)
      else if (/^(?:class|interface|trait|enum)_declaration$/.test(node.type) && name)
        declared.add(`class ${within(namespace, textOf(name))}`)
      else if (node.type === 'const_declaration')
        for (const element of namedChildren(node)) {
          const [first] = namedChildren(element)
          if (element.type === 'const_element' && first) declared.add(`const ${textOf(first)}`)
        }
      else if (node.type === 'expression_statement') {
        const constant = /^\\?define\s*\(\s*(["'])(\w+)\1/.exec(textOf(node).slice(0, 200))
        if (constant) declared.add(`const ${constant[2]}`)
      }
    }
  }
  visit(root ? namedChildren(root) : [])
  return { namespace, classes: uses.class, functions: uses.function, constants: uses.const, declared }
}

const within = (namespace: string, name: string): string => (namespace === '' ? name : `${namespace}\\${name}`)

type Kind = 'class' | 'function' | 'const'

const kindIn = (node: SyntaxNode, textOf: TextOf): Kind | undefined => {
  const type = childOf(node, 'type')
  const text = type && textOf(type)
  return text === 'function' || text === 'const' ? text : undefined
}

/** `use A\B`, `use A\B as C`, `use A\{B, C as D}`, `use function A\b`. */
const readUses = (node: SyntaxNode, textOf: TextOf, uses: Readonly<Record<Kind, Map<string, string>>>): void => {
  const prefix = node.children.find((child) => child.type === 'namespace_name')
  const group = childOf(node, 'body')
  const itsKind = kindIn(node, textOf) ?? 'class'
  for (const clause of group ? namedChildren(group) : namedChildren(node)) {
    if (clause.type !== 'namespace_use_clause') continue
    const path = clause.children.find((child) => child.type === 'qualified_name' || (child.type === 'name' && child.field === null))
    if (!path) continue
    const alias = childOf(clause, 'alias')
    const name = plain(`${group && prefix ? `${textOf(prefix)}\\` : ''}${textOf(path)}`)
    const local = alias ? textOf(alias) : (name.split('\\').at(-1) ?? name)
    const kind = kindIn(clause, textOf) ?? itsKind
    uses[kind].set(kind === 'const' ? local : local.toLowerCase(), name)
  }
}

const plain = (name: string): string => name.replace(/\s+/g, '').replace(/^\\/, '')

/** The full name of a class, without a `\` before it. */
export const fullClassName = (written: string, unit: Unit): string => {
  const name = plain(written)
  if (written.startsWith('\\')) return name
  const [first = '', ...rest] = name.split('\\')
  if (first.toLowerCase() === 'namespace' && rest.length > 0) return within(unit.namespace, rest.join('\\'))
  const used = unit.classes.get(first.toLowerCase())
  return used === undefined ? within(unit.namespace, name) : [used, ...rest].join('\\')
}

/** Functions and constants without a namespace are those of the own one, or else the language's. */
const candidates = (written: string, unit: Unit, used: string | undefined): readonly string[] => {
  const name = plain(written)
  if (written.startsWith('\\')) return [name]
  if (name.includes('\\')) return [fullClassName(name, unit)]
  if (used !== undefined) return [used]
  return unit.namespace === '' ? [name] : [within(unit.namespace, name), name]
}

export const lastSegment = (name: string): string => name.split('\\').at(-1) ?? name

/** Files bind their classes, functions and constants by their plain names after their kind, apart from variables. */
export const boundName = (kind: Kind, fullName: string): string => `${kind} ${lastSegment(fullName)}`

/** A class is read when it is first used, as an autoloader does. */
export const classExpression = (fullName: string, unit: Unit, node: Span): Expression =>
  unit.declared.has(`class ${fullName}`)
    ? { kind: 'name', name: boundName('class', fullName), ...spanOf(node) }
    : { kind: 'import', module: fullName, member: boundName('class', fullName), ...spanOf(node) }

/** The class that a container gives for a name, or what a type says that a parameter is. */
export const madeExpression = (fullName: string, unit: Unit, node: Span): Expression => {
  const found = classExpression(fullName, unit, node)
  return found.kind === 'import' ? { ...found, module: `${fullName}?`, member: madeName(fullName) } : found
}

/** Files have the class that stands for a name under this one: their own, or the one that implements it. */
export const madeName = (fullName: string): string => `made ${lastSegment(fullName)}`

export const functionExpression = (written: string, unit: Unit, node: Span): Expression => {
  const names = candidates(written, unit, unit.functions.get(plain(written).toLowerCase()))
  const own = names.find((name) => unit.declared.has(`function ${name}`))
  if (own !== undefined) return { kind: 'name', name: boundName('function', own), ...spanOf(node) }
  const module = names.map((name) => `${name}()`).join('|')
  return { kind: 'import', module, member: boundName('function', plain(written)), ...spanOf(node) }
}

export const constantExpression = (written: string, unit: Unit, node: Span): Expression => {
  const names = candidates(written, unit, unit.constants.get(plain(written)))
  const name = boundName('const', plain(written))
  if (unit.declared.has(name)) return { kind: 'name', name, ...spanOf(node) }
  return { kind: 'import', module: names.map((one) => `const ${one}`).join('|'), member: name, ...spanOf(node) }
}
