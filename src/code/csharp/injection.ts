import type { Expression } from '../ir.ts'
import { callOf, opaque, spanOf } from '../ir-build.ts'
import type { SyntaxNode } from '../syntax.ts'
import type { Lowering } from './lowering.ts'
import { isGeneric, typeArguments, typeName, typeNamed } from './names.ts'

/** The name under which a file has what makes a type as a container does: with the parts that its constructor takes. */
export const factoryName = (type: string): string => `${type}::new`
export const optionsName = (type: string): string => `${type}::options`

/** The object that a container makes for a type. https://learn.microsoft.com/dotnet/core/extensions/dependency-injection */
export const injected = (type: SyntaxNode, lowering: Lowering): Expression => {
  const name = typeName(type, lowering)
  const [argument] = typeArguments(type)
  const plain = name?.replace(/^.*\./, '')
  if (name === null || isGeneric(name, lowering)) return opaque(type, 'it is given by a framework')
  if (plain === 'IEnumerable' && argument)
    return { kind: 'list', elements: [{ spread: false, value: injected(argument, lowering) }], ...spanOf(type) }
  if (argument && /^IOptions(?:Snapshot|Monitor)?$/.test(plain ?? '')) return optionsOf(argument, lowering)
  return callOf(typeNamed(name, type, lowering, 'injected'), [], type)
}

/** The settings of `services.Configure<T>(configuration.GetSection(…))`. */
const optionsOf = (type: SyntaxNode, lowering: Lowering): Expression => {
  const name = typeName(type, lowering)
  if (name === null) return opaque(type, 'it is given by a framework')
  return callOf(typeNamed(name, type, lowering, 'options'), [typeNamed(name, type, lowering, 'section')], type)
}
