import type { Handler } from './handler.ts'
import type { PackageFiles } from './package-source.ts'

/** The sources of .NET assemblies: a project's folder, and in it the file that declares a type or is the program. */

export type AssemblyHandler = Extract<Handler, { kind: 'assembly' }>

const source = /\.(?:cs|fs)$/
const project = /\.(?:cs|fs)proj$/

const isOwn = (path: string): boolean => source.test(path) && !/(?:^|\/)(?:bin|obj|[\w.-]*tests?)\//i.test(path)

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** The last name of a full one: `Function` of `Export.Function`. */
const simple = (type: string): string => type.split(/[.+]/).at(-1) as string

/** What the source generator of Amazon.Lambda.Annotations makes for a method of a type has both their names. */
const annotated = (type: string): string => (type.endsWith('_Generated') ? type.replace(/_\w+_Generated$/, '') : type)

/**
 * The files that may define the handler, by their paths alone: those of the project of the assembly's name, and among them
 * those of the type's name, if there are such.
 */
export const assemblySources = (paths: readonly string[], { assembly, type }: AssemblyHandler): readonly string[] => {
  const folders = paths.filter((path) => project.test(path) && path.replace(/^.*\/|\.\w+$/g, '') === assembly).map(folderOf)
  const own = paths.filter(isOwn)
  const within = folders.length > 0 ? own.filter((path) => folders.some((folder) => path.startsWith(folder))) : own
  const wanted = type === null ? ['Program', 'Main', 'Function', 'LambdaEntryPoint'] : [simple(annotated(type))]
  const named = within.filter((path) => wanted.includes(path.replace(/^.*\/|\.\w+$/g, '')))
  return named.length > 0 || folders.length === 0 ? named : within.slice(0, 400)
}

/** Whether a file may define the handler, as far as its text tells without being parsed. */
export const definesAssembly = (text: string, { method, type }: AssemblyHandler): boolean => {
  if (type === null) return isProgram(text)
  const name = simple(annotated(type)).replace(/\W/g, '')
  const namespace = annotated(type).includes('.') ? annotated(type).replace(/[.+][^.+]*$/, '') : ''
  if (!new RegExp(`\\b(?:class|record|struct|type|module)\\s+${name}\\b`).test(text)) return false
  const isWithin = namespace === '' || text.includes(namespace) || text.includes(namespace.split('.').at(-1) as string)
  // A method may be its base's, or in another part of the class.
  return (
    isWithin &&
    (method === null || text.includes(method) || /\bpartial\b/.test(text) || new RegExp(`\\b${name}\\b[^{;]{0,300}:`).test(text))
  )
}

/** A program that is deployed by itself, for a runtime that runs any. */
export const isHostedProgram = (text: string): boolean => /\bLambdaBootstrap(?:Builder)?\b|\bAddAWSLambdaHosting\b/.test(text)

const isProgram = (text: string): boolean =>
  /\bstatic\s+(?:async\s+)?[\w.<>]+\s+Main\s*\(|\bLambdaBootstrapBuilder\b|\bWebApplication\s*\.\s*Create|\bHost\s*\.\s*Create/.test(
    text,
  )

export const assemblyEntry = (files: PackageFiles, handler: AssemblyHandler): string | undefined => {
  const found = assemblySources([...files.keys()], handler).filter((path) =>
    definesAssembly(files.get(path)?.()?.text ?? '', handler),
  )
  const [only] = found
  return found.length === 1 ? only : nearest(found)
}

/** The one that is less deep than all others. */
const nearest = (paths: readonly string[]): string | undefined => {
  const depth = (path: string): number => path.split('/').length
  const least = Math.min(...paths.map(depth))
  const [first, second] = paths.filter((path) => depth(path) === least)
  return second === undefined ? first : undefined
}

/** Folders of projects that a project refers to, as seen from its own: `../Shared/`. */
export const referencedProjects = (text: string): readonly string[] =>
  [...text.matchAll(/<ProjectReference\s+[^>]{0,200}?Include\s*=\s*"([^"\n]{1,300})"/g)].map((match) =>
    (match[1] ?? '').replaceAll('\\', '/'),
  )
