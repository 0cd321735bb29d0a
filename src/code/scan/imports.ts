/** The modules that a text may import, found without parsing it: all that it does import, and perhaps more. */
export type ImportScan = (text: string) => readonly string[]

/** `from a.b import c, d` may import `a.b.c` and `a.b.d` too. */
export const pythonImports: ImportScan = (text) => {
  const modules = new Set<string>()
  for (const match of text.matchAll(/\bfrom[ \t]+([.\w][.\w \t]*?)[ \t]+import[ \t]*(\([^)]*\)|[^\n;#]*)/g)) {
    const module = (match[1] ?? '').replace(/\s/g, '')
    modules.add(module)
    for (const name of (match[2] ?? '').matchAll(/\w+/g))
      modules.add(module.endsWith('.') ? `${module}${name[0]}` : `${module}.${name[0]}`)
  }
  for (const match of withoutFrom(text).matchAll(
    /\bimport[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*)/g,
  )) {
    for (const part of (match[1] ?? '').split(',')) {
      const name = part.trim().split(/\s/)[0] ?? ''
      const segments = name.split('.')
      for (let length = 1; length <= segments.length; length += 1) modules.add(segments.slice(0, length).join('.'))
    }
  }
  return [...modules]
}

const withoutFrom = (text: string): string => text.replaceAll(/\bfrom[ \t]+[.\w][.\w \t]*?[ \t]+import\b/g, ' ')

/** `import … from 'm'`, `export … from 'm'`, `import 'm'`, `import('m')`, `require('m')` under any name. */
export const javascriptImports: ImportScan = (text) => {
  const modules = new Set<string>()
  for (const match of text.matchAll(
    /(?:\bfrom|\bimport|\bimport\s*\(|require\w*\s*\(|\brequire\.resolve\s*\()\s*(["'`])([^"'`\n]+)\1/g,
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
