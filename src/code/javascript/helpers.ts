import type { SourceFile } from '../../source/source-file.ts'
import { childOf, namedChildren, type SyntaxNode } from '../syntax.ts'

/**
 * The functions that compilers and bundlers put into their output to join modules, by how the file calls them. They are
 * told by what they do, since a minifier renames them, and by their published names where they come from a library
 * (`tslib`, Babel's helpers).
 */
export interface Helpers {
  readonly roleOf: (callee: string) => HelperRole | undefined
}

/**
 * `interop`: gives a module as the other module system sees it; `getter`: a function that gives it. `exports`: defines getters on an exports object.
 * `commonjs`: wraps a CommonJS module. `initializer`:
 * wraps a module that runs when it is first asked for. `star`: copies all exports. `binding`: copies one. `awaiter`: runs a generator as an async function.
 * `state-machine`: runs a generator that was compiled to a `switch`.
 */
export type HelperRole =
  | 'interop'
  | 'getter'
  | 'exports'
  | 'commonjs'
  | 'initializer'
  | 'star'
  | 'binding'
  | 'awaiter'
  | 'state-machine'
  | 'require'

const published: ReadonlyMap<string, HelperRole> = new Map([
  ['__toESM', 'interop'],
  ['__toCommonJS', 'interop'],
  ['__importDefault', 'interop'],
  ['__importStar', 'interop'],
  ['_interopRequireDefault', 'interop'],
  ['_interopRequireWildcard', 'interop'],
  ['_interopDefault', 'interop'],
  ['_interopNamespace', 'interop'],
  ['_interopDefaultLegacy', 'interop'],
  ['_interopDefaultCompat', 'interop'],
  ['_interopNamespaceDefault', 'interop'],
  ['__export', 'exports'],
  ['__exportStar', 'star'],
  ['__reExport', 'star'],
  ['__commonJS', 'commonjs'],
  ['__esm', 'initializer'],
  ['__createBinding', 'binding'],
  ['__awaiter', 'awaiter'],
  ['__async', 'awaiter'],
  ['__generator', 'state-machine'],
  ['__require', 'require'],
])

const longest = 700

/** Looks through the functions of a file, and only if its text has the marks of such a tool. */
export const findHelpers = (file: SourceFile, root: SyntaxNode): Helpers => {
  const found = new Map<string, HelperRole>()
  const textOf = (node: SyntaxNode): string => file.text.slice(node.start, node.end)
  const isTooled = /__esModule|defineProperty|__commonJS|\.throw\(|=\s*\{\s*exports\s*:/.test(file.text)
  const visit = (node: SyntaxNode): void => {
    for (const child of node.children) {
      const target = childOf(child, 'name') ?? childOf(child, 'left')
      const value = child.type === 'function_declaration' ? child : (childOf(child, 'value') ?? childOf(child, 'right'))
      if (target && value && isFunction(value) && value.end - value.start <= longest) {
        const role = roleByShape(textOf(value).replaceAll(/\/\*.*?\*\//g, ''))
        if (role) found.set(textOf(target), role)
      }
      if (child.end - child.start > 20) visit(child)
    }
  }
  if (isTooled) visit(root)
  return { roleOf: (callee) => published.get(callee.replace(/^.*\./, '').replace(/\$\d+$/, '')) ?? found.get(callee) }
}

const isFunction = (node: SyntaxNode): boolean =>
  node.type === 'arrow_function' ||
  node.type === 'function_expression' ||
  node.type === 'function_declaration' ||
  // `(this && this.__importDefault) || function (mod) { … }`
  (node.type === 'binary_expression' && namedChildren(node).some((child) => child.type === 'function_expression'))

const roleByShape = (text: string): HelperRole | undefined => {
  if (/=\s*\{\s*exports\s*:\s*\{\s*\}\s*\}\s*\)\s*\.exports/.test(text)) return 'commonjs'
  if (text.length < 300 && /\(\s*(\w+)\s*=\s*0\s*\)\s*\)\s*,\s*\w+\s*[;)]/.test(text)) return 'initializer'
  if (/\bnew (?:\(.{1,30}\)|Promise)\(/.test(text) && /\.next\(/.test(text) && /\.throw\(|\["throw"\]/.test(text)) return 'awaiter'
  if (/\bfor\s*\(/.test(text) && /\bget\s*:\s*\w+\[\w+\]/.test(text) && /\bin\s+\w+/.test(text)) return 'exports'
  if (/__esModule\s*\?\s*(?:\(\)\s*=>|function)|\breturn\s+\w+\[['"]default['"]\]/.test(text)) return 'getter'
  if (/__esModule/.test(text) && !/\brequire\s*\(/.test(text)) return 'interop'
  return undefined
}
