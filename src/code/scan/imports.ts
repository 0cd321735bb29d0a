/** The modules that a text may import, found without parsing it: all that it does import, and perhaps more. */
export type ImportScan = (text: string) => readonly string[]

/** `from a.b import`: no part may take what another may, or a long line takes the square of its length. */
const pythonFrom = /\bfrom[ \t]+((?:\.[ \t]{0,9}){0,40}(?:\w+(?:[ \t]{0,9}\.[ \t]{0,9}\w+){0,40})?)[ \t]*\bimport\b/g

/** `from a.b import c, d` may import `a.b.c` and `a.b.d` too. */
export const pythonImports: ImportScan = (text) => {
  const modules = new Set<string>()
  const namesAt = namesIn(text)
  let end = 0
  for (const match of text.matchAll(pythonFrom)) {
    const module = (match[1] ?? '').replace(/\s/g, '')
    modules.add(module)
    // What stands in the names of an import is none itself.
    if (match.index < end) continue
    const names = namesAt(match.index + match[0].length)
    end = names.end
    for (const name of names.text.match(/\w+/g) ?? []) modules.add(module.endsWith('.') ? `${module}${name}` : `${module}.${name}`)
  }
  for (const match of text.replaceAll(pythonFrom, ' ').matchAll(/\bimport[ \t]+((?:[\w., \t]+|\\\r?\n)+)/g)) {
    for (const part of (match[1] ?? '').split(/,|\\\r?\n|\bimport[ \t]/)) {
      const name = /[\w.]+/.exec(part)?.[0]
      if (name === undefined) continue
      const segments = name.split('.').slice(0, 40)
      for (let length = 1; length <= segments.length; length += 1) modules.add(segments.slice(0, length).join('.'))
    }
  }
  return [...modules]
}

/** More than any import names, and more brackets than any program leaves open. */
const longestImport = 20_000
const mostOpenBrackets = 50

/** Finds what is imported from a module: up to the closing bracket, past comments, or the end of the line. */
const namesIn = (text: string): ((from: number) => { readonly text: string; readonly end: number }) => {
  let open = 0
  return (from) => {
    const isBracket = open < mostOpenBrackets && /^[ \t]{0,99}\(/.test(text.slice(from, from + 100))
    const bracketed = isBracket ? /^[ \t]*\(((?:[^)#]|#[^\n]*\n)*)\)/.exec(text.slice(from, from + longestImport)) : null
    if (bracketed) return { text: (bracketed[1] ?? '').replaceAll(/#[^\n]*/g, ''), end: from + bracketed[0].length }
    if (isBracket) open += 1
    const line = /(?:[^\n;#\\]+|\\\r?\n|\\)*/y
    line.lastIndex = from
    const [rest = ''] = line.exec(text) ?? []
    return { text: rest, end: from + rest.length }
  }
}

/** `import … from 'm'`, `export … from 'm'`, `import 'm'`, `import('m')`, `require('m')` under any name. */
export const javascriptImports: ImportScan = (text) => {
  const modules = new Set<string>()
  for (const match of text.matchAll(
    /(?:\bfrom|\bimport|\bimport\s*\(|require\w{0,60}\s{0,60}\(|\brequire\.resolve\s{0,60}\()\s*(["'`])([^"'`\n]+)\1/g,
  )) {
    if (match[2] !== undefined) modules.add(match[2])
  }
  return [...modules]
}

/** What is quoted before the first declaration: imports stand there, and nothing else that is quoted but comments. */
export const goImports: ImportScan = (text) => {
  const end = text.search(/^(?:func|type|var|const)\b/m)
  return [...text.slice(0, end === -1 ? undefined : end).matchAll(/(["`])([^"`\n]+)\1/g)].map((match) => match[2] ?? '')
}
