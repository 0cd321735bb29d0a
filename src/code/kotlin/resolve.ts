import { kotlin as catalog } from '../catalog/kotlin.ts'
import { java } from '../java/java.ts'
import type { CodePackage, HandlerResolution, ImportResolution } from '../program.ts'
import { builtIn } from './built-in.ts'
import { handlerName } from './declarations.ts'
import { type Layout, layoutOf, packageWith } from './layout.ts'

/**
 * What a name means, of the packages that it may be in: `com/acme/store|com/acme#Store`. With `?` at its end, it may be
 * in none of them; with `*` for a name, it is the whole package that is wanted. Java's own imports are Java's.
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const at = module.indexOf('#')
  if (at === -1) return java.resolveImport(module, from, pkg)
  const { resolved } = layoutOf(pkg)
  const key = `${module}\u0000${from}`
  const known = (resolved.get(key) as ImportResolution | undefined) ?? resolve(module, at, from, pkg)
  resolved.set(key, known)
  return known
}

const resolve = (module: string, at: number, from: string, pkg: CodePackage): ImportResolution => {
  const layout = layoutOf(pkg)
  const packages = module.slice(0, at).split('|')
  const isMaybe = module.endsWith('?')
  const name = module.slice(at + 1, isMaybe ? -1 : undefined)
  const own = name === '*' ? null : name.replace(/\$on$/, '')
  for (const one of packages) {
    const found = packageWith(layout, one, own, from)
    if (found) return { kind: 'files', paths: found.paths }
    const inJava = own !== null && /^[A-Z]/.test(own) ? javaClass(one, own, from, pkg) : undefined
    if (inJava) return inJava
  }
  if (name === '*') return { kind: 'folder' }
  const library = packages.find((one) => isCatalogued(one, name)) ?? builtIn(name)
  if (library !== undefined) return external(library)
  const [first = '', second] = packages
  const isImported = packages.length === 1 && first !== packageOf(from, pkg)
  if (isMaybe && !(isImported && !isOfProgram(first, from, pkg, layout))) return { kind: 'absent' }
  if (isImported) return isOfProgram(first, from, pkg, layout) ? missing(first, name, from) : external(first)
  const others = packages.slice(1).filter((one) => !isOfProgram(one, from, pkg, layout))
  if (second !== undefined && others[0] !== undefined) return external(others[0])
  // What the language has outside of classes is too much to list; a type that is nowhere is the program's own.
  return /^[A-Z]\w*[a-z]/.test(name) ? missing(first, name, from) : external('kotlin')
}

const missing = (itsPackage: string, name: string, from: string): ImportResolution => ({
  kind: 'missing',
  reason: `${from.slice(from.lastIndexOf('/') + 1)} uses ${[itsPackage.replaceAll('/', '.'), name].filter((part) => part !== '').join('.')}, which is not in the sources`,
})

const external = (name: string): ImportResolution => ({ kind: 'external', name, label: name.slice(name.lastIndexOf('/') + 1) })

/** A class of the program that is written in Java; it is known there by its own name too. */
const javaClass = (itsPackage: string, name: string, from: string, pkg: CodePackage): ImportResolution | undefined => {
  const found = java.resolveImport(itsPackage === '' ? name : `${itsPackage}/${name}`, from, pkg)
  return found.kind === 'files' && found.paths.some((path) => path.endsWith('.java')) ? found : undefined
}

let catalogued: Set<string> | undefined

const isCatalogued = (itsPackage: string, name: string): boolean => {
  catalogued ??= new Set(
    catalog.calls.flatMap(({ call, on }) => [...on, ...on.flatMap((one) => call.map((method) => `${one}.${method}`))]),
  )
  return catalogued.has(`${itsPackage}.${name}`)
}

