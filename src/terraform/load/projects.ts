import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Outcome } from '../../source/outcome.ts'
import { whereDeclared } from '../evaluate/undeclared.ts'
import type { Checkout } from './checkout.ts'
import { loadProject, type ModuleConfigs, moduleFolders, type Project } from './project.ts'
import { displayPath } from './read.ts'
import type { RootInputs } from './root-inputs.ts'
import { configurationBelow, requireFolder, requireRoots, seeminglyCalled, uncalled } from './roots.ts'

type Loaded = Outcome<Project>
type Load = (root: string) => Promise<Loaded>

/**
 * The root modules in a folder, in the order of their paths, each with what it calls: the folder itself if it holds
 * configuration, and every folder below it that holds some and that no other one calls. `named` are the only roots if there
 * are any.
 * @throws {UsageError} There is no such folder.
 */
export const loadProjects = async (
  dir: string,
  named: readonly string[],
  checkout: Checkout,
  inputs: RootInputs,
): Promise<Outcome<readonly Loaded[]>> => {
  requireFolder(dir, checkout.cwd)
  const configs: ModuleConfigs = new Map()
  const load: Load = (root) => loadProject(root, checkout, inputs, configs)
  const roots = requireRoots(named, dir, checkout)
  const loaded: Loaded[] = []
  for (const root of roots) loaded.push(await load(root))
  if (roots.length === 0) loaded.push(...(await findProjects(dir, checkout, load)))
  const diagnostics = loaded.length > 0 ? undeclaredArguments(loaded.map(({ value }) => value)) : [nothingThere(dir, checkout)]
  return { value: loaded, diagnostics }
}

/** Which folders are called is certain only when their callers are loaded, so the roots are guessed, loaded and sifted. */
const findProjects = async (dir: string, checkout: Checkout, load: Load): Promise<readonly Loaded[]> => {
  const folders = new Map(configurationBelow(checkout, dir).map((folder) => [folder.dir, folder]))
  const guessed = uncalled([...folders.keys()], (folder) => {
    const files = folders.get(folder)
    return files ? seeminglyCalled(checkout, files) : []
  })
  const own = folders.has(dir) ? [dir] : []
  const loaded = new Map<string, Loaded>()
  const modules = new Map<string, ReadonlySet<string>>()
  const covered = new Set<string>()
  for (const root of [...own, ...guessed, ...folders.keys()]) {
    if (covered.has(root)) continue
    const project = await load(root)
    loaded.set(root, project)
    const called = moduleFolders(project.value)
    modules.set(root, called)
    for (const folder of called) covered.add(folder)
  }
  const roots = new Set([...own, ...uncalled([...loaded.keys()], (root) => [...(modules.get(root) ?? [])])])
  return [...loaded]
    .filter(([root]) => roots.has(root))
    .sort(byName)
    .map(([, project]) => project)
}

const byName = ([a]: readonly [string, Loaded], [b]: readonly [string, Loaded]): number => (a < b ? -1 : 1)

/** `--var` and `--var-file` are for all roots, so only what none of them declares is a mistake. */
export const undeclaredArguments = (projects: readonly Project[]): readonly Diagnostic[] => {
  const [first] = projects
  const isUnused = (name: string): boolean => projects.every(({ undeclared }) => undeclared.some((each) => each.name === name))
  const names = new Set<string>()
  return (first?.undeclared ?? []).flatMap(({ name, kind, location }): Diagnostic[] => {
    if (names.has(name) || !isUnused(name)) return []
    names.add(name)
    const declared = projects.flatMap(({ root }) => [...root.config.variables.keys()])
    const modules =
      projects.length === 1 ? 'the root module does not declare it' : `none of the ${projects.length} root modules declares it`
    const isGenerated = projects.some(({ root }) => root.config.isGenerated)
    const hint = whereDeclared(name, { names: declared, isGenerated })
    return [
      {
        severity: kind === 'value' && !isGenerated ? 'error' : 'warning',
        summary: 'Value for undeclared variable',
        detail: `A variable named "${name}" was set ${kind === 'value' ? 'on the command line' : 'in a variable file'}, and ${modules}.${hint}`,
        ...(kind === 'file' && { location }),
      },
    ]
  })
}

const nothingThere = (dir: string, checkout: Checkout): Diagnostic => {
  const shown = displayPath(checkout.cwd, dir)
  return {
    severity: 'error',
    summary: 'No Terraform configuration',
    detail: `"${shown}" has no .tf or .tofu files, and neither has any folder below it: nothing was checked.`,
    location: { file: { path: shown, text: '' }, start: 0, end: 0 },
  }
}
