import type { CodePackage } from './program.ts'

export interface UnreadModule {
  readonly name: string
  /** The files or folders of the repository that it could be, as they are shown. */
  readonly candidates: readonly string[]
  /** Where a manifest has it installed from, if that is no registry. */
  readonly url: string | undefined
  /** What a manifest of the language declares. */
  readonly declared: 'dependencies' | 'requirements'
}

/** Why nothing is known of a module that a program imports; ends the sentence "not known, because …". */
export const whyUnread = ({ name, candidates, url, declared }: UnreadModule, { unreadLayers }: CodePackage): string => {
  if (candidates.length > 1) {
    const shown = candidates.map((candidate) => `"${candidate}"`).sort()
    const listed = [...shown.slice(0, 3), ...(shown.length > 3 ? ['others'] : [])]
    return `the module "${name}" is not in the package, and could be ${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`
  }
  if (url !== undefined) return `the module "${name}" is installed from "${url}", which is not in the repository`
  if (unreadLayers?.length) return `${name} may be in ${[...new Set(unreadLayers)].join(' or ')}, which is not in the repository`
  return `the module "${name}" is neither in the package nor among its ${declared} nor elsewhere in the repository`
}
