/** Macros that take expressions, which the grammar reads in a call and not in a macro. */
const macros =
  /\b(format|vec|join|try_join|bail|ensure|panic|unreachable|todo|unimplemented|anyhow|env|option_env|concat|format_args|matches)!(\s*)([([])/g

/** A call `name_(…)` in place of `name!(…)` and `name![…]`, and items of `lazy_static!` as those of a module. */
export const prepare = (text: string): string => {
  const pieces: string[] = []
  let end = 0
  const closing = new Set<number>()
  for (const match of text.matchAll(macros)) {
    const [written, name = '', space = '', bracket] = match
    const at = match.index + written.length - 1
    pieces.push(text.slice(end, match.index), `${name}_${space}(`)
    end = at + 1
    if (bracket === '[') closing.add(closingBracket(text, at))
  }
  const joined = pieces.join('') + text.slice(end)
  const replaced = [...closing].filter((at) => at >= 0).sort((a, b) => a - b)
  let result = ''
  let from = 0
  for (const at of replaced) {
    result += `${joined.slice(from, at)})`
    from = at + 1
  }
  return (result + joined.slice(from))
    .replace(/\blazy_static!(\s*\{)/g, 'mod lazy_st_$1')
    .replace(/\bstatic(\s+)ref\b/g, 'static$1   ')
}

const longest = 20_000

/** Where a bracket closes: texts and characters in it are stepped over. */
const closingBracket = (text: string, open: number): number => {
  let depth = 0
  const token = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\.)'|\/\/[^\n]*|[[\]]/g
  token.lastIndex = open
  for (let match = token.exec(text); match && match.index < open + longest; match = token.exec(text)) {
    if (match[0] === '[') depth += 1
    if (match[0] === ']') depth -= 1
    if (depth === 0) return match.index
  }
  return -1
}
