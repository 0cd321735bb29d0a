import type { Diagnostic } from '../source/diagnostic.ts'
import { didYouMean } from '../source/nearest-name.ts'
import type { CodeFolder, Configuration } from './configuration.ts'
import { fitOf } from './function-pattern.ts'

/** The folder for a function: of several that fit, the one that names it most exactly. */
export const folderOf = ({ code }: Configuration, address: string): CodeFolder | undefined => {
  let found: CodeFolder | undefined
  let best = -1
  for (const folder of code) {
    const fit = fitOf(folder.functions, address) ?? -1
    if (fit > best) [found, best] = [folder, fit]
  }
  return found
}

/** A note for each folder whose function is not there, which may be a slip, or in another root module. */
export const unusedFolders = ({ code }: Configuration, addresses: readonly string[]): readonly Diagnostic[] =>
  code
    .filter(({ functions }) => addresses.every((address) => fitOf(functions, address) === undefined))
    .map(({ address, location }) => ({
      severity: 'note',
      summary: 'Code of a function that is not there',
      detail: `No function that was scanned has the address "${address}".${didYouMean(address, addresses)}`,
      location,
    }))
