import type { ImportScan } from './imports.ts'

const plain = (name: string): string => name.replace(/^\\/, '')

/**
 * What a PHP text may use, as the front end names it: classes by every path or word that begins with a capital, in the texts
 * and comments too, with what `use` makes of it, functions by every word before a parenthesis, and files that it includes. What may be
 * something else has a `?`.
 */
export const phpImports: ImportScan = (text) => {
  const namespace = /^[ \t]*(?:<\?php\s+)?namespace\s+([\w\\]+)\s*[;{]/m.exec(text)?.[1] ?? ''
  const within = (name: string): string => (namespace === '' ? name : `${namespace}\\${name}`)
  const modules = new Set<string>()
  const used = new Map<string, string>()
  for (const match of text.matchAll(/\buse\s+(?:function\s+|const\s+)?([\w\\]+)\s*(?:\{([^{}]*)\}|(?:as\s+(\w+))?)/g)) {
    const [, path = '', group, alias] = match
    const parts =
      group === undefined
        ? [`${plain(path)}${alias ? ` as ${alias}` : ''}`]
        : group.split(',').map((part) => `${plain(path)}${part.trim()}`)
    for (const part of parts) {
      const [name = '', local] = part.split(/\s+as\s+/)
      modules.add(`${name}?`)
      used.set((local ?? name.split('\\').at(-1) ?? name).toLowerCase(), name)
    }
  }
  for (const match of text.matchAll(/\\{0,2}[A-Za-z_]\w*(?:\\{1,2}\w+)*/g)) {
    const name = match[0].replaceAll('\\\\', '\\')
    const [first = '', ...rest] = plain(name).split('\\')
    if (rest.length === 0 && !/^[A-Z]/.test(first)) continue
    const known = used.get(first.toLowerCase())
    modules.add(`${known === undefined ? within(plain(name)) : [known, ...rest].join('\\')}?`)
    modules.add(`${plain(name)}?`)
  }
  for (const match of text.matchAll(/(?<![\w>:$])([A-Za-z_]\w*)\s*\(/g)) modules.add(`${within(match[1] ?? '')}()|${match[1]}()`)
  for (const match of text.matchAll(/(?<![\w>:$])[A-Z_][A-Z0-9_]+\b/g)) modules.add(`const ${match[0]}`)
  for (const match of text.matchAll(/\b(?:require|include)(?:_once)?\b[^;'"]{0,200}["']([^'"\n]+)["']/g)) {
    const path = match[1] ?? ''
    modules.add(`file ${path.startsWith('/') ? `.${path}` : path}`)
  }
  return [...modules]
}
