import type { Library } from './catalog/library.ts'
import type { CodePackage } from './program.ts'

/** Whether a module that is not followed may be a team's own code, in a layer of the function that is not in the repository. */
export const mayBeInUnreadLayer = (module: string, pkg: CodePackage, library: Library): boolean => {
  if (!pkg.unreadLayers?.length || library.publicModules === null) return false
  const top = topOf(module)
  return !library.publicModules.has(top) && !library.isKnown(top) && !isInstalled(top, pkg)
}

export const topOf = (module: string): string => module.split('.', 1)[0] ?? module

const isInstalled = (top: string, pkg: CodePackage): boolean =>
  [...pkg.files.keys()].some((path) => {
    const inside = path.replace(/^python\/(?:lib\/python[\d.]+\/site-packages\/)?/, '')
    return inside === `${top}.py` || inside.startsWith(`${top}/`)
  })
