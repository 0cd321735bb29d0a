import type { Location } from '../../../source/source-file.ts'
import { type DataFormat, decodeData, formatOf } from '../../data/decode.ts'
import type { Machine } from '../machine.ts'
import { isEvent, knownString } from '../values/expression.ts'
import { mapOptions } from '../values/join.ts'
import { opaque, type Value } from '../values/value.ts'
import { valueOfData, wholeOf } from './data-value.ts'
import { isJson, jsonIn } from './json-field.ts'
import { findFile } from './package-files.ts'

/** What a text or an opened file says, decoded; null for a value that is neither. */
export const documentOf = (machine: Machine, value: Value, format: DataFormat, location: Location): Value | null => {
  const path = value.kind === 'external' ? value.bindings.get('Path') : undefined
  if (path) return fromFile(machine, path, format, location)
  if (value.kind !== 'text') return null
  if (isEvent(value)) return value
  if (isJson(value)) return jsonIn(value, location)
  const text = knownString(value)
  if (text !== undefined) return fromText(text, value.expression.location ?? location, format)
  return format === 'json' || format === 'yaml' ? jsonIn(value, location) : opaque('it is data in a text', location)
}

const fromText = (text: string, location: Location, format: DataFormat): Value => {
  const result = decodeData(text, format)
  return result.ok ? valueOfData(result.data, location) : opaque(`it is of a text that ${result.why}`, location)
}

/** In the format that its name says, if none is given. */
export const fromFile = (machine: Machine, path: Value, format: DataFormat | undefined, location: Location): Value =>
  mapOptions(path, (option) => {
    const found = findFile(machine, option)
    if (found.kind === 'none') return opaque(found.why, location)
    const itsFormat = format ?? formatOf(found.path)
    if (itsFormat === undefined) return opaque(`it is of the file "${found.path}", whose format is not known`, location)
    const result = decodeData(found.file.text, itsFormat)
    return result.ok
      ? valueOfData(result.data, wholeOf(found.file))
      : opaque(`it is of the file "${found.path}", which ${result.why}`, location)
  })
