import type { Library } from '../catalog/library.ts'
import type { CodePackage, HandlerResolution, LanguageFrontEnd } from '../program.ts'
import type { ImportScan } from './imports.ts'

/** More files than any program imports that is worth a look without parsing. */
const mostFiles = 400

/**
 * Whether a program may write, told by words alone: `false` if none of the files that it imports has a word that every
 * write needs, so that most functions need not be parsed. Everything that is not plain is `true`.
 */
export const mayWrite = (
  pkg: CodePackage,
  handler: Extract<HandlerResolution, { kind: 'found' }>,
  frontEnd: LanguageFrontEnd,
  library: Library,
  importsIn: ImportScan,
): boolean => {
  const seen = new Set<string>(handler.paths)
  const left = [...handler.paths]
  const names = handler.member.flatMap((name) => name.replace(/^self\.|\(\)$/g, '').split('::'))
  const isDefined = left.some((path) => names.every((name) => pkg.files.get(path)?.()?.text.includes(name)))
  if (!isDefined || handler.isGivenParts) return true
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const file = pkg.files.get(path)?.()
    if (!file || library.mentions.test(file.text) || seen.size > mostFiles) return true
    for (const module of importsIn(file.text)) {
      if (!/^[./]/.test(module) && library.isKnown(module)) continue
      const found = frontEnd.resolveImport(module, path, pkg)
      if (found.kind === 'missing' || (found.kind === 'external' && found.unread !== undefined)) return true
      for (const next of found.kind === 'files' ? found.paths : []) {
        if (!seen.has(next)) left.push(next)
        seen.add(next)
      }
    }
  }
  return false
}
