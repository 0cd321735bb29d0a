import { dirname, relative, sep } from 'node:path'
import { type Disk, isWithin } from './disk.ts'
import { walk } from './walk.ts'

const maximumSurroundings = 30_000

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
