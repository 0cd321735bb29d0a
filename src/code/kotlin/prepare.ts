/** The receiver of an extension, `S3Client.` and `List<String>?.`, which the grammar takes for a type with a name inside it. */
const receivers = /\b(fun|val|var)(\s+(?:<[^>\n]{0,80}>\s*)?)((?:\w+(?:<[^()={}\n]{0,80}>)?\??\.){1,6})(?=[\w`]+\s*[(:\n<=])/g

/** `read<Order>(text)`, which the grammar takes for comparisons. */
const typeArguments = /(?<=\w)<(?:[\w.,?*\s]|<[\w.,?*\s]{0,60}>){1,100}>(?=\()/g

/** `Order::class`, of which the grammar makes the beginning of what follows on the next line. */
const classLiterals = /(?<=\w)::(?=class\b)/g

/** A letter in place of what cannot stand in a name; the file's own text keeps what is written. */
const letter = '\u01c3'

/** The same text, as long and with the same lines, in which the grammar finds what it cannot read otherwise. */
export const prepare = (text: string): string =>
  text
    .replace(receivers, (_, word: string, space: string, type: string) => word + space + type.replace(/\W/g, letter))
    .replace(typeArguments, (found) => found.replace(/[^\n]/g, ' '))
    .replace(classLiterals, letter + letter)
