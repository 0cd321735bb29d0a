import { argumentAt } from '../calls/arguments.ts'
import { findFile } from '../data/package-files.ts'
import { propertyOf, withProperties } from '../data/properties.ts'
import { fromExpression, knownString, toExpression } from '../values/expression.ts'
import { external, literalText, opaque, type Value } from '../values/value.ts'
import type { PrimitiveCall } from './primitive.ts'

/** Settings that a framework reads from the environment and from files of properties, and resources of the package. */

/** `getProperty("storage.bucket", otherwise)`. */
export const property = ({ args, machine, site }: PrimitiveCall): Value => {
  const name = knownString(argumentAt(args, 0))
  const usual = args.positional.slice(1).find((value) => value.kind !== 'class' && value.kind !== 'external')
  if (name === undefined) return opaque('it is a setting whose name is not known', site.location)
  return fromExpression(propertyOf(machine, name, usual ? toExpression(usual) : null, site.location))
}

/** `@Value("${storage.bucket:reports}")`. */
export const propertyText = ({ args, machine, site }: PrimitiveCall): Value => {
  const text = knownString(argumentAt(args, 0))
  if (text === undefined) return opaque('it is a setting whose name is not known', site.location)
  return fromExpression(withProperties(machine, text, site.location))
}

/** `getResourceAsStream("/settings.json")`: a file that a build puts at the root of the package. */
export const resource = ({ args, machine, name, site }: PrimitiveCall): Value => {
  const written = knownString(argumentAt(args, 0))?.replace(/^(?:classpath:)?\/*/, '')
  const opened = external('$file', name, site.location)
  if (!written) return opened
  const inSources = [...machine.pkg.files.keys()].filter(
    (path) => path.endsWith(`/resources/${written}`) && !/(?:^|\/)src\/test\//.test(path),
  )
  const [only] = inSources.length === 1 ? inSources : []
  const isAtRoot = findFile(machine, literalText(written)).kind === 'file'
  return { ...opened, bindings: new Map([['Path', literalText(isAtRoot ? written : (only ?? written))]]) }
}
