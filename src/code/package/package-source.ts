import type { Outcome } from '../../source/outcome.ts'
import type { Location, SourceFile } from '../../source/source-file.ts'
import type { CodePackage } from '../program.ts'

/** What the infrastructure says of a function's code. All paths are absolute. */
export interface CodeSource {
  /** As the configuration has it: `app.handler`; null for an image, or if it is not known. */
  readonly handler: string | null
  /** `python3.12`, `nodejs22.x`, …; null if it is not known. */
  readonly runtime: string | null
  readonly packageType: 'Zip' | 'Image'
  /** In order of trust: the first that holds the handler is taken. */
  readonly candidates: readonly CodeCandidate[]
  /** What tells this function's folder from others': its name, its resource's, its module's. */
  readonly names?: readonly string[]
  /** Environment variables with known values: an extension's wrapper finds the real handler in one. */
  readonly environment?: ReadonlyMap<string, string>
  /** The function's layers, each by its candidates; their files are visible to the program. */
  readonly layers?: readonly (readonly CodeCandidate[])[]
  /** What is run to build packages: where the package is not there, it may tell what that is made from. */
  readonly commands?: readonly Command[]
}

/** A command of the shell, and the folder that it runs in. */
export interface Command {
  readonly text: string
  readonly folder: string
}

export type CodeCandidate =
  /** `archive_file`: https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file */
  | { readonly kind: 'archive'; readonly sources: readonly ArchiveSource[]; readonly location?: Location }
  /** A file that may not exist in the checkout because a build makes it. */
  | { readonly kind: 'zip'; readonly path: string }
  | { readonly kind: 'dir'; readonly path: string }
  | {
      readonly kind: 'image'
      readonly reference: string
      /** The folder that the image is built from, and its Dockerfile, if the configuration names them. */
      readonly context?: string
      readonly dockerfile?: string
      /** `image_config.command`, which replaces the Dockerfile's CMD. */
      readonly command?: readonly string[]
    }
  /** A folder that the user names: what AWS would unpack, or its sources, and nowhere else. */
  | { readonly kind: 'given'; readonly path: string }
  /** Code that is somewhere else; `what` as the end of "its code is in …", `key` the package's name there. */
  | { readonly kind: 'remote'; readonly what: string; readonly key?: string }

/** `prefix` is the folder in the package that the files are put into. */
export type ArchiveSource =
  | { readonly kind: 'dir'; readonly path: string; readonly excludes: readonly string[]; readonly prefix?: string }
  | { readonly kind: 'file'; readonly path: string; readonly name?: string; readonly prefix?: string }
  | { readonly kind: 'content'; readonly name: string; readonly text: string; readonly location?: Location }

/** Reads a file when it is first asked for; undefined if it cannot be read. */
export type LazyFile = () => SourceFile | undefined

/** By path inside the package, with `/`. */
export type PackageFiles = ReadonlyMap<string, LazyFile>

/** A function's code, opened: what `program.ts` analyses, with how it was come by. */
export interface OpenedPackage extends CodePackage {
  readonly found: Found
  /** Beside `files`, in a folder of sources: the paths from there of the repository's other files (`../utils/index.ts`), which `files.get` gives too. */
  readonly surroundings: (wanted: RegExp) => readonly string[]
  readonly sourceMaps: SourceMaps
}

/** How the code was found, which a user is told. */
export interface Found {
  readonly how: 'archive' | 'zip' | 'folder' | 'beside the zip' | 'by the handler file' | 'Dockerfile' | 'configuration file'
  /** Relative to where the scan was started. */
  readonly path: string
}

/** `reason` says why there is no package, as a sentence that a user can act on; null if there is one. */
export interface PackageOutcome extends Outcome<OpenedPackage | null> {
  readonly reason: string | null
}

/** How a package's files lead to the sources that a build made them from. */
export interface SourceMaps {
  /** The source map of a file, inside it or beside it: https://tc39.es/ecma426/ */
  readonly mapOf: (file: SourceFile) => string | undefined
  /** The file of the repository that a map names; undefined if there is none, or it has changed since. */
  readonly sourceOf: (file: SourceFile, name: string, content: string | null) => SourceFile | undefined
}
