import type { CodePackage, HandlerResolution } from '../program.ts'
import { words } from '../scan/csharp-imports.ts'
import { handlerName } from './handlers.ts'
import { groupOf, nearestTo, type Sources, simple, sourcesOf } from './sources.ts'
import { programName } from './special-names.ts'

/**
 * `Assembly::Namespace.Type::Method`, or the name of an assembly that is a program.
 * https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html
 */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const sources = sourcesOf(pkg)
  const [assembly = '', typeName, method] = pkg.handler.trim().split('::')
  if (typeName === undefined) return programOf(assembly, pkg, sources)
  const written = typeName.replaceAll('+', '.')
  // What the source generator of Amazon.Lambda.Annotations makes calls the annotated method.
  const generated = /^(.+)_(\w+)_Generated$/.exec(written)
  const type = generated && !sources.byType.has(written) ? typeOf(generated[1] ?? '', generated[2] ?? '', sources) : written
  const name = generated && type !== written ? generatedMethod(written, type) : (method ?? '')
  const paths = sources.byType.get(type) ?? []
  const path = nearestTo(ofAssembly(paths, assembly, pkg), `${assembly}/`)
  if (path === undefined)
    return { kind: 'not-found', reason: `the handler "${pkg.handler}" needs the class ${type}, which is not in the sources` }
  return {
    kind: 'found',
    paths: [...groupOf(path, sources), ...controllers(path, sources)],
    member: [handlerName(simple(type), name)],
    isGivenParts: isGivenParts(simple(type), sources.files.get(path)?.code ?? ''),
  }
}

/** `Ns.Type_Method` may have `_` in both names. */
const typeOf = (before: string, after: string, sources: Sources): string => {
  const parts = `${before}_${after}`.split('_')
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const type = parts.slice(0, length).join('_')
    if (sources.byType.has(type)) return type
  }
  return before
}

const generatedMethod = (written: string, type: string): string => written.slice(type.length + 1).replace(/_Generated$/, '')

/** Those of the project that makes the assembly, if it is known. */
const ofAssembly = (paths: readonly string[], assembly: string, pkg: CodePackage): readonly string[] => {
  if (paths.length < 2) return paths
  const folder = projectOf(assembly, pkg)
  const own = folder === undefined ? [] : paths.filter((path) => path.startsWith(folder))
  return own.length > 0 ? own : paths
}

/** The folder of the project that makes an assembly. */
const projectOf = (assembly: string, pkg: CodePackage): string | undefined => {
  const projects = [...pkg.files.keys()].filter((path) => path.endsWith('.csproj'))
  const named = projects.filter((path) => {
    const text = pkg.files.get(path)?.()?.text ?? ''
    const name = /<AssemblyName>\s*([^<\s]+)\s*<\/AssemblyName>/.exec(text)?.[1]
    return (name ?? path.replace(/^.*\/|\.csproj$/g, '')) === assembly
  })
  const [only] = named.length > 0 ? named : projects.length === 1 ? projects : []
  return only?.replace(/[^/]*$/, '')
}

/** A constructor that takes something, and none that takes nothing. */
const isGivenParts = (type: string, code: string): boolean =>
  new RegExp(`\\b${type.replace(/\W/g, '')}\\s*\\(\\s*[^)\\s]`).test(code)

const isProgram = (code: string): boolean =>
  /\bstatic\s+(?:async\s+)?(?:[\w.<>]+\s+)Main\s*\(/.test(code) ||
  /\bLambdaBootstrapBuilder\b|\bWebApplication\s*\.|\bHost\s*\.\s*Create/.test(code)

const programOf = (assembly: string, pkg: CodePackage, sources: Sources): HandlerResolution => {
  const folder = projectOf(assembly, pkg)
  const all = [...sources.files.values()].filter(({ path }) => !path.startsWith('../'))
  const within = folder === undefined ? all : all.filter(({ path }) => path.startsWith(folder))
  const programs = within.filter(({ code, path }) => isProgram(code) || isTopLevel(path, pkg))
  const named = programs.filter(({ path }) => /(?:^|\/)(?:Program|Main|Function|LambdaEntryPoint)\.cs$/.test(path))
  const [only] =
    programs.length === 1 ? programs : named.length === 1 ? named : programs.filter(({ code }) => /\bMain\s*\(/.test(code))
  if (!only)
    return {
      kind: 'not-found',
      reason: `the handler "${pkg.handler}" names an assembly, and which file of it is its program could not be told`,
    }
  const main =
    /\b(?:class|struct|record)\s+(\w+)[^{]{0,200}\{(?:(?!\bclass\b)[\s\S]){0,20000}?\bstatic\s+(?:async\s+)?[\w.<>]+\s+Main\s*\(/.exec(
      only.code,
    )
  return {
    kind: 'found',
    paths: [...groupOf(only.path, sources), ...controllers(only.path, sources)],
    member: [main ? handlerName(main[1] ?? '', 'Main') : programName],
  }
}

/** A statement before all types. */
const isTopLevel = (path: string, pkg: CodePackage): boolean => {
  const text = words(pkg.files.get(path)?.()?.text ?? '')
  const code = text.replace(/^\s*(?:global\s+)?using\s[^;(]*;|^\s*#.*$|\[assembly:[^\]]*\]/gm, '').trimStart()
  return (
    /^(?:var\s|await\s|[A-Za-z_][\w.<>]*\s*\(|[A-Za-z_][\w.]*\.\w|(?:[\w<>,.?[\] ]+)\s\w+\s*=)/.test(code) &&
    !/^(?:namespace|public|internal|class|record|static|sealed|abstract|partial|\[)/.test(code)
  )
}

/** The files of controllers, which the framework finds by itself. */
const controllers = (path: string, sources: Sources): readonly string[] => {
  const all = [...sources.files.values()]
  const code = sources.files.get(path)?.code ?? ''
  const isWeb =
    /\bAPIGateway(?:HttpApi(?:V2)?|Proxy)?(?:Proxy)?Function\b|\bApplicationLoadBalancerFunction\b|\bAddAWSLambdaHosting\b|\bMapControllers\b|\bAddControllers\b|\bUseStartup\b/.test(
      code,
    )
  if (!isWeb) return []
  const own = groupOf(path, sources)
  return all
    .filter((one) => /\bApiController\b|:\s*Controller(?:Base)?\b/.test(one.code) || /\bclass\s+Startup\b/.test(one.code))
    .map((one) => one.path)
    .filter((one) => !own.includes(one))
}
