import type { Span } from '../source/source-file.ts'
import type { Expression, ObjectItem } from '../terraform/hcl/ast.ts'
import type { JsonNode } from '../terraform/hcl/json-node.ts'
import { literalOf } from '../terraform/load/module-config.ts'

/** A policy's document as it is written in either syntax; places are those in the file. */
export type Node =
  | (Span & { readonly kind: 'object'; readonly entries: readonly Entry[] })
  | (Span & { readonly kind: 'list'; readonly elements: readonly Node[] })
  /** One string, or a reference that is one. */
  | (Span & { readonly kind: 'value' })
  /** Made by what is not looked into. */
  | (Span & { readonly kind: 'other' })

export interface Entry {
  readonly name: string
  readonly key: Span
  readonly value: Node
}

/** Attributes that are one string, whatever they are of. */
const STRINGS = ['arn', 'id', 'name', 'bucket']

const isReference = (expression: Expression): boolean => expression.kind === 'attr' && STRINGS.includes(expression.name)

export const nodeOf = (expression: Expression): Node => {
  const { end, start } = expression
  switch (expression.kind) {
    case 'tuple':
      return { kind: 'list', elements: expression.elements.map(nodeOf), start, end }
    case 'object': {
      const entries = expression.items.map(entryOf)
      return entries.every((entry) => entry !== null) ? { kind: 'object', entries, start, end } : { kind: 'other', start, end }
    }
    case 'template':
      return { kind: expression.heredoc ? 'other' : 'value', start, end }
    default:
      return { kind: isReference(expression) ? 'value' : 'other', start, end }
  }
}

const entryOf = ({ key, value }: ObjectItem): Entry | null => {
  const name = literalOf(key)
  return name === undefined ? null : { name, key: { start: key.start, end: key.end }, value: nodeOf(value) }
}

/** `at`: where in the file an offset of the JSON is. */
export const nodeOfJson = (node: JsonNode, at: (offset: number) => number): Node => {
  const span = { start: at(node.start), end: at(node.end) }
  switch (node.kind) {
    case 'object':
      return {
        kind: 'object',
        entries: node.properties.map(({ name, nameSpan, value }) => ({
          name,
          key: { start: at(nameSpan.start), end: at(nameSpan.end) },
          value: nodeOfJson(value, at),
        })),
        ...span,
      }
    case 'array':
      return { kind: 'list', elements: node.elements.map((element) => nodeOfJson(element, at)), ...span }
    case 'string':
      return { kind: 'value', ...span }
    case 'number':
    case 'keyword':
    case 'invalid':
      return { kind: 'other', ...span }
  }
}

export const entryNamed = (node: Node, name: string): Entry | undefined =>
  node.kind === 'object' ? node.entries.find((entry) => entry.name === name) : undefined
