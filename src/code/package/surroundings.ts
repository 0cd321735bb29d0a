import { dirname, join, relative, sep } from 'node:path'
import { referencedProjects } from './assembly.ts'
import { type Disk, fileAt, isWithin } from './disk.ts'
import { walk } from './walk.ts'

const maximumSurroundings = 30_000
const mostProjects = 100

const manifests = new Set([
  'package.json',
  'pnpm-workspace.yaml',
  'lerna.json',
  'nx.json',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'settings.gradle',
  'settings.gradle.kts',
  'go.mod',
  'go.work',
])

/** The outermost folder around one that is built: what a program imports from beside its folder is in there. */
const buildOf = (disk: Disk, folder: string): string => {
  let outermost = folder
  for (let at = folder; isWithin(at, disk.boundary); at = dirname(at)) {
    if (disk.list(at).files.some((name) => manifests.has(name))) outermost = at
    if (at === disk.boundary) break
  }
  const around = projectsOf(disk, folder)
  return isWithin(outermost, around) ? around : outermost
}

/** The innermost folder around a project of .NET and all those that it refers to. */
const projectsOf = (disk: Disk, folder: string): string => {
  let outermost = folder
  const seen = new Set<string>()
  const left = [folder]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (seen.has(at) || seen.size > mostProjects || !isWithin(at, disk.boundary)) continue
    seen.add(at)
    while (!isWithin(at, outermost) && outermost !== disk.boundary) outermost = dirname(outermost)
    for (const name of disk.list(at).files.filter((each) => /\.(?:cs|fs)proj$/.test(each))) {
      const text = fileAt(disk, join(at, name))()?.text ?? ''
      for (const path of referencedProjects(text)) left.push(dirname(join(at, path)))
    }
  }
  return outermost
}

/** The paths around a folder that a pattern finds: tens of thousands, each as seen from the folder: by its ancestors, without resolving any of them. */
export const surroundingsOf = (disk: Disk, folder: string, wanted: RegExp): readonly string[] => {
  const build = buildOf(disk, folder)
  if (build === folder) return []
  const { paths } = walk(disk, build, { limit: maximumSurroundings })
  const names = relative(build, folder).split(sep)
  const own = `${names.join('/')}/`
  const ancestors = names.map((_, depth) => ({
    prefix: names
      .slice(0, depth)
      .map((name) => `${name}/`)
      .join(''),
    way: '../'.repeat(names.length - depth),
  }))
  const seen = (path: string): string => {
    const nearest = ancestors.findLast(({ prefix }) => path.startsWith(prefix))
    return nearest ? nearest.way + path.slice(nearest.prefix.length) : path
  }
  return paths.filter((path) => wanted.test(path) && !path.startsWith(own)).map(seen)
}
