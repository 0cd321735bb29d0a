import { argumentAt } from '../calls/arguments.ts'
import { wholeOf } from '../data/data-value.ts'
import { findFile, folderOfModule } from '../data/package-files.ts'
import { knownString } from '../values/expression.ts'
import { mapOptions } from '../values/join.ts'
import { external, literalText, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'
import { joinPaths } from './texts.ts'

/** Files of the package that a program reads. */

/** Texts that are longer are no names. */
const longest = 200_000

/** The path of what was opened (rows bind it as `Path`), or the path itself. */
export const pathOf = (value: Value): Value => (value.kind === 'external' ? (value.bindings.get('Path') ?? value) : value)

/** `open(path)`, `path.open()`: what is read of it is the file's. */
export const openFile = ({ args, name, receiver, site }: PrimitiveCall): Value => {
  const path = receiver.kind === 'external' ? (argumentAt(args, 0) ?? [...args.named.values()][0]) : receiver
  const opened = external('$file', `${name}(…)`, site.location)
  return path ? { ...opened, bindings: new Map([['Path', pathOf(path)]]) } : opened
}

/** `new URL("./settings.json", import.meta.url)`. */
export const fileUrl = ({ args, site }: PrimitiveCall): Value => {
  const [path, base] = args.positional
  const from = base && knownString(base)
  if (!path || from === undefined || !from.includes('/')) return opaque('it is an address', site.location)
  return joinPaths([literalText(from.slice(0, from.lastIndexOf('/'))), path])
}

/** `open(path).read()`, `path.read_text()`, `readFileSync(path)`: the text of the file. */
export const fileText = (call: PrimitiveCall): Value => {
  const { args, machine, receiver, site } = call
  const isMethod = receiver.kind !== 'external' || receiver.bindings.has('Path')
  const path = isMethod ? receiver : (argumentAt(args, 0) ?? [...args.named.values()][0])
  return mapOptions(path ?? opaque('it is not given'), (option) => {
    const found = findFile(machine, pathOf(option))
    if (found.kind === 'none') return opaque(found.why, site.location)
    if (found.file.text.length > longest)
      return opaque(`it is of the file "${found.path}", which is too large to be followed`, site.location)
    return literalText(found.file.text, wholeOf(found.file))
  })
}

/** `files("app").joinpath("c.json")`, `open_text("app", "c.json")`: a folder of the package, or a file in it. */
export const fileOfModule = (call: PrimitiveCall): Value => {
  const [first, ...names] = call.args.positional
  const text = first ? knownString(first) : undefined
  const folder =
    first?.kind === 'module'
      ? folderOfModule(first.module)
      : text === undefined
        ? null
        : literalText(`/var/task/${text.replaceAll('.', '/')}`)
  if (folder === null) return opaque('it is of a module that is not known', call.site.location)
  if (names.length === 0) return folder
  const opened = external('$file', call.name, call.site.location)
  return { ...opened, bindings: new Map([['Path', joinPaths([folder, ...names])]]) }
}
