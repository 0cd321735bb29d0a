/** The records of comma-separated values, or what is wrong with them. https://www.rfc-editor.org/rfc/rfc4180 */
export const parseCsv = (source: string): string[][] | string => {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < source.length) {
    const field = source[at] === '"' ? quotedField(source, at) : plainField(source, at)
    if (typeof field === 'string') return field
    record.push(field.value)
    at = field.end
    if (source[at] === ',') {
      at++
      if (at < source.length) continue
      record.push('')
    }
    at = source.startsWith('\r\n', at) ? at + 2 : at + 1
    if (record.length > 1 || record[0] !== '' || field.quoted) records.push(record)
    record = []
  }
  return records
}

interface Field {
  readonly value: string
  readonly end: number
  readonly quoted: boolean
}

const plain = /[^,\r\n]*/y
const quoted = /"((?:[^"]|"")*)"/y

const plainField = (source: string, at: number): Field | string => {
  plain.lastIndex = at
  const value = plain.exec(source)?.[0] ?? ''
  return value.includes('"') ? 'bare " in non-quoted field' : { value, end: at + value.length, quoted: false }
}

const quotedField = (source: string, at: number): Field | string => {
  quoted.lastIndex = at
  const [whole, inner = ''] = quoted.exec(source) ?? []
  if (whole === undefined) return 'extraneous or missing " in quoted field'
  const end = at + whole.length
  if (end < source.length && !',\r\n'.includes(source[end] ?? '')) return 'extraneous or missing " in quoted field'
  return { value: inner.replaceAll('""', '"'), end, quoted: true }
}
