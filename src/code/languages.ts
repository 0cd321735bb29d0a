import type { Catalog } from './catalog/catalog.ts'
import type { LanguageFrontEnd, LanguageId } from './program.ts'
import { csharpImports } from './scan/csharp-imports.ts'
import { goImports, type ImportScan, javascriptImports, pythonImports } from './scan/imports.ts'
import { javaImports } from './scan/java-imports.ts'
import { kotlinImports } from './scan/kotlin-imports.ts'
import { phpImports } from './scan/php-imports.ts'
import { rubyImports } from './scan/ruby-imports.ts'
import { rustImports } from './scan/rust-imports.ts'

/** How a package's language is recognised; the front end itself is loaded when the first program of it is read. */
export interface Language {
  readonly id: LanguageId
  /** Of `aws_lambda_function.runtime`. */
  readonly runtime: RegExp
  /** Files of its own, for packages whose runtime is not known. */
  readonly extensions: readonly string[]
  readonly load: () => Promise<LanguageFrontEnd>
  /** Finds what a file may import without parsing it. */
  readonly importsIn: ImportScan
  /** What it knows of the language's libraries. */
  readonly loadCatalog: () => Promise<Catalog>
}

export const languages: readonly Language[] = [
  {
    id: 'python',
    runtime: /^python/,
    extensions: ['.py'],
    importsIn: pythonImports,
    load: async () => (await import('./python/python.ts')).python,
    loadCatalog: async () => (await import('./catalog/python.ts')).python,
  },
  {
    id: 'javascript',
    runtime: /^nodejs/,
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'],
    importsIn: javascriptImports,
    load: async () => (await import('./javascript/javascript.ts')).javascript,
    loadCatalog: async () => (await import('./catalog/javascript.ts')).javascript,
  },
  {
    id: 'go',
    runtime: /^(?:go|provided)/,
    extensions: ['.go'],
    importsIn: goImports,
    load: async () => (await import('./go/go.ts')).go,
    loadCatalog: async () => (await import('./catalog/go.ts')).go,
  },
  {
    id: 'java',
    runtime: /^java/,
    extensions: ['.java'],
    importsIn: javaImports,
    load: async () => (await import('./java/java.ts')).java,
    loadCatalog: async () => (await import('./catalog/java.ts')).java,
  },
  {
    id: 'csharp',
    runtime: /^(?:dotnet|provided)/,
    extensions: ['.cs'],
    importsIn: csharpImports,
    load: async () => (await import('./csharp/csharp.ts')).csharp,
    loadCatalog: async () => (await import('./catalog/csharp.ts')).csharp,
  },
  {
    id: 'kotlin',
    runtime: /^java/,
    extensions: ['.kt'],
    importsIn: kotlinImports,
    load: async () => (await import('./kotlin/kotlin.ts')).kotlin,
    loadCatalog: async () => (await import('./catalog/kotlin.ts')).kotlin,
  },
  {
    id: 'rust',
    runtime: /^provided/,
    extensions: ['.rs'],
    importsIn: rustImports,
    load: async () => (await import('./rust/rust.ts')).rust,
    loadCatalog: async () => (await import('./catalog/rust.ts')).rust,
  },
  {
    id: 'php',
    runtime: /^provided/,
    extensions: ['.php'],
    importsIn: phpImports,
    load: async () => (await import('./php/php.ts')).php,
    loadCatalog: async () => (await import('./catalog/php.ts')).php,
  },
  {
    id: 'ruby',
    runtime: /^ruby/,
    extensions: ['.rb'],
    importsIn: rubyImports,
    load: async () => (await import('./ruby/ruby.ts')).ruby,
    loadCatalog: async () => (await import('./catalog/ruby.ts')).ruby,
  },
]

/** A runtime may be that of several: `provided.al2023` runs any program. The one whose handler is in the package is meant. */
export const languagesOfRuntime = (runtime: string): readonly Language[] =>
  languages.filter((language) => language.runtime.test(runtime))
