import { loadCsvParse } from './libraries.ts'

/** The records of comma-separated values, all of one length, or what is wrong with them. https://www.rfc-editor.org/rfc/rfc4180 */
export const parseCsv = (source: string): readonly (readonly string[])[] | string => {
  const { CsvError, parse } = loadCsvParse()
  try {
    return parse(source, { bom: false, record_delimiter: ['\r\n', '\n'], skip_empty_lines: true }).map((record) =>
      // Go ends every line with a line feed alone, inside of quotes too.
      record.map((field) => field.replaceAll('\r\n', '\n')),
    )
  } catch (error) {
    if (error instanceof CsvError) return describe(error.code, error.lines)
    throw error
  }
}

/** In Go's words, by what it is. */
const describe = (code: string, line: unknown): string => {
  switch (code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return `CSV parse error on line ${line}: wrong number of fields`
    case 'INVALID_OPENING_QUOTE':
      return `CSV parse error on line ${line}: bare " in non-quoted-field`
    default:
      return `CSV parse error on line ${line}: extraneous or missing " in quoted-field`
  }
}
