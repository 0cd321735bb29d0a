import type { Argument, Expression } from '../ir.ts'
import { nameOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import { callOf, plain } from './lowering.ts'

/**
 * `require "json"`, `require_relative "lib/store"`, `load "x.rb"`, `autoload :Store, "store"`. What is beside the file begins
 * with `./`, and so do paths that begin with `__dir__`.
 */
export const lowerImport = (node: SyntaxNode, name: string, args: readonly Argument[]): Expression => {
  const written = (name === 'autoload' ? args[1] : args[0])?.value
  if (!written) return opaque(node, 'it names no file')
  const isRelative = name === 'require_relative'
  if (written.kind === 'literal' && typeof written.value === 'string')
    return { kind: 'import', module: moduleOf(written.value, isRelative), ...spanOf(node) }
  const path: Expression = isRelative ? { kind: 'template', parts: ['./', written], ...spanOf(node) } : written
  return callOf(node, nameOf('%require', node), [plain(path)])
}

const moduleOf = (path: string, isRelative: boolean): string => {
  if (!isRelative) return path
  return path.startsWith('.') || path.startsWith('/') ? path : `./${path}`
}
