import type { Span } from '../../source/source-file.ts'
import type { Expression } from '../ir.ts'
import { memberOf, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { partsOf } from './nodes.ts'

/** What the names of types in a file mean. */
export interface Unit {
  /** With `/`; empty for the unnamed package. */
  readonly package: string
  /** By simple name: the segments of the full name. */
  readonly types: ReadonlyMap<string, readonly string[]>
  /** Packages of `import p.*`, with `/`. */
  readonly wildcards: readonly string[]
  /** `import static`: a member, by its name. */
  readonly members: ReadonlyMap<string, readonly string[]>
  /** Classes of `import static C.*`. */
  readonly memberWildcards: readonly (readonly string[])[]
  /** Classes of the file outside of all others. */
  readonly classes: ReadonlySet<string>
}

export const readUnit = (root: SyntaxNode | undefined, textOf: (node: Span) => string): Unit => {
  const types = new Map<string, readonly string[]>()
  const members = new Map<string, readonly string[]>()
  const wildcards: string[] = []
  const memberWildcards: (readonly string[])[] = []
  const classes = new Set<string>()
  let itsPackage = ''
  for (const node of root ? partsOf(root) : []) {
    const path = partsOf(node).find((child) => child.type === 'scoped_identifier' || child.type === 'identifier')
    const segments = path ? textOf(path).replace(/\s+/g, '').split('.') : []
    if (node.type === 'package_declaration') itsPackage = segments.join('/')
    if (node.type === 'import_declaration') {
      const isStatic = node.children.some((child) => child.type === 'static')
      const isAll = node.children.some((child) => child.type === 'asterisk')
      const last = segments.at(-1) ?? ''
      if (isStatic && isAll) memberWildcards.push(segments)
      else if (isStatic) members.set(last, segments)
      else if (isAll) wildcards.push(segments.join('/'))
      else types.set(last, segments)
    }
    const name = node.type.endsWith('_declaration') ? node.children.find((child) => child.field === 'name') : undefined
    if (name) classes.add(textOf(name))
  }
  return { package: itsPackage, types, wildcards, members, memberWildcards, classes }
}

/**
 * What a type is wanted for. `type`: what its name alone tells; the program's own are not read for it. `base`: an interface,
 * which matters only if it is the program's own. `injected`: the class that a container takes for it.
 */
export type Purpose = 'use' | 'type' | 'base' | 'injected'

export const marks: Readonly<Record<Purpose, string>> = { use: '', type: '~', base: '?', injected: '!' }

/** By the convention that only types begin with a capital: the class that has a file of its own, then what is inside it. */
export const byFullName = (segments: readonly string[], at: Span, purpose: Purpose = 'use'): Expression => {
  const first = segments.findIndex((segment) => /^[A-Z_]/.test(segment))
  const count = first === -1 ? segments.length : first + 1
  const top = fileOf(segments.slice(0, count).join('/'), at, purpose)
  return segments.slice(count).reduce<Expression>((object, name) => memberOf(object, name, at), top)
}

/** A type of which only the simple name is known: of the own package, of an imported one, or of the language. */
export const bySimpleName = (name: string, unit: Unit, at: Span, purpose: Purpose = 'use'): Expression => {
  const packages = [unit.package, ...unit.wildcards].map((one) => (one === '' ? name : `${one}/${name}`))
  return fileOf([...packages, `java/lang/${name}`].join('|'), at, purpose)
}

/** A class is read when it is first used, as in Java: files that mention each other need no order. */
const fileOf = (file: string, at: Span, purpose: Purpose): Expression =>
  memberOf({ kind: 'import', module: `${file}${marks[purpose]}`, ...spanOf(at) }, 'default', at)
