/**
 * What moves the cursor, changes colours, reorders the text around it or shows as nothing: control characters, bidirectional
 * marks, invisible characters, halves of surrogate pairs. A scanned name could use them to make a report say something else.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unsafe =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu

const escapeOne = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** The text in one line, with what cannot be shown safely written as `\u202e`. */
export const printable = (text: string): string => text.replace(unsafe, escapeOne)
