import type { ImportScan } from './imports.ts'

/** `mod store;`, and every path that begins with a name, which may be that of a crate of the same workspace. */
export const rustImports: ImportScan = (text) => {
  const modules = new Set<string>()
  for (const [, path, name = ''] of text.matchAll(/(?:#\[\s*path\s*=\s*"([^"\n]+)"\s*\]\s*)?\bmod\s+(\w+)\s*;/g))
    modules.add(path === undefined ? `self::${name}` : `path:${path}`)
  for (const [, name = ''] of text.matchAll(/(?<![\w:])([a-z]\w*)\s*::/g))
    if (!/^(?:self|super|crate|std|core|alloc)$/.test(name)) modules.add(name)
  for (const [, name = ''] of text.matchAll(/\buse\s+([a-z]\w*)\s*(?:;|as\b)/g)) modules.add(name)
  return [...modules]
}
