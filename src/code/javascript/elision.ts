import { namedChildren, type SyntaxNode } from '../syntax.ts'

/**
 * The names that a TypeScript file uses as values: an import of other names is there for their types, and is left out of
 * the program. https://www.typescriptlang.org/docs/handbook/modules/reference.html#import-elision
 */
export const valueNames = (root: SyntaxNode, textOf: (node: SyntaxNode) => string): ReadonlySet<string> => {
  const names = new Set<string>()
  const visit = (node: SyntaxNode): void => {
    if (isType(node)) return
    if (node.type === 'identifier' || node.type === 'shorthand_property_identifier') names.add(textOf(node))
    else for (const child of node.children) visit(child)
  }
  for (const child of namedChildren(root)) if (child.type !== 'import_statement') visit(child)
  return names
}

const isType = (node: SyntaxNode): boolean =>
  node.field === 'type' || /^(?:type_|interface_|implements_|ambient_|nested_type_|generic_type|function_signature)/.test(node.type)

/** A library's types tell what a parameter is; those of an SDK are looked up in the catalogue. */
export const tellsTypes = (module: string): boolean => /(?:^|\/|@)aws-sdk(?:\/|$)/.test(module)
