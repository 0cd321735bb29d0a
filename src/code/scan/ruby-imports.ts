import type { ImportScan } from './imports.ts'

/** What is required, and every constant, which a file of its name may define. */
export const rubyImports: ImportScan = (text) => {
  const modules = new Set<string>()
  for (const match of text.matchAll(
    /\b(require_relative|require|load|autoload|require_dependency)\b[ \t(]*(?::\w+\s*,\s*)?(["'])([^"'\n#]+)\2/g,
  )) {
    const [, how, , path = ''] = match
    modules.add(how === 'require_relative' && !/^[./]/.test(path) ? `./${path}` : path)
  }
  const around = [
    ...new Set([...text.matchAll(/^[ \t]*(?:class|module)[ \t]+([A-Z][\w:]*)/gm)].flatMap((match) => (match[1] ?? '').split('::'))),
  ]
  for (const match of text.matchAll(/(?<![\w@$:.])(?:::)?[A-Z]\w*(?:::[A-Z]\w*)*/g)) {
    const name = match[0].replace(/^::/, '')
    if (/^(?:ENV|Aws|JSON|Time|String|Integer|Hash|Array|File|StandardError|Logger|SecureRandom)$/.test(name)) continue
    modules.add(`::|${name}`)
    if (around.length > 0 && around.length <= 6) modules.add(`::${around.join('::')}|${name}`)
  }
  return [...modules]
}
