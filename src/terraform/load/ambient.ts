import { relative, sep } from 'node:path'
import { string, unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'

const relativePath = (from: string, to: string): string => {
  const way = relative(from, to).split(sep).join('/')
  return way === '' ? '.' : way
}

/** `path.module` of the module in the folder `dir`, `path.root`, `path.cwd` and `terraform.workspace`; undefined for anything else. */
export const ambientOf =
  ({ rootDir, workspace }: { readonly rootDir: string; readonly workspace: string | null }) =>
  (object: 'path' | 'terraform', attribute: string, dir: string): Value | undefined => {
    switch (`${object}.${attribute}`) {
      case 'path.module':
        return string(relativePath(rootDir, dir))
      case 'path.root':
        return string('.')
      case 'path.cwd':
        return string(rootDir)
      case 'terraform.workspace':
        return workspace === null
          ? unknown('terraform.workspace', 'no workspace is selected (--workspace names one)')
          : string(workspace)
      default:
        return undefined
    }
  }