const packageOf = (path: string, pkg: CodePackage): string =>
  (/^\s*package\s+([\w.`]+)/m.exec(pkg.files.get(path)?.()?.text ?? '')?.[1] ?? '').replaceAll('.', '/')

/** Organisations that publish libraries: sharing the beginning of their names says nothing. */
const published =
  /^(?:com\/(?:amazonaws|google|fasterxml|microsoft|squareup)|software\/amazon|aws\/(?:sdk|smithy)|org\/(?:apache|springframework|jetbrains)|kotlinx?|javax?|jakarta)(?:\/|$)/

const isOfProgram = (itsPackage: string, from: string, pkg: CodePackage, layout: Layout): boolean => {
  if (published.test(itsPackage)) return false
  if (layout.packages.has(itsPackage)) return true
  const own = organisationOf(packageOf(from, pkg))
  return own !== undefined && `${itsPackage}/`.startsWith(`${own}/`)
}

/** `com/acme` of `com/acme/reports`. */
const organisationOf = (itsPackage: string): string | undefined => {
  const names = itsPackage.split('/').filter((name) => name !== '')
  const count = /^(?:com|io)\/(?:github|gitlab)\//.test(`${itsPackage}/`) ? 3 : 2
  return names.length < count ? names[0] : names.slice(0, count).join('/')
}

/** `com.acme.Export::handleRequest`, `com.acme.AppKt::handler`. https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const [name = '', method = 'handleRequest'] = pkg.handler.trim().split('::')
  const dot = name.lastIndexOf('.', name.includes('$') ? name.indexOf('$') : undefined)
  const [itsPackage, className] = [name.slice(0, Math.max(0, dot)).replaceAll('.', '/'), name.slice(dot + 1)]
  const [outer = className] = className.split('$')
  const found = packageWith(layoutOf(pkg), itsPackage, outer, '')
  if (found) {
    return {
      kind: 'found',
      paths: found.paths,
      member: [handlerName(className, method)],
      isGivenParts: isGivenParts(found.names.get(outer) ?? '', className, pkg),
    }
  }
  const framework = frameworks.find(([pattern]) => pattern.test(name))
  if (!framework)
    return { kind: 'not-found', reason: `the handler "${pkg.handler}" needs the class ${name}, which is not in the package` }
  const reason = `the handler "${pkg.handler}" is that of ${framework[1]}, which calls a function that its configuration names`
  return onlyHandler(pkg) ?? { kind: 'not-found', reason }
}

const frameworks = [
  [/^org\.springframework\.cloud\.function\./, 'Spring Cloud Function'],
  [/^io\.quarkus\./, 'Quarkus'],
  [/^io\.micronaut\./, 'Micronaut'],
  [/^com\.amazonaws\.serverless\./, 'a web framework'],
] as const

/** A parameter without a default, that only a container gives: `class Export(store: Store)`. */
const isGivenParts = (path: string, className: string, pkg: CodePackage): boolean => {
  const parameters = new RegExp(`\\bclass\\s+${className.replace(/^.*\$/, '')}\\s*\\(([^)]{1,2000})`).exec(
    pkg.files.get(path)?.()?.text ?? '',
  )?.[1]
  return parameters?.split(',').some((parameter) => parameter.includes(':') && !parameter.includes('=')) ?? false
}

/** The only class of the program that a framework can call for an event. */
const onlyHandler = (pkg: CodePackage): HandlerResolution | undefined => {
  const found = [...layoutOf(pkg).packages.values()].flat().flatMap(({ paths }) =>
    paths.flatMap((path) => {
      const text = path.startsWith('../') ? '' : (pkg.files.get(path)?.()?.text ?? '')
      const [, className, which] =
        /\bclass\s+(\w+)[^{]{0,300}:\s*[^{]{0,300}\b(RequestHandler|RequestStreamHandler|Function|Consumer)\b/.exec(text) ?? []
      if (className === undefined) return []
      return [{ paths, className, method: which === 'Function' ? 'apply' : which === 'Consumer' ? 'accept' : 'handleRequest' }]
    }),
  )
  const [only] = found
  if (!only || found.length !== 1) return undefined
  return { kind: 'found', paths: only.paths, member: [handlerName(only.className, only.method)], isGivenParts: true }
}
