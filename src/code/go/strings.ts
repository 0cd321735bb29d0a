const simple: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

/** The text of a string literal: https://go.dev/ref/spec#String_literals */
export const unquote = (written: string): string => {
  const inner = written.slice(1, -1)
  if (written.startsWith('`')) return inner.replaceAll('\r', '')
  return inner.includes('\\')
    ? inner.replace(
        /\\(?:([0-7]{3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g,
        (_, octal, hex, short, long, other) => {
          if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
          const code = hex ?? short ?? long
          if (code !== undefined) return codePoint(Number.parseInt(code, 16))
          return simple.get(other) ?? other
        },
      )
    : inner
}

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
