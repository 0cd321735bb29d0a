import type { SourceFile } from '../source/source-file.ts'
import type { Module } from './ir.ts'
import type { ParsedFile } from './parser.ts'

/** The files that AWS would unpack for one function, and where it starts. */
export interface CodePackage {
  /** By their path inside the package, with `/`, layers and vendored libraries included; read when asked. */
  readonly files: ReadonlyMap<string, () => SourceFile | undefined>
  /** `aws_lambda_function.handler`: `app.handler`, `src/index.handler`, `com.acme.Export::handleRequest`. */
  readonly handler: string
  /** `aws_lambda_function.runtime`: `python3.12`; null if it is not known. */
  readonly runtime: string | null
  /** Layers of the function whose files are not in the repository, as a user would call them: `the layer "arn:aws:lambda:…"`. */
  readonly unreadLayers?: readonly string[]
  /** Paths of the repository's files around a folder of sources (`../utils/index.ts`) that a pattern finds, for imports that leave it: `files` has them too. */
  readonly surroundings?: (wanted: RegExp) => readonly string[]
  /** What a build may copy into the package, and what it says of the libraries that it installs. */
  readonly repository?: Repository
}

/** All files of the repository that the package is from. */
export interface Repository {
  /** The paths that a pattern finds, as `CodePackage.files` takes them (`repositoryRoot`, then the path); none in a repository too large to be listed. */
  readonly find: (wanted: RegExp) => readonly string[]
  /** A path in the repository, without `repositoryRoot`, relative to where the scan was started. */
  readonly display: (path: string) => string
}

/** Where `CodePackage.files` has the repository's files, beside those of the package. */
export const repositoryRoot = '/repository/'

/** A path of `CodePackage.files` as a user knows it. */
export const shownPath = (path: string, { repository }: CodePackage): string =>
  repository && path.startsWith(repositoryRoot) ? repository.display(path.slice(repositoryRoot.length)) : path

/** What a language adds: its syntax, and where its imports and handlers are. One folder, and one line in `languages.ts`. */
export interface LanguageFrontEnd {
  readonly id: LanguageId
  /** Constants and functions of all files are in one scope, and `this` at their top level is one object. */
  readonly sharesScope?: boolean
  /** The grammar of a file, by the name of its package: `python`, `typescript`, `tsx`; null if it is not a program (JSON). */
  readonly grammarOf: (path: string) => string | null
  /** The text as the parser is given it: as long, with the same lines, and without what the grammar cannot read. */
  readonly prepare?: (text: string, path: string) => string
  /** `parsed` is null for a file without a grammar. */
  readonly lower: (file: SourceFile, parsed: ParsedFile | null) => Module
  /**
   * The files of the package that make up an imported module, in the order in which they run, with one scope for all
   * (several only in languages whose modules are folders).
   */
  readonly resolveImport: (module: string, from: string, pkg: CodePackage) => ImportResolution
  /** The files that are one module with a file, itself among them; if left out, every file is a module. */
  readonly moduleOf?: (path: string, pkg: CodePackage) => readonly string[]
  /** The module that `name` of `module` may be if `module` itself has no such name: `shared.s3` for `from shared import s3`. */
  readonly submodule: ((module: string, name: string) => string) | null
  readonly resolveHandler: (pkg: CodePackage) => HandlerResolution
  /**
   * In languages in which a function may be called as a method of what its first parameter is: the modules that may add a method
   * of this name, besides those that have run.
   */
  readonly extensionsNamed?: (method: string, pkg: CodePackage) => readonly string[]
}

export type LanguageId = 'python' | 'javascript' | 'go' | 'java' | 'csharp' | 'ruby' | 'kotlin' | 'rust' | 'php'

export type ImportResolution =
  | {
      readonly kind: 'files'
      readonly paths: readonly string[]
      /** Of a module that is not in the package: where in the repository it was found, from which a build evidently copies it. */
      readonly taken?: { readonly module: string; readonly path: string }
      /** What of it is meant, from its names: a type of a file with several, and members of that. */
      readonly member?: readonly string[]
    }
  /** Nobody's: a name that may be a module's, and is not. What is asked of it is nothing. */
  | { readonly kind: 'absent' }
  /** A folder with no module of its own (Python's namespace packages). */
  | { readonly kind: 'folder' }
  /** A library: the catalogue may know it. `name` is the catalogue's name for it (without `node:` or a version). */
  | {
      readonly kind: 'external'
      readonly name: string
      /** As a user would write it, where that is not the name. */
      readonly label?: string
      /** Of one that is no public library: why what it does is not known, to follow "calls it, and": `"store" is neither …`. */
      readonly unread?: string
      /** Members of it that are meant. */
      readonly member?: readonly string[]
    }
  /** The program's own, and not in the package: what it does cannot be followed. */
  | { readonly kind: 'missing'; readonly reason: string }

export type HandlerResolution =
  | {
      readonly kind: 'found'
      readonly paths: readonly string[]
      /** From the module's names to the function: `['handler']`, `['Export', 'handleRequest']`. */
      readonly member: readonly string[]
      /** Which of the function's parameters receives the event, counted from 0; 0 if it is left out. */
      readonly eventParameter?: number
      /** The event and the context are given by these names. */
      readonly isGivenNames?: boolean
      /** It is a method of an object that a container makes, with parts that the container chooses. */
      readonly isGivenParts?: boolean
    }
  /** A sentence for the user, with the file or the name that was looked for. */
  | { readonly kind: 'not-found'; readonly reason: string }
