import type { CodePackage, HandlerResolution, ImportResolution } from '../program.ts'
import { packageNames } from './imports.ts'
import { type Layout, layoutOf } from './layout.ts'

/**
 * A package of the program's own modules is the folder that its path names below the module's `go.mod`; anything else is a
 * library. https://go.dev/ref/mod#resolve-pkg-mod
 */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const layout = layoutOf(pkg)
  const own = layout.modules.find(({ path }) => module === path || module.startsWith(`${path}/`))
  if (own) {
    const folder = joined(own.folder, module.slice(own.path.length + 1))
    const paths = layout.filesIn(folder)
    if (paths.length > 0) return { kind: 'files', paths }
    if (vendored(module, layout).length > 0 || isStandard(module)) return external(module)
    return { kind: 'missing', reason: `${from} imports ${module}, which is not in the package` }
  }
  // A module of the same repository that was not found there.
  if (layout.modules.some(({ path }) => isBeside(module, path)))
    return { kind: 'missing', reason: `${from} imports ${module}, which is not in the package` }
  const paths = layout.modules.length === 0 ? withoutModule(module, layout) : vendoredOwn(module, layout)
  if (paths.length > 0) return { kind: 'files', paths }
  return isStandard(module) || !isOfOrganisation(module, layout)
    ? external(module)
    : { ...external(module), unread: whyUnread(module, pkg) }
}

const whyUnread = (module: string, pkg: CodePackage): string =>
  pkg.unreadLayers?.length
    ? `${module} may be in ${[...new Set(pkg.unreadLayers)].join(' or ')}, which is not in the repository`
    : `"${module}" is of the same organisation, and not in the repository`

const vendored = (module: string, { filesIn, modules }: Layout): readonly string[] =>
  modules.map(({ folder }) => filesIn(joined(folder, `vendor/${module}`))).find((paths) => paths.length > 0) ?? []

/** Libraries in `vendor` are not followed, but what the same organisation has written may be what stores. */
const vendoredOwn = (module: string, layout: Layout): readonly string[] =>
  isOfOrganisation(module, layout) ? vendored(module, layout) : []

const standard = new Set(
  (
    'archive arena bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image ' +
    'index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall ' +
    'testing text time unicode unique unsafe weak C'
  ).split(' '),
)

const isStandard = (module: string): boolean => standard.has(module.replace(/\/.*$/, ''))

const forges = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\//

/** Organisations that publish libraries for all. */
const publishers =
  /^github\.com\/(?:aws|aws-samples|awslabs|google|googleapis|hashicorp|grafana|kubernetes|prometheus|elastic|uber|uber-go|segmentio|DataDog)\//

/** Whether a package is of an organisation whose program this is: `github.com/acme/…`, `go.acme.com/…`, or of no host. */
const isOfOrganisation = (module: string, { modules }: Layout): boolean => {
  if (publishers.test(`${module}/`)) return false
  const [first = ''] = module.split('/')
  if (!first.includes('.')) return modules.length > 0
  return modules.some(({ path }) => organisationOf(path) === organisationOf(module))
}

const organisationOf = (path: string): string =>
  path
    .split('/')
    .slice(0, forges.test(path) ? 2 : 1)
    .join('/')

/** `github.com/acme/reports/…` of the same three. */
const isBeside = (module: string, own: string): boolean => {
  const [host = '', owner, repository] = own.split('/')
  return host.includes('.') && repository !== undefined && module.startsWith(`${host}/${owner}/${repository}/`)
}

const external = (module: string): Extract<ImportResolution, { kind: 'external' }> => ({
  kind: 'external',
  name: module,
  label: packageNames(module).at(-1) ?? module,
})

const joined = (folder: string, rest: string): string => [folder, rest].filter((part) => part !== '').join('/')

/** Without a `go.mod`: the folder that the end of the path names. */
const withoutModule = (module: string, layout: Layout): readonly string[] => {
  const segments = module.split('/')
  for (let at = segments[0]?.includes('.') ? 1 : 0; at < segments.length; at += 1) {
    const paths = layout.filesIn(segments.slice(at).join('/'))
    if (paths.length > 0) return paths
  }
  return []
}

/** The program is the package `main`, whatever the handler is called: the runtime runs what it was built to. */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const layout = layoutOf(pkg)
  const named = pkg.handler.endsWith('.go') ? folderOf(pkg.handler) : null
  const programs = layout.programs(named)
  const [only] = programs
  if (only === undefined) return { kind: 'not-found', reason: 'the package has no Go program with a function main' }
  if (programs.length === 1) return found(only, layout)
  const wanted = programs.find((folder) => folder.split('/').at(-1) === pkg.handler) ?? programs.find((folder) => folder === '')
  if (wanted !== undefined) return found(wanted, layout)
  const shown = programs.slice(0, 3).map((folder) => `${folder}/`)
  return {
    kind: 'not-found',
    reason: `the package has several Go programs: ${shown.join(', ')}${programs.length > 3 ? ' and others' : ''}`,
  }
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

const found = (folder: string, layout: Layout): HandlerResolution => ({
  kind: 'found',
  paths: layout.filesIn(folder),
  member: ['main'],
})
